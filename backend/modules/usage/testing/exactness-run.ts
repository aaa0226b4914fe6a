import type { Agent } from '@konstruct/agents';
import { newId, type TenantContext } from '@konstruct/platform';
import { RollUpRound } from '../src/roll-up-round';
import { UsageLedger } from '../src/usage-ledger';
import { UsageMonths } from '../src/usage-months';
import { sampleCall } from './sample-call';
import type { UsageContext } from './usage-context';

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
  SELECT row_to_json(books)::text AS books, row_to_json(report)::text AS report FROM books, report`;
/** September to November, as JavaScript counts. */
const MONTHS = [8, 9, 10];
const ROLLUPS = ['usage_hours', 'usage_days_by_agent', 'usage_days_by_model', 'usage_months'] as const;

/** What a run found. */
export interface ExactnessOutcome {
  readonly reads: number;
  readonly writes: number;
  readonly repricings: number;
  readonly roundsOfRollingUp: number;
  /** Reads whose sums were not those of the books, in words. */
  readonly mismatches: readonly string[];
  /** What went wrong otherwise, such as deadlocks. */
  readonly failures: readonly string[];
}

/** Writers, duplicates, transactions taken back, late events, re-pricing, rolling up and readers, all at once, in one business. */
export class ExactnessRun {
  private readonly mismatches: string[] = [];
  private readonly failures: string[] = [];
  private isOver = false;

  constructor(
    private readonly context: UsageContext,
    private readonly business: TenantContext,
    private readonly agents: readonly Agent[],
  ) {}

  async run(milliseconds: number): Promise<ExactnessOutcome> {
    await this.makeMonths();
    const timer = setTimeout(() => (this.isOver = true), milliseconds);
    const rounds = this.context.app.get(RollUpRound);
    const together = (count: number, work: () => Promise<unknown>): Promise<number> =>
      Promise.all(Array.from({ length: count }, () => this.until(work))).then((all) =>
        all.reduce((sum, one) => sum + one, 0),
      );
    const [reads, writes, repricings, roundsOfRollingUp] = await Promise.all([
      together(1, () => this.read(ROLLUPS[Math.floor(Math.random() * ROLLUPS.length)]!)),
      together(3, () => this.write()),
      together(2, () => this.reprice()),
      together(1, () => rounds.rollUp()),
    ]);
    clearTimeout(timer);
    await rounds.rollUp();
    await this.compareAll();
    const { mismatches, failures } = this;
    return { reads, writes, repricings, roundsOfRollingUp, mismatches, failures };
  }

  /** Compares every rollup with the books; call it again after something was done to the rollups. */
  async compareAll(): Promise<readonly string[]> {
    for (const rollup of ROLLUPS) await this.read(rollup);
    return this.mismatches;
  }

  /** A statement is planned before its snapshot is taken: of a month attached in between, the books compared would miss all rows. */
  private makeMonths(): Promise<void> {
    return this.context.database.inTenant(this.business, (transaction) =>
      this.context.app.get(UsageMonths).ensure(
        transaction,
        MONTHS.map((month) => new Date(Date.UTC(2026, month))),
      ),
    );
  }

  private async until(work: () => Promise<unknown>): Promise<number> {
    let done = 0;
    for (; !this.isOver; done += 1) {
      await work().catch((error: unknown) => {
        this.failures.push(String(error));
      });
    }
    return done;
  }

  private read(rollup: string): Promise<void> {
    return this.context.database.inTenant(this.business, async ({ manager }) => {
      const [row] = await manager.query<{ books: string; report: string }[]>(COMPARE.replace('%rollup%', rollup));
      if (row?.report !== row?.books) this.mismatches.push(`${rollup}: ${row?.report} instead of ${row?.books}`);
    });
  }

  /** Late and early ones, some twice, some taken back, some slow. */
  private async write(): Promise<void> {
    const calls = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () =>
      sampleCall({ startedAt: someTime(), model: Math.random() < 0.3 ? 'gpt-9' : 'gpt-5.4-mini' }),
    );
    const isTakenBack = Math.random() < 0.2;
    const agent = this.agents[Math.floor(Math.random() * this.agents.length)]!;
    const origin = { agent, conversationId: newId(), kind: 'reply', channelKind: 'slack', calls } as const;
    const record = (): Promise<void> =>
      this.context.database.inTenant(this.business, async (transaction) => {
        await this.context.app.get(UsageLedger).recordCalls(transaction, origin);
        if (Math.random() < 0.2) await new Promise((resolve) => setTimeout(resolve, 100));
        if (isTakenBack) throw new TakenBackError();
      });
    await record().catch((error: unknown) => {
      if (!(error instanceof TakenBackError)) throw error;
    });
    if (Math.random() < 0.3 && !isTakenBack) await record();
  }

  private reprice(): Promise<void> {
    return this.context.database.inTenant(this.business, async ({ manager }) => {
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
        'exactness run',
      ]);
    });
  }
}

class TakenBackError extends Error {}

function someTime(): Date {
  const month = MONTHS[Math.floor(Math.random() * MONTHS.length)]!;
  return new Date(Date.UTC(2026, month, 1 + Math.floor(Math.random() * 20), Math.random() * 24));
}
