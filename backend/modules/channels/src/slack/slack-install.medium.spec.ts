import { ChannelsApp, type Operator, type TestBrowser } from '../../testing/channels-app';

const INSTALL = '/api/portal/channels/slack/install';
const COOKIE = 'konstruct_slack_connect';

describe('connecting Slack', () => {
  let app: ChannelsApp;
  let operator: Operator;
  let browser: TestBrowser;
  let team: string;
  let teams = 0;

  beforeAll(async () => {
    app = await ChannelsApp.start();
  });

  beforeEach(async () => {
    operator = await app.operator();
    browser = app.browser(operator);
    teams += 1;
    team = `T${teams}`;
    await app.slack.addWorkspace(team);
  });

  afterEach(() => app.slack.clearFaults());

  afterAll(() => app.stop());

  async function begin(from = browser, by = operator): Promise<string> {
    const { status, body } = await from.get(`${INSTALL}?tenant_id=${by.tenantId}`);
    expect(status).toBe(200);
    return body['url'] as string;
  }

  async function goThrough(decision: 'allow' | 'cancel' = 'allow'): Promise<string> {
    const back = await app.slack.consent(await begin(), team, decision);
    return back.pathname + back.search;
  }

  function wizard(query: string): string {
    return `/t/${operator.tenantId}/onboarding/connect-channel?${query}`;
  }

  async function connections(tenantId = operator.tenantId): Promise<Record<string, unknown>[]> {
    return app.asOwner('SELECT * FROM channel_connections WHERE tenant_id = $1', [tenantId]);
  }

  /** The browser is sent back with the code; the page asks for the words. */
  async function expectFailure(address: string, code: string, from = browser): Promise<string> {
    const { status, location } = await from.get(address);
    expect(status).toBe(303);
    expect(location).toMatch(wizard(`slack_error=${code}&slack_attempt=`));
    const attemptId = new URL(location ?? '', 'http://localhost').searchParams.get('slack_attempt');
    const attempt = await app
      .browser(operator)
      .get(`/api/portal/tenants/${operator.tenantId}/channels/slack/attempts/${attemptId}`);
    expect(attempt).toMatchObject({ status: 200, body: { id: attemptId } });
    expect(await connections()).toEqual([]);
    return attempt.body['detail'] as string;
  }

  it('sends the browser to the consent page and back into the wizard, connected', async () => {
    const { status, location } = await browser.get(await goThrough());
    expect({ status, location }).toEqual({ status: 303, location: wizard('slack=connected') });
    const [connection] = await connections();
    expect(connection).toMatchObject({
      status: 'connected',
      external_account_id: team,
      workspace_name: `Workspace ${team}`,
      bot_user_id: `UBOT${team}`,
      bot_id: expect.any(String),
      app_id: 'A0KONSTRUCT',
      connected_by: operator.userId,
      token_expires_at: null,
    });
    expect(connection?.['bot_token_ciphertext']).not.toContain('xoxb');
    expect(await app.auditTypes(operator.tenantId)).toContain('channel.connected');
  });

  it('answers JSON to a client that asks for it', async () => {
    const { status, body } = await browser.get(await goThrough(), 'application/json');
    const [connection] = await connections();
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        ok: true,
        tenant_id: operator.tenantId,
        connection_id: connection?.['id'],
        workspace_name: `Workspace ${team}`,
      },
    });
  });

  it('asks for the documented scopes with a state and a redirect of its own', async () => {
    const url = new URL(await begin());
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:3000/api/portal/channels/slack/callback');
    expect(url.searchParams.get('scope')?.split(',')).toEqual(
      expect.arrayContaining(['chat:write', 'app_mentions:read', 'im:history']),
    );
    expect(url.searchParams.get('state')).toMatch(/^[\w-]+\.[\w-]{43}$/);
    expect(browser.cookies.get(COOKIE)).toMatch(/^[\w-]{43}$/);
  });

  it('opens the consent page with the workspace that is to be connected again, where one is named', async () => {
    const address = `${INSTALL}?tenant_id=${operator.tenantId}`;
    const { body } = await browser.get(`${address}&team=${team}`);
    expect(new URL(body['url'] as string).searchParams.get('team')).toBe(team);
    const back = await app.slack.consent(body['url'] as string, team);
    expect((await browser.get(back.pathname + back.search)).location).toBe(wizard('slack=connected'));
    expect(new URL(await begin()).searchParams.has('team')).toBe(false);
    expect(await browser.get(`${address}&team=${encodeURIComponent('../evil')}`)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
  });

  it('lets two tabs of one browser connect two workspaces', async () => {
    const [first, second] = [await begin(), await begin()];
    await app.slack.addWorkspace(`${team}B`);
    const backs = [await app.slack.consent(first, team), await app.slack.consent(second, `${team}B`)];
    const answers = await Promise.all(backs.map((back) => browser.get(back.pathname + back.search)));
    expect(answers.map(({ location }) => location)).toEqual([wizard('slack=connected'), wizard('slack=connected')]);
  });

  it('lets two tabs of one browser connect the same workspace at the same time', async () => {
    const urls = [await begin(), await begin()];
    const backs = await Promise.all(urls.map((url) => app.slack.consent(url, team)));
    const answers = await Promise.all(backs.map((back) => browser.get(back.pathname + back.search)));
    expect(answers.map(({ location }) => location)).toEqual([wizard('slack=connected'), wizard('slack=connected')]);
    expect(await connections()).toHaveLength(1);
  });

  describe('refuses', () => {
    it('a cancelled consent', async () => {
      expect(await expectFailure(await goThrough('cancel'), 'consent_cancelled')).toContain('Add to Slack');
    });

    it.each([
      ['tampered with', (address: string) => address.replace(/state=[^&]/, 'state=X')],
      ['missing', (address: string) => address.replace(/&?state=[^&]*/, '')],
    ])('a state that is %s, saying nothing of any tenant', async (_, change) => {
      const { status, location } = await browser.get(change(await goThrough()));
      expect({ status, location }).toEqual({ status: 303, location: '/?slack_error=state_invalid' });
      expect(await connections()).toEqual([]);
    });

    it('an expired state', async () => {
      const address = await goThrough();
      app.clock.advance(10 * 60_000);
      expect(await expectFailure(address, 'state_expired')).toContain('ten minutes');
    });

    it('a state that was used before, and keeps what the first use did', async () => {
      const address = await goThrough();
      await browser.get(address);
      const { location } = await browser.get(address);
      expect(location).toMatch(wizard('slack_error=state_used'));
      expect(await connections()).toHaveLength(1);
    });

    it('all but one of the same callback at the same time', async () => {
      const address = await goThrough();
      const answers = await Promise.all(Array.from({ length: 5 }, () => browser.get(address)));
      expect(answers.filter(({ location }) => location === wizard('slack=connected'))).toHaveLength(1);
      expect(await connections()).toHaveLength(1);
    });

    it('another browser, which the right one may still overtake', async () => {
      const address = await goThrough();
      await expectFailure(address, 'state_other_browser', app.browser());
      const { location } = await browser.get(address);
      expect(location).toBe(wizard('slack=connected'));
    });

    it('another person signed in to the same browser', async () => {
      const address = await goThrough();
      const somebodyElse = app.browser(await app.operator());
      somebodyElse.cookies.set(COOKIE, browser.cookies.get(COOKIE) ?? '');
      await expectFailure(address, 'state_other_user', somebodyElse);
    });

    it('somebody who was removed from the business meanwhile', async () => {
      const address = await goThrough();
      await app.asOwner('DELETE FROM memberships WHERE tenant_id = $1', [operator.tenantId]);
      await expectFailure(address, 'state_other_user');
    });

    it.each([
      [
        'a code that Slack does not know',
        (address: string) => address.replace(/code=[^&]*/, 'code=wrong'),
        'code_not_accepted',
      ],
      ['an answer without code', (address: string) => address.replace(/code=[^&]*&/, ''), 'code_missing'],
    ])('%s', async (_, change, code) => {
      await expectFailure(change(await goThrough()), code);
    });

    it.each([
      [{ kind: 'ratelimited', retry_after_seconds: 9 } as const, 'slack_busy'],
      [{ kind: 'server_error' } as const, 'slack_unreachable'],
      [{ kind: 'timeout', delay_ms: 10 } as const, 'slack_unreachable'],
      [{ kind: 'error', error: 'bad_redirect_uri' } as const, 'app_misconfigured'],
      [{ kind: 'error', error: 'something_new' } as const, 'slack_refused'],
    ])('an exchange that fails with %j', async (fault, code) => {
      const address = await goThrough();
      await app.slack.addFault({ method: 'oauth.v2.access', ...fault });
      await expectFailure(address, code);
    });

    it('as a problem document where JSON is asked for', async () => {
      const { status, body } = await browser.get(await goThrough('cancel'), 'application/json');
      expect(status).toBe(400);
      expect(body).toMatchObject({
        code: 'consent_cancelled',
        title: 'Slack was not connected',
        request_id: expect.any(String),
      });
    });
  });

  describe('a workspace of another business', () => {
    it('is refused, naming the colleague to ask, and the other keeps working', async () => {
      const other = await app.operator();
      await app.connect(other, team);
      const detail = await expectFailure(await goThrough(), 'workspace_connected_elsewhere');
      expect(detail).toContain('Ask Ada Lovelace');
      expect(await app.slack.requests('auth.revoke')).toEqual([]);
      expect(await connections(other.tenantId)).toMatchObject([{ status: 'connected' }]);
    });

    it('goes to one of two who connect it at the same time', async () => {
      const other = await app.operator();
      const otherBrowser = app.browser(other);
      const [mine, theirs] = await Promise.all([
        app.slack.consent(await begin(), team),
        app.slack.consent(await begin(otherBrowser, other), team),
      ]);
      const answers = await Promise.all([
        browser.get(mine.pathname + mine.search),
        otherBrowser.get(theirs.pathname + theirs.search),
      ]);
      const isConnected = answers.map(({ location }) => location?.endsWith('slack=connected'));
      expect(isConnected.sort()).toEqual([false, true]);
      const routes = await app.asOwner('SELECT 1 FROM channel_routes WHERE external_account_id = $1', [team]);
      expect(routes).toHaveLength(1);
    });

    it('is free again once the other disconnects, or removes the app in Slack', async () => {
      const other = await app.operator();
      const connectionId = await app.connect(other, team);
      await app.browser(other).send('DELETE', `/api/portal/tenants/${other.tenantId}/channels/${connectionId}`);
      expect((await browser.get(await goThrough())).location).toBe(wizard('slack=connected'));
    });
  });

  it('keeps id and employee of a workspace that is connected again', async () => {
    const connectionId = await app.connect(operator, team);
    await app.asOwner(
      `UPDATE channel_connections SET status = 'broken', broken_reason = 'token_revoked' WHERE id = $1`,
      [connectionId],
    );
    const [before] = await connections();
    expect(await app.connect(operator, team)).toBe(connectionId);
    const [after] = await connections();
    expect(after).toMatchObject({
      id: connectionId,
      status: 'connected',
      broken_reason: null,
      agent_id: before?.['agent_id'],
    });
    expect(after?.['bot_token_ciphertext']).not.toBe(before?.['bot_token_ciphertext']);
  });
});

describe('connecting Slack on an installation without it', () => {
  it('says which variables are missing', async () => {
    const app = await ChannelsApp.start({ SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '', SLACK_SIGNING_SECRET: '' });
    const operator = await app.operator();
    const { status, body } = await app.browser(operator).get(`${INSTALL}?tenant_id=${operator.tenantId}`);
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'slack_not_configured',
      detail: expect.stringContaining('SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET'),
    });
    await app.stop();
  });
});
