import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '@konstruct/agents';
import type { ModelCall } from '@konstruct/models';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { RollUpRound } from './roll-up-round';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';

describe('rollups on Postgres [PRTA-06]', () => {
  let context: UsageContext;
  let ledger: UsageLedger;
  let reports: UsageReports;
  let round: RollUpRound;

  beforeAll(async () => {
    context = await startUsageContext();
    [ledger, reports, round] = [
      context.app.get(UsageLedger),
      context.app.get(UsageReports),
      context.app.get(RollUpRound),
    ];
    context.clock.set('2026-11-21T12:00:00Z');
  }, 60_000);

  afterAll(() => context.stop());

  async function record(
    tenant: TenantContext,
    agent: Agent,
    at: string,
    changes: Partial<ModelCall> = {},
  ): Promise<void> {
    const calls = [sampleCall({ startedAt: new Date(at), ...changes })];
    await context.database.inTenant(tenant, async (transaction) => {
      const conversationId = newId();
      await ledger.recordCalls(transaction, { agent, conversationId, kind: 'reply', channelKind: 'slack', calls });
      await ledger.recordMessage(transaction, {
        agent,
        conversationId,
        channelKind: 'slack',
        direction: 'inbound',
        occurredAt: new Date(at),
      });
    });
  }

  const rolledUp = async (tenant: TenantContext): Promise<number> => {
    const [row] = await context.asOwner<{ calls: number }>(
      'SELECT COALESCE(sum(calls), 0)::int AS calls FROM usage_days_by_agent WHERE tenant_id = $1',
      [tenant.tenantId],
    );
    return row?.calls ?? -1;
  };

  /** Other specs' transactions on the same Postgres hold the watermark back, so it is asked until all is in. */
  async function rollUp(tenant: TenantContext, calls: number): Promise<void> {
    for (let attempt = 0; attempt < 100 && (await rolledUp(tenant)) < calls; attempt += 1) {
      await round.rollUp();
      await sleep(50);
    }
    expect(await rolledUp(tenant)).toBe(calls);
  }

  it.each([
    [
      'UTC',
      '2026-11-20',
      ['2026-11-20T00:00:00Z', '2026-11-20T23:59:59.999Z'],
      ['2026-11-19T23:59:59Z', '2026-11-21T00:00:00Z'],
    ],
    [
      'Asia/Kolkata',
      '2026-11-20',
      ['2026-11-19T18:30:00Z', '2026-11-20T18:29:59Z'],
      ['2026-11-19T18:29:59Z', '2026-11-20T18:30:00Z'],
    ],
    ['Asia/Kathmandu', '2026-11-20', ['2026-11-19T18:15:00Z'], ['2026-11-19T18:14:59Z', '2026-11-20T18:15:00Z']],
    [
      'America/Los_Angeles',
      '2026-11-01',
      ['2026-11-01T07:00:00Z', '2026-11-02T07:59:59Z'],
      ['2026-11-01T06:59:59Z', '2026-11-02T08:00:00Z'],
    ],
    [
      'Europe/Berlin',
      '2026-10-25',
      ['2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'],
      ['2026-10-24T21:59:59Z', '2026-10-25T23:00:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04',
      ['2026-10-03T13:30:00Z', '2026-10-04T12:59:59Z'],
      ['2026-10-03T13:29:59Z', '2026-10-04T13:00:00Z'],
    ],
  ])('answers days of %s the same before and after rolling up', async (zone, day, inside, outside) => {
    const business = await context.tenant(zone);
    const mia = await context.employee(business);
    for (const at of [...inside, ...outside]) await record(business, mia, at);
    const before = await reports.dashboard(business, { from: day, to: day });
    expect(before.total.model_calls).toBe(inside.length);
    await rollUp(business, inside.length + outside.length);
    const after = await reports.dashboard(business, { from: day, to: day });
    expect(after).toEqual(before);
  });

  it('sums hours, days and months to the same, across a change of the clock', async () => {
    const business = await context.tenant('Europe/Berlin');
    const mia = await context.employee(business);
    for (let hour = 0; hour < 26; hour += 1) {
      await record(business, mia, new Date(Date.parse('2026-10-24T22:10:00Z') + hour * 3_600_000).toISOString());
    }
    await rollUp(business, 26);
    const day = await reports.dashboard(business, { from: '2026-10-25', to: '2026-10-25', bucket: 'hour' });
    expect(day.buckets).toHaveLength(25);
    expect(day.agent_series[0]?.points).toHaveLength(25);
    expect(new Set(day.agent_series[0]?.points.map(({ model_calls }) => model_calls))).toEqual(new Set([1]));
    const month = await reports.dashboard(business, { range: 'last_month' });
    expect(month.agent_series[0]?.points.map(({ bucket, model_calls }) => [bucket, model_calls])).toEqual([
      [24, 25],
      [25, 1],
    ]);
    expect(month.message_series[0]?.points.reduce((sum, { inbound }) => sum + inbound, 0)).toBe(26);
    expect(month.total.model_calls).toBe(26);
  });

  it('cuts hours where the clock of the business does', async () => {
    const business = await context.tenant('Asia/Kolkata');
    const mia = await context.employee(business);
    await record(business, mia, '2026-11-20T18:29:00Z');
    await record(business, mia, '2026-11-20T18:31:00Z');
    await rollUp(business, 2);
    const { buckets, agent_series } = await reports.dashboard(business, { from: '2026-11-20', to: '2026-11-21' });
    expect(agent_series[0]?.points.map(({ bucket }) => buckets[bucket])).toEqual([
      '2026-11-20T17:30:00Z',
      '2026-11-20T18:30:00Z',
    ]);
  });

  it('counts what is written while others are still writing, once', async () => {
    const business = await context.tenant();
    const mia = await context.employee(business);
    let finish = (): void => undefined;
    const slow = context.database.inTenant(business, async (transaction) => {
      await ledger.recordCalls(transaction, {
        agent: mia,
        conversationId: newId(),
        kind: 'reply',
        channelKind: 'slack',
        calls: [sampleCall()],
      });
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await sleep(50);
    await record(business, mia, '2026-11-10T12:00:00Z');
    await round.rollUp();
    expect((await reports.summary(business, {})).total.model_calls).toBe(1);
    finish();
    await slow;
    expect((await reports.summary(business, {})).total.model_calls).toBe(2);
    await rollUp(business, 2);
    await round.rollUp();
    expect(await rolledUp(business)).toBe(2);
    expect((await reports.summary(business, {})).total.model_calls).toBe(2);
  });

  it('follows a business into another time zone', async () => {
    const business = await context.tenant('UTC');
    const mia = await context.employee(business);
    await record(business, mia, '2026-10-31T20:00:00Z');
    await record(business, mia, '2026-11-05T20:00:00Z');
    await rollUp(business, 2);
    const calls = async (): Promise<number> =>
      (await reports.summary(business, { range: 'this_month' })).total.model_calls;
    expect(await calls()).toBe(1);
    await context.asOwner(`UPDATE tenants SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [business.tenantId]);
    expect(await calls()).toBe(2);
    expect(await rolledUp(business)).toBe(2);
    await record(business, mia, '2026-10-31T21:00:00Z');
    expect(await calls()).toBe(3);
  });

  it('is the same when a month is summed anew', async () => {
    const business = await context.tenant('America/New_York');
    const mia = await context.employee(business);
    for (const at of ['2026-11-01T03:59:00Z', '2026-11-01T04:00:00Z', '2026-11-20T00:00:00Z'])
      await record(business, mia, at);
    await rollUp(business, 3);
    await record(business, mia, '2026-11-19T00:00:00Z');
    const read = (): Promise<unknown> =>
      Promise.all([
        reports.dashboard(business, { range: '30d' }),
        reports.dashboard(business, { range: '7d', bucket: 'hour' }),
      ]);
    const before = await read();
    await context.asOwner(`UPDATE usage_days_by_agent SET calls = 99 WHERE tenant_id = $1`, [business.tenantId]);
    for (const month of ['2026-10-01', '2026-11-01'])
      await context.asOwner('SELECT usage_rebuild($1, $2)', [business.tenantId, month]);
    expect(await read()).toEqual(before);
  });

  it('can be written by nobody but the roll-up', async () => {
    const business = await context.tenant();
    for (const table of ['usage_days_by_agent', 'usage_months', 'usage_watermark', 'message_days']) {
      const attempt = context.database.inTenant(business, ({ manager }) =>
        manager.query<unknown>(`DELETE FROM ${table}`),
      );
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
    const rows = await context.database.inTenant(business, ({ manager }) =>
      manager.query<unknown[]>('SELECT 1 FROM usage_days_by_agent'),
    );
    expect(rows).toEqual([]);
  });
});
