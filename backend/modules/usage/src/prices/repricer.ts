import { Injectable } from '@nestjs/common';
import { Database, JobQueue, LiveUpdates, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { BudgetSettlement } from '../budget-settlement';
import { priced } from '../call-booking';
import { PriceBook } from './price-book';
import { RepricingStore, type BookedCall, type Repricing, type RepricingWish } from './repricing.store';

/** The job that prices calls again. */
export const REPRICE_JOB = 'usage.reprice';

/** Calls that are priced in one transaction: short enough that neither replies nor rolling up wait for it. */
const STEP = 500;

/**
 * Prices calls in the books again, with a visible correction. It goes through them from the oldest on and notes in each
 * transaction how far it has come, so that it goes on after a crash where it was, and two of the same do each part once.
 */
@Injectable()
export class Repricer {
  constructor(
    private readonly database: Database,
    private readonly store: RepricingStore,
    private readonly prices: PriceBook,
    private readonly budgets: BudgetSettlement,
    private readonly jobs: JobQueue,
    private readonly live: LiveUpdates,
  ) {}

  /** Has calls priced again by a worker, beginning when the transaction commits. */
  async order(transaction: TenantTransaction, wish: RepricingWish): Promise<string> {
    const id = await this.store.add(transaction, wish);
    const payload = { tenant_id: transaction.tenantId, repricing_id: id };
    await this.jobs.enqueue(transaction, { name: REPRICE_JOB, payload, key: `reprice:${id}` });
    return id;
  }

  /** Does the next part; null when there is no such re-pricing, or all of it is done. */
  async step(context: TenantContext, id: string): Promise<Repricing | null> {
    return this.database.inTenant(context, async (transaction) => {
      const repricing = await this.store.find(transaction, id, 'FOR UPDATE');
      if (repricing?.status !== 'running') return null;
      const calls = await this.store.nextCalls(transaction, repricing, STEP);
      const { of: prices } = await this.prices.open(transaction);
      const anew = calls.map((call) => ({ before: call, after: { ...call, ...priced(call, prices) } }));
      // A price that is gone takes nothing back: what was charged was charged.
      const better = anew.filter(({ before, after }) => after.costNanoUsd !== null && isOther(before, after));
      const changed = await this.correct(
        transaction,
        repricing,
        better.map(({ after }) => after),
      );
      const differenceNanoUsd = better.reduce(
        (sum, { before, after }) => sum + (after.costNanoUsd ?? 0n) - (before.costNanoUsd ?? 0n),
        0n,
      );
      await this.store.advance(transaction, id, { seen: calls.length, changed, differenceNanoUsd, last: calls.at(-1) });
      return this.store.find(transaction, id);
    });
  }

  private async correct(transaction: TenantTransaction, repricing: Repricing, calls: BookedCall[]): Promise<number> {
    if (calls.length === 0) return 0;
    const changed = await this.store.correct(transaction, repricing, calls);
    await this.budgets.watch(transaction);
    await this.live.announce(transaction, 'payroll');
    return changed;
  }
}

function isOther(before: BookedCall, after: BookedCall): boolean {
  return before.costNanoUsd !== after.costNanoUsd || before.priceSource !== after.priceSource;
}
