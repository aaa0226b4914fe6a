import { newId } from '@konstruct/platform';
import { ChannelsApp, type Answer, type Operator } from '../../testing/channels-app';
import { ChannelAssignments } from './channel-assignments';

describe('several employees in one workspace', () => {
  let app: ChannelsApp;
  let operator: Operator;
  let connectionId: string;
  let mia: string;
  let team: string;
  let teams = 0;

  beforeAll(async () => {
    app = await ChannelsApp.start();
  });

  beforeEach(async () => {
    teams += 1;
    team = `TA${teams}`;
    await app.slack.addWorkspace(team);
    operator = await app.operator();
    connectionId = await app.connect(operator, team);
    mia = await app.hire(operator.tenantId);
  });

  afterEach(() => app.slack.clearFaults());

  afterAll(() => app.stop());

  const path = (rest = '', tenantId = operator.tenantId) =>
    `/api/portal/tenants/${tenantId}/channels/${connectionId}/assignments${rest}`;

  function assign(channelId: string, agentId = mia): Promise<Answer> {
    return app.browser(operator).send('PUT', path(), { channel_id: channelId, agent_id: agentId });
  }

  async function list(query = ''): Promise<Record<string, unknown>> {
    const { status, body } = await app.browser(operator).get(path(query));
    expect(status).toBe(200);
    return body;
  }

  function answering(channelId: string): Promise<string | null> {
    return app.database.inTenant(operator.context, (transaction) =>
      app.app.get(ChannelAssignments).findAgent(transaction, connectionId, channelId),
    );
  }

  it('answer where they were chosen, which is listed by channel and audited', async () => {
    expect(await list()).toEqual({ items: [], next_cursor: null });
    const view = {
      channel_id: `CSUP${team}`,
      channel_name: '#support',
      agent_id: mia,
      assigned_at: expect.any(String),
    };
    expect(await assign(`CSUP${team}`)).toMatchObject({ status: 200, body: view });
    await assign(`CGEN${team}`);
    expect(await list()).toEqual({
      items: [{ ...view, channel_id: `CGEN${team}`, channel_name: '#general' }, view],
      next_cursor: null,
    });
    expect(await answering(`CSUP${team}`)).toBe(mia);
    expect(await answering(`CSEC${team}`)).toBeNull();
    expect(await app.auditTypes(operator.tenantId)).toContain('channel.agent_assigned');
  });

  it('are listed in pages', async () => {
    await assign(`CSUP${team}`);
    await assign(`CGEN${team}`);
    const first = await list('?limit=1');
    expect(first).toMatchObject({ items: [{ channel_name: '#general' }], next_cursor: expect.any(String) });
    expect(await list(`?limit=1&cursor=${first['next_cursor'] as string}`)).toMatchObject({
      items: [{ channel_name: '#support' }],
      next_cursor: null,
    });
  });

  it('are one for each channel: the next takes the place of the one before', async () => {
    const ben = await app.hire(operator.tenantId, 'Ben');
    await assign(`CSUP${team}`);
    await assign(`CSUP${team}`, ben);
    expect(await list()).toMatchObject({ items: [{ channel_id: `CSUP${team}`, agent_id: ben }] });
  });

  it('give a channel back, which can be repeated', async () => {
    await assign(`CSUP${team}`);
    const browser = app.browser(operator);
    expect((await browser.send('DELETE', path(`/CSUP${team}`))).status).toBe(204);
    expect((await browser.send('DELETE', path(`/CSUP${team}`))).status).toBe(204);
    expect(await answering(`CSUP${team}`)).toBeNull();
    const types = await app.auditTypes(operator.tenantId);
    expect(types.filter((type) => type === 'channel.agent_assigned')).toHaveLength(2);
  });

  it('are let into public channels, and into private ones once somebody invited the app', async () => {
    await app.slack.forgetRequests();
    await assign(`CSUP${team}`);
    expect(await app.slack.requests('conversations.join')).toMatchObject([{ ok: true }]);
    expect(await assign(`CSEC${team}`)).toMatchObject({ status: 422, body: { code: 'channel_not_found' } });
    await app.slack.invite(team, `CSEC${team}`, `UBOT${team}`);
    expect(await assign(`CSEC${team}`)).toMatchObject({ status: 200, body: { channel_name: '#secret' } });
  });

  it('stay when the workspace is connected again', async () => {
    await assign(`CSUP${team}`);
    await app.browser(operator).send('DELETE', `/api/portal/tenants/${operator.tenantId}/channels/${connectionId}`);
    expect(await assign(`CGEN${team}`)).toMatchObject({ status: 409, body: { code: 'connection_unusable' } });
    await app.connect(operator, team);
    expect(await answering(`CSUP${team}`)).toBe(mia);
  });

  it.each([
    [
      'an employee of another business',
      async () => assign(`CSUP${team}`, await app.hire((await app.operator()).tenantId)),
      'agent_not_found',
      '/agent_id',
    ],
    ['an employee who does not exist', () => assign(`CSUP${team}`, newId()), 'agent_not_found', '/agent_id'],
    ['a channel that does not exist', () => assign('C404'), 'channel_not_found', '/channel_id'],
    ['no id of a channel', () => assign('#support'), 'validation_failed', '/channel_id'],
  ])('cannot be %s', async (_, act, code, pointer) => {
    expect(await act()).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect(await list()).toMatchObject({ items: [] });
  });

  it('cannot be chosen for direct messages', async () => {
    const direct = await app.slack.openDirect(team, `UADA${team}`, `UBOT${team}`);
    expect(await assign(direct)).toMatchObject({ status: 422, body: { code: 'channel_not_found' } });
  });

  it('are not chosen while Slack is busy', async () => {
    await app.slack.addFault({ method: 'conversations.info', kind: 'ratelimited', retry_after_seconds: 3 });
    expect(await assign(`CSUP${team}`)).toMatchObject({ status: 503, body: { code: 'slack_busy' } });
    expect(await list()).toMatchObject({ items: [] });
  });

  it('are nobody else’s business', async () => {
    await assign(`CSUP${team}`);
    const stranger = await app.operator();
    const browser = app.browser(stranger);
    const answers = await Promise.all([
      browser.get(path('', stranger.tenantId)),
      browser.send('PUT', path('', stranger.tenantId), { channel_id: `CSUP${team}`, agent_id: mia }),
      browser.send('DELETE', path(`/CSUP${team}`, stranger.tenantId)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const theirs = app.database.inTenant(stranger.context, ({ manager }) =>
      manager.query('SELECT * FROM channel_assignments'),
    );
    expect(await theirs).toEqual([]);
    expect(await answering(`CSUP${team}`)).toBe(mia);
  });
});
