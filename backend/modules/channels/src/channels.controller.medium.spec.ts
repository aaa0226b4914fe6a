import { newId } from '@konstruct/platform';
import { ChannelsApp, type Operator } from '../testing/channels-app';
import { ChannelConnections } from './channel-connections';

describe('PRTA-03 the connections of a business', () => {
  let app: ChannelsApp;
  let operator: Operator;
  let connectionId: string;
  let team: string;
  let teams = 0;

  beforeAll(async () => {
    app = await ChannelsApp.start();
  });

  beforeEach(async () => {
    teams += 1;
    team = `TC${teams}`;
    await app.slack.addWorkspace(team);
    operator = await app.operator();
    connectionId = await app.connect(operator, team);
  });

  afterEach(() => Promise.all([app.slack.clearFaults(), app.forgetLimits()]));

  afterAll(() => app.stop());

  const path = (rest = '', tenantId = operator.tenantId) => `/api/portal/tenants/${tenantId}/channels${rest}`;
  const connections = () => app.app.get(ChannelConnections);

  async function list(by = operator): Promise<Record<string, unknown>[]> {
    const { status, body } = await app.browser(by).get(path('', by.tenantId));
    expect(status).toBe(200);
    return body['items'] as Record<string, unknown>[];
  }

  it('are listed with their health and without secrets', async () => {
    const [connection] = await list();
    expect(connection).toEqual({
      id: connectionId,
      kind: 'slack',
      status: 'connected',
      workspace_name: `Workspace ${team}`,
      workspace_id: team,
      bot_user_id: `UBOT${team}`,
      phone_number: null,
      quality_rating: null,
      agent_id: null,
      last_event_at: null,
      limited_until: null,
      last_sent_at: null,
      failure_rate: 0,
      token_expires_at: null,
      broken_reason: null,
      broken_fix: null,
      missing_scopes: [],
      missing_permissions: [],
      connected_at: expect.any(String),
    });
  });

  it('are listed in pages', async () => {
    await app.slack.addWorkspace(`${team}B`);
    const second = await app.connect(operator, `${team}B`);
    const browser = app.browser(operator);
    const first = await browser.get(path('?limit=1'));
    expect(first.body).toMatchObject({ items: [{ id: second }], next_cursor: expect.any(String) });
    const rest = await browser.get(path(`?limit=1&cursor=${first.body['next_cursor'] as string}`));
    expect(rest.body).toMatchObject({ items: [{ id: connectionId }], next_cursor: null });
  });

  it('are nobody else’s business', async () => {
    const stranger = await app.operator();
    expect(await list(stranger)).toEqual([]);
    const browser = app.browser(stranger);
    const id = `/${connectionId}`;
    const answers = await Promise.all([
      browser.send('PATCH', path(id, stranger.tenantId), { agent_id: null }),
      browser.send('DELETE', path(id, stranger.tenantId)),
      browser.get(path(`${id}/destinations`, stranger.tenantId)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await list()).toMatchObject([{ status: 'connected' }]);
  });

  it('are found by the workspace alone, by whoever receives its events', async () => {
    expect(await connections().resolveRoute('slack', team)).toEqual({
      tenantId: operator.tenantId,
      connectionId,
      installedBy: `UADA${team}`,
    });
    expect(await connections().resolveRoute('slack', 'T-unknown')).toBeNull();
  });

  it('say in words what an older connection may not do yet, until it is connected again', async () => {
    await app.forgetScope(connectionId, 'chat:write.customize');
    expect(await list()).toMatchObject([
      {
        status: 'connected',
        missing_scopes: ['chat:write.customize'],
        missing_permissions: [expect.stringContaining('name and picture of each employee')],
      },
    ]);
    await app.connect(operator, team);
    expect(await list()).toMatchObject([{ id: connectionId, missing_scopes: [], missing_permissions: [] }]);
  });

  describe('who answers', () => {
    it('is chosen, audited, and kept when the workspace is connected again', async () => {
      const agentId = await app.hire(operator.tenantId);
      const { status, body } = await app
        .browser(operator)
        .send('PATCH', path(`/${connectionId}`), { agent_id: agentId });
      expect({ status, agent: body['agent_id'] }).toEqual({ status: 200, agent: agentId });
      expect(await app.auditTypes(operator.tenantId)).toContain('channel.agent_assigned');
      await app.connect(operator, team);
      expect(await list()).toMatchObject([{ id: connectionId, agent_id: agentId }]);
      expect(
        (await app.browser(operator).send('PATCH', path(`/${connectionId}`), { agent_id: null })).body,
      ).toMatchObject({ agent_id: null });
    });

    it.each([
      ['is of another business', async () => app.hire((await app.operator()).tenantId), 'agent_not_found'],
      ['does not exist', () => Promise.resolve(newId()), 'agent_not_found'],
      ['is no id', () => Promise.resolve('mia'), 'validation_failed'],
    ])('cannot be somebody who %s', async (_, agent, code) => {
      const { status, body } = await app
        .browser(operator)
        .send('PATCH', path(`/${connectionId}`), { agent_id: await agent() });
      expect({ status, body }).toMatchObject({ status: 422, body: { code, errors: [{ pointer: '/agent_id' }] } });
    });
  });

  describe('disconnecting', () => {
    it('gives the token back, frees the workspace, keeps the row, and can be repeated', async () => {
      await app.slack.forgetRequests();
      const browser = app.browser(operator);
      expect((await browser.send('DELETE', path(`/${connectionId}`))).status).toBe(204);
      expect((await browser.send('DELETE', path(`/${connectionId}`))).status).toBe(204);
      expect(await app.slack.requests('auth.revoke')).toMatchObject([{ ok: true }]);
      expect(await list()).toMatchObject([{ id: connectionId, status: 'disconnected' }]);
      expect(await connections().resolveRoute('slack', team)).toBeNull();
      const [row] = await app.asOwner<Record<string, unknown>>('SELECT * FROM channel_connections WHERE id = $1', [
        connectionId,
      ]);
      expect(row).toMatchObject({ bot_token_ciphertext: null, refresh_token_ciphertext: null });
      expect(await app.auditTypes(operator.tenantId)).toContain('channel.disconnected');
    });

    it('succeeds also when Slack cannot be told', async () => {
      await app.slack.addFault({ method: 'auth.revoke', kind: 'server_error' });
      expect((await app.browser(operator).send('DELETE', path(`/${connectionId}`))).status).toBe(204);
      expect(await list()).toMatchObject([{ status: 'disconnected' }]);
    });
  });

  describe('destinations', () => {
    const names = (body: Record<string, unknown>) => (body['items'] as { name: string }[]).map(({ name }) => name);

    it('are the channels that a message can go to, those it is in first', async () => {
      await app.slack.invite(team, `CSEC${team}`, `UBOT${team}`);
      const { body } = await app.browser(operator).get(path(`/${connectionId}/destinations`));
      expect(body).toEqual({
        items: [
          { id: `CSEC${team}`, name: 'secret', is_private: true, is_member: true },
          { id: `CGEN${team}`, name: 'general', is_private: false, is_member: false },
          { id: `CSUP${team}`, name: 'support', is_private: false, is_member: false },
        ],
        next_cursor: null,
      });
    });

    it('are searched and paged without asking Slack again', async () => {
      const browser = app.browser(operator);
      await app.slack.forgetRequests();
      expect(names((await browser.get(path(`/${connectionId}/destinations?search=%23SUP`))).body)).toEqual(['support']);
      const first = (await browser.get(path(`/${connectionId}/destinations?limit=1`))).body;
      const second = (
        await browser.get(path(`/${connectionId}/destinations?limit=1&cursor=${first['next_cursor'] as string}`))
      ).body;
      expect([...names(first), ...names(second)]).toEqual(['general', 'support']);
      expect(await app.slack.requests('conversations.list')).toHaveLength(1);
    });

    it.each([
      [{ kind: 'ratelimited', retry_after_seconds: 3 } as const, 503, 'slack_busy'],
      [{ kind: 'invalid_auth' } as const, 409, 'connection_unusable'],
      [{ kind: 'error', error: 'missing_scope' } as const, 502, 'slack_refused'],
    ])('say what to do when Slack fails with %j', async (fault, status, code) => {
      await app.slack.addFault({ method: 'conversations.list', ...fault });
      const answer = await app.browser(operator).get(path(`/${connectionId}/destinations`));
      expect(answer).toMatchObject({ status, body: { code } });
    });
  });

  describe('health', () => {
    const inTenant = <T>(work: Parameters<typeof app.database.inTenant<T>>[1]) =>
      app.database.inTenant(operator.context, work);

    it('shows events in, messages out and the share of failures of the day', async () => {
      await inTenant((transaction) => connections().noteEventReceived(transaction, connectionId));
      for (let sends = 0; sends < 3; sends += 1)
        await inTenant((transaction) => connections().noteSent(transaction, connectionId));
      await inTenant((transaction) => connections().noteFailure(transaction, connectionId, 'not_in_channel'));
      const [connection] = await list();
      expect(connection).toMatchObject({
        status: 'connected',
        failure_rate: 0.25,
        last_event_at: expect.any(String),
        last_sent_at: expect.any(String),
      });
      app.clock.advance(25 * 60 * 60 * 1_000);
      await inTenant((transaction) => connections().noteSent(transaction, connectionId));
      expect(await list()).toMatchObject([{ failure_rate: 0 }]);
    });

    it('breaks with a code that no send can get past, once, in words', async () => {
      await inTenant((transaction) => connections().noteFailure(transaction, connectionId, 'token_revoked'));
      await inTenant((transaction) => connections().noteFailure(transaction, connectionId, 'token_revoked'));
      const [connection] = await list();
      expect(connection).toMatchObject({
        status: 'broken',
        broken_reason: expect.stringContaining('revoked'),
        broken_fix: expect.stringContaining('Reconnect'),
      });
      const types = await app.auditTypes(operator.tenantId);
      expect(types.filter((type) => type === 'channel.broken')).toHaveLength(1);
    });

    it('is told to the business when it breaks, and when it works again', async () => {
      const notices = (): Promise<object[]> =>
        app.asOwner(
          'SELECT severity, title, resolved_at IS NOT NULL AS is_resolved FROM notices WHERE tenant_id = $1',
          [operator.tenantId],
        );
      const notice = { severity: 'critical', title: `Workspace ${team} is not connected any more` };
      await inTenant((transaction) => connections().markBroken(transaction, connectionId, 'token_revoked'));
      expect(await notices()).toEqual([{ ...notice, is_resolved: false }]);
      await app.connect(operator, team);
      expect(await notices()).toEqual([{ ...notice, is_resolved: true }]);
    });

    it('stays connected when what was taken back is the access of before', async () => {
      const [before] = await list();
      const connectedAt = Date.parse(String(before?.['connected_at']));
      const takenBack = (at: number): Promise<boolean> =>
        inTenant((transaction) =>
          connections().noteTakenBack(transaction, connectionId, 'app_uninstalled', new Date(at)),
        );
      expect(await takenBack(connectedAt - 1)).toBe(false);
      expect(await list()).toMatchObject([{ status: 'connected' }]);
      expect(await connections().resolveRoute('slack', team)).toMatchObject({ connectionId });
      expect(await takenBack(connectedAt)).toBe(true);
      expect(await list()).toMatchObject([{ status: 'broken' }]);
      expect(await app.connect(operator, team)).toBe(connectionId);
    });

    it('frees the workspace when the app was removed in Slack, also after its tokens were revoked', async () => {
      await inTenant((transaction) => connections().markBroken(transaction, connectionId, 'tokens_revoked'));
      expect(await connections().resolveRoute('slack', team)).not.toBeNull();
      await inTenant((transaction) => connections().markBroken(transaction, connectionId, 'app_uninstalled'));
      expect(await connections().resolveRoute('slack', team)).toBeNull();
      expect(await app.connect(operator, team)).toBe(connectionId);
      expect(await connections().resolveRoute('slack', team)).toMatchObject({ connectionId });
    });
  });

  it('do not let the application take a workspace for another business, past its own rules', async () => {
    const stranger = await app.operator();
    const stealing = app.database.inTenant(stranger.context, async ({ manager }) => {
      const [, updated]: [unknown, number] = await manager.query(
        'UPDATE channel_routes SET connection_id = connection_id WHERE external_account_id = $1',
        [team],
      );
      const [, deleted]: [unknown, number] = await manager.query(
        'DELETE FROM channel_routes WHERE external_account_id = $1',
        [team],
      );
      return updated + deleted;
    });
    expect(await stealing).toBe(0);
    const planting = app.database.inTenant(stranger.context, ({ manager }) =>
      manager.query(
        'INSERT INTO channel_routes (provider, external_account_id, tenant_id, connection_id) VALUES ($1, $2, $3, $4)',
        ['slack', 'T-new', operator.tenantId, connectionId],
      ),
    );
    await expect(planting).rejects.toThrow(/row-level security/);
  });
});
