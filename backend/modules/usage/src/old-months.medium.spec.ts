import { Client } from 'pg';
import type { Agent } from '@konstruct/agents';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { detachOldMonths, type OldMonth } from './old-months';
import { PayrollClerk } from './payroll-clerk';
import { RollUpRound } from './roll-up-round';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';

describe('retention of usage [PRTA-06]', () => {
  let context: UsageContext;
  let business: TenantContext;
  let agent: Agent;
  let owner: Client;

  beforeAll(async () => {
    context = await startUsageContext();
    owner = new Client({ connectionString: context.ownerUrl });
    await owner.connect();
    business = await context.tenant('America/New_York');
    agent = await context.employee(business, { createdAt: new Date('2025-01-05T08:00:00Z') });
    for (const month of ['2025-06', '2025-07', '2025-08', '2026-11']) {
      context.clock.set(`${month}-15T13:00:00Z`);
      await call(`${month}-15T12:00:00Z`);
    }
    await context.app.get(RollUpRound).rollUp();
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await context.stop();
  });

  function call(at: string): Promise<unknown> {
    const calls = [sampleCall({ startedAt: new Date(at) })];
    const origin = { agent, conversationId: newId(), kind: 'reply', channelKind: 'slack', calls } as const;
    return context.database.inTenant(business, async (transaction) => {
      const ledger = context.app.get(UsageLedger);
      await ledger.recordCalls(transaction, origin);
      const message = { agent, conversationId: newId(), channelKind: 'slack', direction: 'inbound' } as const;
      await ledger.recordMessage(transaction, { ...message, occurredAt: new Date(at) });
    });
  }

  async function detach(keepMonths: number): Promise<OldMonth[]> {
    const months: OldMonth[] = [];
    for await (const month of detachOldMonths(owner, keepMonths, context.clock.now())) months.push(month);
    return months;
  }

  const cost = async (month: string): Promise<number> =>
    (await context.app.get(UsageReports).summary(business, { from: `${month}-01`, to: `${month}-28` })).total.cost_usd;

  it('keeps months that late events may still come to', async () => {
    await expect(detach(13)).rejects.toThrow('at least 14 months');
    await expect(detach(Number.NaN)).rejects.toThrow('at least 14 months');
    expect(await detach(24)).toEqual([]);
  });

  it('detaches old months beside those who write, and their reports still answer', async () => {
    const slow = new Client({ connectionString: context.ownerUrl });
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query('SELECT count(*) FROM usage_events');
    const detached = detach(15);
    // A month is let go of only when nobody reads it any more; until then everybody else goes on.
    await call('2026-11-15T12:30:00Z');
    await context.app.get(RollUpRound).rollUp();
    expect(await cost('2025-07')).toBe(0.00144);
    await slow.query('COMMIT');
    await slow.end();
    expect(await detached).toEqual([
      { month: '2025_06', outcome: 'detached' },
      { month: '2025_07', outcome: 'detached' },
    ]);
    expect(await cost('2025-07')).toBe(0.00144);
    expect(await cost('2026-11')).toBe(0.00288);
    const { rows } = await context.app.get(PayrollClerk).month(business, '2025-07');
    expect(rows[0]).toMatchObject({ model_usd: 0.00144, messages_handled: 1 });
    const [kept] = await context.asOwner<{ events: number }>(
      'SELECT count(*)::int AS events FROM detached_usage_events_2025_07',
    );
    expect(kept?.events).toBe(1);
    expect(await detach(15)).toEqual([]);
  }, 30_000);

  it('sums anew only months that have all their events', async () => {
    const rebuilt: string[] = [];
    for await (const { month } of context.app.get(RollUpRound).rebuild(business.tenantId)) rebuilt.push(month);
    expect(rebuilt[0]).toBe('2026-11-01');
    for (const month of ['2025-06', '2025-07', '2025-08']) expect(await cost(month)).toBe(0.00144);
    const refused = context.asOwner('SELECT usage_rebuild($1, $2)', [business.tenantId, '2025-07-01']);
    await expect(refused).rejects.toThrow('the events of 2025-07 were detached');
  });

  it('finishes what an interrupted run began', async () => {
    await owner.query('ALTER TABLE usage_events DETACH PARTITION usage_events_2025_08');
    expect(await detach(14)).toEqual([{ month: '2025_08', outcome: 'detached' }]);
    const left = await context.asOwner('SELECT relname FROM pg_class WHERE relname = ANY($1) ORDER BY 1', [
      [
        'usage_events_2025_08',
        'message_events_2025_08',
        'detached_usage_events_2025_08',
        'detached_message_events_2025_08',
      ],
    ]);
    expect(left).toEqual([
      { relname: 'detached_message_events_2025_08' },
      { relname: 'detached_usage_events_2025_08' },
    ]);
    expect(await cost('2025-08')).toBe(0.00144);
  });
});
