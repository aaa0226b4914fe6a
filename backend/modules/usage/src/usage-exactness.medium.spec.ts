import type { Agent } from '@konstruct/agents';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { RollUpRound } from './roll-up-round';
import { UsageLedger } from './usage-ledger';
import { UsageMonths } from './usage-months';

const RUN_MS = 3_000;

/** The books themselves and what a report reads, of one and the same snapshot. */
const COMPARE = `
  WITH books AS (
    SELECT count(*) AS calls, COALESCE(sum(input_uncached_tokens), 0) AS tokens, COALESCE(sum(cost_nano_usd), 0) AS cost,
      count(*) FILTER (WHERE cost_nano_usd IS NULL) AS unpriced FROM usage_events),
  report AS (
    SELECT COALESCE(sum(calls), 0) AS calls, COALESCE(sum(tokens), 0) AS tokens, COALESCE(sum(cost), 0) AS cost, COALESCE(sum(unpriced), 0) AS unpriced FROM (
      SELECT calls, input_uncached_tokens AS tokens, cost_nano_usd AS cost, unpriced_calls AS unpriced FROM %rollup%
      UNION ALL SELECT 1, input_uncached_tokens, COALESCE(cost_nano_usd, 0), (cost_nano_usd IS NULL)::int
        FROM usage_unrolled('2026-01-01', '2027-01-01')) parts)
  SELECT row_to_json(books) AS books, row_to_json(report) AS report FROM books, report`;
const ROLLUPS = ['usage_hours', 'usage_days_by_agent', 'usage_days_by_model', 'usage_months'];

describe('rollups while everything happens at once [PRTA-06]', () => {
  let context: UsageContext;
  let business: TenantContext;
  let agents: Agent[];
  let isOver = false;

  beforeAll(async () => {
    context = await startUsageContext();
    context.clock.set('2026-11-21T12:00:00Z');
    business = await context.tenant('Asia/Kolkata');
    agents = [await context.employee(business), await context.employee(business, { name: 'Leo' })];
    // A statement is planned before its snapshot is taken: of a month attached in between, the books below would miss all rows.
    await context.database.inTenant(business, (transaction) =>
      context.app
        .get(UsageMonths)
        .ensure(transaction, [new Date('2026-09-15'), new Date('2026-10-15'), new Date('2026-11-15')]),
    );
  }, 60_000);

  afterAll(() => context.stop());

  const until = async (work: () => Promise<unknown>): Promise<number> => {
    let rounds = 0;
    for (; !isOver; rounds += 1) await work();
    return rounds;
  };

  /** Late and early ones, some twice, some taken back, some slow. */
  async function write(): Promise<void> {
    const calls = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () =>
      sampleCall({
        startedAt: new Date(
          Date.UTC(2026, 8 + Math.floor(Math.random() * 3), 1 + Math.floor(Math.random() * 20), Math.random() * 24),
        ),
        model: Math.random() < 0.3 ? 'gpt-9' : 'gpt-5.4-mini',
      }),
    );
    const isTakenBack = Math.random() < 0.2;
    const agent = agents[Math.floor(Math.random() * agents.length)]!;
    const origin = { agent, conversationId: newId(), kind: 'reply', channelKind: 'slack', calls } as const;
    const record = (): Promise<unknown> =>
      context.database.inTenant(business, async (transaction) => {
        await context.app.get(UsageLedger).recordCalls(transaction, origin);
        if (Math.random() < 0.2) await new Promise((resolve) => setTimeout(resolve, 100));
        if (isTakenBack) throw new Error('taken back');
      });
    await record().catch((error: unknown) => expect(error).toMatchObject({ message: 'taken back' }));
    if (Math.random() < 0.3 && !isTakenBack) await record();
  }

  function reprice(): Promise<unknown> {
    return context.database.inTenant(business, async ({ manager }) => {
      const rows = await manager.query<{ id: string; occurred_at: Date }[]>(
        'SELECT id, occurred_at FROM usage_events WHERE random() < 0.05 LIMIT 20',
      );
      await manager.query('SELECT usage_reprice($1, $2, $3, $4, $5, $6, $7)', [
        newId(),
        rows.map(({ id }) => id),
        rows.map((row) => row.occurred_at),
        rows.map(() => String(Math.floor(Math.random() * 1_000_000))),
        rows.map(() => `bench@${Math.floor(Math.random() * 3)}`),
        'price_changed',
        'spec',
      ]);
    });
  }

  it('gives readers the sums of the books at every moment, and ends equal, rebuilt as well', async () => {
    const read = (rollup: string): Promise<void> =>
      context.database.inTenant(business, async ({ manager }) => {
        const [row] = await manager.query<{ books: unknown; report: unknown }[]>(COMPARE.replace('%rollup%', rollup));
        expect(row?.report).toEqual(row?.books);
      });
    setTimeout(() => (isOver = true), RUN_MS);
    const [reads] = await Promise.all([
      until(() => read(ROLLUPS[Math.floor(Math.random() * ROLLUPS.length)]!)),
      until(write),
      until(write),
      until(write),
      until(reprice),
      until(reprice),
      until(() => context.app.get(RollUpRound).rollUp()),
    ]);
    expect(reads).toBeGreaterThan(5);
    await context.app.get(RollUpRound).rollUp();
    for (const rollup of ROLLUPS) await read(rollup);
    const rebuilt: number[] = [];
    for await (const { events } of context.app.get(RollUpRound).rebuild(business.tenantId)) rebuilt.push(events);
    expect(Math.max(...rebuilt)).toBeGreaterThan(0);
    for (const rollup of ROLLUPS) await read(rollup);
  }, 60_000);
});
