import { setTimeout as delay } from 'node:timers/promises';
import { systemContext } from '@konstruct/platform';
import { ChannelsApp, type Operator } from '../../testing/channels-app';
import { RenewSlackTokenHandler } from './renew-slack-token.handler';
import { SlackSessions } from './slack-sessions';

const HOUR_MS = 60 * 60 * 1_000;

describe('rotating tokens', () => {
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
    team = `TR${teams}`;
    await app.slack.addWorkspace(team, { token_rotation: true });
    operator = await app.operator();
    connectionId = await app.connect(operator, team);
    await app.slack.forgetRequests();
  });

  afterEach(() => app.slack.clearFaults());

  afterAll(() => app.stop());

  const open = () => app.app.get(SlackSessions).open(systemContext(operator.tenantId, 'test'), connectionId);
  const runJob = () =>
    app.app.get(RenewSlackTokenHandler).run({ tenant_id: operator.tenantId, connection_id: connectionId });

  async function stored(): Promise<Record<string, unknown>> {
    const [row] = await app.asOwner<Record<string, unknown>>('SELECT * FROM channel_connections WHERE id = $1', [
      connectionId,
    ]);
    return row ?? {};
  }

  const refreshes = async () =>
    (await app.slack.requests('oauth.v2.access')).filter((request) => request.args['grant_type'] === 'refresh_token');

  it('uses a token as long as it lives', async () => {
    const { token } = await open();
    app.clock.advance(10 * HOUR_MS);
    expect((await open()).token).toBe(token);
    expect(await refreshes()).toEqual([]);
  });

  it('renews it in its last hour, once for everybody who asks at the same time', async () => {
    const before = await open();
    app.clock.advance(11.5 * HOUR_MS);
    const sessions = await Promise.all(Array.from({ length: 12 }, open));
    expect(new Set(sessions.map(({ token }) => token)).size).toBe(1);
    expect(sessions[0]?.token).not.toBe(before.token);
    expect(await refreshes()).toHaveLength(1);
    expect(await stored()).toMatchObject({ status: 'connected', refresh_lease_id: null });
    expect(await app.auditTypes(operator.tenantId)).toContain('channel.token_refreshed');
  });

  it('renews one that expired while nobody wrote', async () => {
    const before = await open();
    app.clock.advance(40 * HOUR_MS);
    expect((await open()).token).not.toBe(before.token);
    expect((await open()).token).toBe((await open()).token);
    expect(await refreshes()).toHaveLength(1);
  });

  it('plans the next renewal with each token, and the job does it', async () => {
    const jobs = () =>
      app.asOwner<{ run_at: Date }>('SELECT run_at FROM graphile_worker.jobs WHERE key = $1', [
        `channels.renew_slack_token:${connectionId}`,
      ]);
    const [planned] = await jobs();
    expect(planned?.run_at.getTime()).toBeGreaterThan(Date.now() + 10 * HOUR_MS);
    await runJob();
    expect(await refreshes()).toEqual([]);
    app.clock.advance(11.5 * HOUR_MS);
    await runJob();
    expect(await refreshes()).toHaveLength(1);
    expect(await jobs()).toHaveLength(1);
  });

  it('marks the connection broken when Slack refuses the refresh token', async () => {
    await app.slack.addFault({ method: 'oauth.v2.access', kind: 'error', error: 'invalid_refresh_token' });
    app.clock.advance(11.5 * HOUR_MS);
    await expect(open()).rejects.toMatchObject({ code: 'invalid_refresh_token', isRetryable: false });
    expect(await stored()).toMatchObject({ status: 'broken', broken_reason: 'invalid_refresh_token' });
    await expect(open()).rejects.toMatchObject({ code: 'invalid_refresh_token' });
    await expect(runJob()).resolves.toBeUndefined();
    expect(await app.auditTypes(operator.tenantId)).toContain('channel.broken');
  });

  it('goes on with the old token while Slack is down, and has the job try again', async () => {
    const before = await open();
    await app.slack.addFault({ method: 'oauth.v2.access', kind: 'server_error', count: 2 });
    app.clock.advance(11.5 * HOUR_MS);
    expect((await open()).token).toBe(before.token);
    await expect(runJob()).rejects.toThrow('not renewed yet');
    await runJob();
    expect((await open()).token).not.toBe(before.token);
  });

  it('does not hand out a dead token while Slack is down', async () => {
    await app.slack.addFault({ method: 'oauth.v2.access', kind: 'server_error' });
    app.clock.advance(13 * HOUR_MS);
    await expect(open()).rejects.toMatchObject({ code: 'slack_server_error', isRetryable: true });
    expect(await stored()).toMatchObject({ status: 'connected' });
    expect((await open()).token).toEqual(expect.any(String));
  });

  it('takes over from a process that died while renewing', async () => {
    app.clock.advance(11.5 * HOUR_MS);
    const until = new Date(app.clock.now().getTime() + 400);
    await app.asOwner(
      'UPDATE channel_connections SET refresh_lease_id = gen_random_uuid(), refresh_lease_until = $2 WHERE id = $1',
      [connectionId, until],
    );
    const opening = open();
    await delay(150);
    expect(await refreshes()).toEqual([]);
    await opening;
    expect(await refreshes()).toHaveLength(1);
  });

  it('lets a reconnect win over a renewal that was under way', async () => {
    await app.slack.addFault({
      method: 'oauth.v2.access',
      kind: 'error',
      error: 'invalid_refresh_token',
      delay_ms: 400,
    });
    app.clock.advance(11.5 * HOUR_MS);
    const opening = open();
    await delay(150);
    await app.slack.clearFaults();
    await app.connect(operator, team);
    await opening;
    expect(await stored()).toMatchObject({ status: 'connected', broken_reason: null });
  });
});
