import { InstallProvider } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import { startSandbox, type RunningSandbox } from '../../index';
import { ACME, call } from '../../testing/control';
import { quiet } from '../../testing/slack-client';

const REDIRECT = 'http://localhost:4119/callback';

describe('OAuth', () => {
  let sandbox: RunningSandbox;
  let nowMs = Date.now();

  beforeAll(async () => {
    sandbox = await startSandbox({ slack: { redirectUrls: [REDIRECT] }, now: () => nowMs });
  });

  afterAll(() => sandbox.stop());

  beforeEach(() => {
    nowMs = Date.now();
    return call(sandbox, 'POST', '/slack/_control/reset');
  });

  function authorizeUrl(change: Record<string, string> = {}): string {
    const query = { client_id: sandbox.slack.clientId, scope: 'chat:write', redirect_uri: REDIRECT, state: 's&1' };
    return `${sandbox.slackAuthorizeUrl}?${new URLSearchParams({ ...query, ...change }).toString()}`;
  }

  async function decide(decision: string, change: Record<string, string> = {}, origin?: string): Promise<Response> {
    const form = { client_id: sandbox.slack.clientId, scope: 'chat:write', redirect_uri: REDIRECT, state: 's&1' };
    const body = new URLSearchParams({ ...form, team: ACME, decision, ...change });
    const headers: Record<string, string> = origin ? { origin } : {};
    return fetch(sandbox.slackAuthorizeUrl, { method: 'POST', body, headers, redirect: 'manual' });
  }

  async function allowedCode(change: Record<string, string> = {}): Promise<string> {
    const location = new URL((await decide('allow', change)).headers.get('location') ?? '');
    return location.searchParams.get('code') ?? '';
  }

  function exchange(args: Record<string, string>): Promise<Record<string, unknown>> {
    const { clientId: client_id, clientSecret: client_secret } = sandbox.slack;
    const web = new WebClient(undefined, { ...quiet(sandbox), retryConfig: { retries: 0 } });
    return web.apiCall('oauth.v2.access', { client_id, client_secret, ...args }).then(
      (answer): Record<string, unknown> => ({ ...answer }),
      (error: unknown) => (error as { data: Record<string, unknown> }).data,
    );
  }

  it('asks for consent in words, without script', async () => {
    const response = await fetch(authorizeUrl({ scope: 'chat:write,channels:read', user_scope: 'users:read' }));
    const page = await response.text();
    expect(page).toContain('Send messages under its own name');
    expect(page).toContain('On your behalf');
    expect(page).not.toContain('<script');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("form-action 'self' http://localhost:4119");
    expect(policy).not.toContain('unsafe');
  });

  it('escapes what it was given', async () => {
    const page = await (await fetch(authorizeUrl({ state: '"><script>alert(1)</script>' }))).text();
    expect(page).not.toContain('<script>');
  });

  it.each([
    [{ client_id: 'other' }, 'invalid_client_id'],
    [{ redirect_uri: 'http://evil.example/callback' }, 'bad_redirect_uri'],
    [{ redirect_uri: `${REDIRECT}-else` }, 'bad_redirect_uri'],
    [{ scope: 'chat:write,rule:world' }, 'invalid_scope'],
    [{ scope: '' }, 'no_scopes'],
  ])('shows the mistake in %j and does not redirect', async (change, code) => {
    const response = await fetch(authorizeUrl(change));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(code);
  });

  it('redirects with the error when consent is cancelled', async () => {
    const response = await decide('cancel');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${REDIRECT}?error=access_denied&state=s%261`);
  });

  it('does not let another site consent', async () => {
    expect((await decide('allow', {}, 'https://evil.example')).status).toBe(403);
    expect((await decide('allow', {}, sandbox.url)).status).toBe(302);
  });

  it('exchanges a code once', async () => {
    const code = await allowedCode({ scope: 'chat:write,channels:read', user_scope: 'users:read' });
    const answer = await exchange({ code, redirect_uri: REDIRECT });
    expect(answer).toMatchObject({
      ok: true,
      token_type: 'bot',
      scope: 'chat:write,channels:read',
      bot_user_id: 'U0ACMEBOT1',
      team: { id: ACME, name: 'Acme Demo' },
      authed_user: { id: 'U0ACMEMAYA', scope: 'users:read', token_type: 'user' },
    });
    expect(answer).not.toHaveProperty('refresh_token');
    expect(await exchange({ code, redirect_uri: REDIRECT })).toMatchObject({ error: 'code_already_used' });
  });

  it.each([
    [{ code: 'nonsense' }, 'invalid_code'],
    [{ client_secret: 'wrong' }, 'bad_client_secret'],
    [{ redirect_uri: `${REDIRECT}/other` }, 'bad_redirect_uri'],
    [{ grant_type: 'password' }, 'invalid_grant_type'],
  ])('refuses %j with %s', async (change, error) => {
    const code = await allowedCode();
    expect(await exchange({ code, redirect_uri: REDIRECT, ...change })).toMatchObject({ ok: false, error });
  });

  it('forgets a code after ten minutes', async () => {
    const code = await allowedCode();
    nowMs += 10 * 60 * 1_000;
    expect(await exchange({ code, redirect_uri: REDIRECT })).toMatchObject({ error: 'invalid_code' });
  });

  describe('with token rotation', () => {
    beforeEach(() => call(sandbox, 'PATCH', `/slack/_control/workspaces/${ACME}`, { token_rotation: true }));

    it('gives tokens that live twelve hours and refresh tokens that work once', async () => {
      const first = await exchange({ code: await allowedCode(), redirect_uri: REDIRECT });
      expect(first).toMatchObject({ expires_in: 43_200, refresh_token: expect.stringMatching(/^xoxe-1-/) });
      expect(first.access_token).toMatch(/^xoxe\.xoxb-1-/);
      nowMs += 12 * 60 * 60 * 1_000;
      const old = new WebClient(first.access_token as string, quiet(sandbox));
      await expect(old.auth.test()).rejects.toMatchObject({ data: { error: 'token_expired' } });
      const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token as string };
      const second = await exchange(refresh);
      expect(second).toMatchObject({ ok: true, expires_in: 43_200, team: { id: ACME } });
      const fresh = new WebClient(second.access_token as string, quiet(sandbox));
      expect(await fresh.auth.test()).toMatchObject({ ok: true });
      expect(await exchange(refresh)).toMatchObject({ error: 'invalid_refresh_token' });
    });

    it('keeps at most two tokens alive', async () => {
      const first = await exchange({ code: await allowedCode(), redirect_uri: REDIRECT });
      let refresh_token = first.refresh_token as string;
      for (let round = 0; round < 2; round += 1) {
        const next = await exchange({ grant_type: 'refresh_token', refresh_token });
        refresh_token = next.refresh_token as string;
      }
      const old = new WebClient(first.access_token as string, quiet(sandbox));
      await expect(old.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    });
  });

  it("works with Slack's own install provider", async () => {
    const provider = new InstallProvider({
      clientId: sandbox.slack.clientId,
      clientSecret: sandbox.slack.clientSecret,
      stateSecret: 'state',
      clientOptions: quiet(sandbox),
      authorizationUrl: sandbox.slackAuthorizeUrl,
    });
    const url = await provider.generateInstallUrl({ scopes: ['chat:write'], redirectUri: REDIRECT });
    expect((await fetch(url)).status).toBe(200);
  });
});
