import { Notices, type NewNotice, type NoticeTold } from '@konstruct/notices';
import { newId } from '@konstruct/platform';
import { ChannelsApp, type Answer, type Operator } from '../../testing/channels-app';
import { PostNoticeWhenToldHandler } from './post-notice-when-told.handler';

const FAILED: NewNotice = {
  kind: 'billing.payment_failed',
  severity: 'warning',
  audience: 'billing:manage',
  title: 'A payment failed',
  body: 'Your employees keep working for 7 more days.',
  link: 'billing',
  dedupeKey: 'billing:payment',
};

describe('notices in the channel of a business', () => {
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
    team = `TN${teams}`;
    await app.slack.addWorkspace(team);
    operator = await app.operator();
    connectionId = await app.connect(operator, team);
  });

  afterEach(() => app.slack.clearFaults());

  afterAll(() => app.stop());

  const path = (): string => `/api/portal/tenants/${operator.tenantId}/notice-channel`;

  function choose(more: object = {}): Promise<Answer> {
    const all = ['channel', 'message', 'conversation', 'model_key', 'budget', 'billing'];
    const choice = { connection_id: connectionId, channel_id: `CGEN${team}`, topics: all, least_severity: 'warning' };
    return app.browser(operator).send('PUT', path(), { ...choice, ...more });
  }

  const read = (): Promise<Answer> => app.browser(operator).get(path(), 'application/json');

  const raise = (notice: NewNotice = FAILED): Promise<void> =>
    app.database.inTenant(operator.context, (transaction) => app.app.get(Notices).raise(transaction, notice));

  const resolve = (): Promise<void> =>
    app.database.inTenant(operator.context, (transaction) =>
      app.app.get(Notices).resolve(transaction, FAILED.dedupeKey),
    );

  /** What waits to be posted, whenever. */
  async function waiting(): Promise<{ payload: NoticeTold; delay: number }[]> {
    return app.asOwner(
      `SELECT payload, extract(epoch FROM j.run_at - j.created_at)::int AS delay FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'notices.told' AND payload->>'tenant_id' = $1 ORDER BY j.id`,
      [operator.tenantId],
    );
  }

  /** Does once what a worker would do now or later, in order; answers what it did. */
  async function work(times = 1): Promise<NoticeTold[]> {
    const jobs = await waiting();
    await app.asOwner(
      `DELETE FROM graphile_worker._private_jobs WHERE payload->>'news_id' IS NOT NULL AND payload->>'tenant_id' = $1`,
      [operator.tenantId],
    );
    const handler = app.app.get(PostNoticeWhenToldHandler);
    for (const { payload } of jobs) for (let time = 0; time < times; time += 1) await handler.run(payload);
    return jobs.map(({ payload }) => payload);
  }

  /** What the app wrote in the channel, the greeting left out. */
  async function posted(): Promise<{ ts: string; title: string }[]> {
    const messages = await app.slack.messages(team, `CGEN${team}`);
    const notices = messages.filter(({ text }) => /^:(red|large|info)/.test(text));
    return notices.map(({ ts, text }) => ({ ts, title: text.split('\n')[0] ?? '' }));
  }

  it('are not posted until somebody chooses a channel', async () => {
    expect(await read()).toMatchObject({
      status: 200,
      body: { connection_id: null, least_severity: 'warning', problem: null },
    });
    await raise();
    await work();
    expect(await posted()).toEqual([]);
  });

  it('are posted once each, however often the job runs, and said to be resolved in their own thread', async () => {
    expect(await choose()).toMatchObject({
      status: 200,
      body: { channel_name: '#general', connection_id: connectionId },
    });
    const greeted = await app.slack.messages(team, `CGEN${team}`);
    expect(greeted.at(-1)?.text).toContain('posted here from now on');
    await raise();
    await raise();
    await work(3);
    expect(await posted()).toMatchObject([{ title: ':large_orange_circle: *A payment failed*' }]);
    await raise({ ...FAILED, severity: 'critical', title: 'A payment is still open' });
    await work(2);
    await resolve();
    await work(2);
    const [, worse] = await posted();
    const thread = await app.slack.messages(team, `CGEN${team}`, worse?.ts);
    expect(thread.map(({ text }) => text.split('\n')[0])).toEqual([
      ':red_circle: *A payment is still open*',
      ':white_check_mark: Resolved: A payment is still open',
    ]);
    expect(await app.auditTypes(operator.tenantId)).toContain('notice_channel.chosen');
  });

  it('carry a button for overtime while a budget is tight, and lose it when there is room again', async () => {
    await choose();
    const budget = {
      ...FAILED,
      kind: 'budget.warning' as const,
      title: 'Mia: 82% of the budget is spent',
      link: 'budgets?overtime=mia',
    };
    await raise(budget);
    await work();
    const shown = async (): Promise<string> => JSON.stringify((await app.slack.messages(team, `CGEN${team}`)).at(-1));
    expect(await shown()).toContain(`/t/${operator.tenantId}/budgets?overtime=mia`);
    await resolve();
    await work();
    expect(await shown()).not.toContain('overtime=mia');
    expect(await shown()).toContain('Resolved');
  });

  it('are not posted twice when the answer of Slack was lost', async () => {
    await choose();
    await app.slack.addFault({ method: 'chat.postMessage', kind: 'drop_response_after_effect', count: 1 });
    await raise();
    await work();
    expect(await waiting()).toHaveLength(1);
    await work();
    expect(await posted()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    expect((await read()).body['problem']).toBeNull();
  });

  it('are looked up when a process was killed in the middle, once its attempt is over', async () => {
    await choose();
    await raise();
    const [told] = await work();
    await app.asOwner(
      `UPDATE notice_posts SET state = 'pending', is_in_doubt = true, attempt_ends_at = $2 WHERE id = $1`,
      [told?.news_id, new Date(app.clock.now().getTime() + 20_000)],
    );
    await app.app.get(PostNoticeWhenToldHandler).run(told);
    expect(await waiting()).toMatchObject([{ payload: told }]);
    app.clock.advance(30_000);
    await work();
    expect(await posted()).toHaveLength(1);
  });

  it('wait for the limit of Slack', async () => {
    await choose();
    await app.slack.addFault({ method: 'chat.postMessage', kind: 'ratelimited', retry_after_seconds: 90, count: 1 });
    await raise();
    await work();
    expect((await waiting())[0]?.delay).toBeGreaterThanOrEqual(89);
    expect((await read()).body['problem']).toMatchObject({ code: 'ratelimited' });
    app.clock.advance(91_000);
    await work();
    expect(await posted()).toHaveLength(1);
  });

  it('are not told any more when they are over before anybody read them', async () => {
    await choose();
    await app.slack.addFault({ method: 'chat.postMessage', kind: 'ratelimited', retry_after_seconds: 60, count: 1 });
    await raise();
    await work();
    await resolve();
    for (let turn = 0; turn < 4; turn += 1) {
      app.clock.advance(61_000);
      await work();
    }
    expect(await posted()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('are only those that were asked for', async () => {
    await choose({ topics: ['budget'], least_severity: 'critical' });
    await raise();
    await raise({ ...FAILED, kind: 'budget.warning', dedupeKey: 'one', title: '80%' });
    await raise({ ...FAILED, kind: 'budget.exceeded', dedupeKey: 'two', title: '100%', severity: 'critical' });
    await work();
    expect(await posted()).toMatchObject([{ title: ':red_circle: *100%*' }]);
  });

  it('show on the page why they do not get there, and stop when that is wished', async () => {
    await choose();
    await app.slack.addFault({ method: 'chat.postMessage', kind: 'error', error: 'is_archived', count: 1 });
    await raise();
    await work();
    expect((await read()).body['problem']).toMatchObject({ code: 'is_archived', fix: expect.any(String) });
    expect(await waiting()).toEqual([]);
    for (let time = 0; time < 2; time += 1)
      expect((await app.browser(operator).send('DELETE', path())).status).toBe(204);
    await raise({ ...FAILED, dedupeKey: 'other' });
    await work();
    expect(await posted()).toEqual([]);
    expect((await read()).body['connection_id']).toBeNull();
  });

  it('need a channel that the app can write in, of a Slack connection of the same business', async () => {
    expect(await choose({ channel_id: 'CNONE' })).toMatchObject({ status: 422, body: { code: 'channel_not_found' } });
    expect(await choose({ connection_id: newId() })).toMatchObject({ status: 404 });
    const stranger = await app.operator();
    const theirs = `/api/portal/tenants/${stranger.tenantId}/notice-channel`;
    const choice = {
      connection_id: connectionId,
      channel_id: `CGEN${team}`,
      topics: ['budget'],
      least_severity: 'info',
    };
    expect(await app.browser(stranger).send('PUT', theirs, choice)).toMatchObject({ status: 404 });
    await app.asOwner(`UPDATE channel_connections SET kind = 'whatsapp' WHERE id = $1`, [connectionId]);
    expect(await choose()).toMatchObject({ status: 422, body: { code: 'notices_need_slack' } });
    expect((await read()).body['connection_id']).toBeNull();
  });
});
