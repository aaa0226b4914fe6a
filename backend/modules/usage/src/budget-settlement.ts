import { Injectable } from '@nestjs/common';
import { JobQueue, type TenantTransaction } from '@konstruct/platform';
import { BudgetStore } from './budget.store';
import { ReservationKeeper } from './reservation-keeper';

/** The job that looks whether a business's budgets have crossed a threshold. */
export const WATCH_BUDGETS_JOB = 'usage.watch-budgets';

const DELAY_MS = 500;

/** Settles what was held for a call in the transaction that books what it cost. */
@Injectable()
export class BudgetSettlement {
  constructor(
    private readonly store: BudgetStore,
    private readonly keeper: ReservationKeeper,
    private readonly jobs: JobQueue,
  ) {}

  /** A cost that is not known yet is no error of the estimate. */
  async settle(transaction: TenantTransaction, reservationId: string, costNanoUsd: bigint | null): Promise<void> {
    const held = await this.store.release(transaction, reservationId);
    if (held && costNanoUsd !== null && costNanoUsd > held.heldNanoUsd) {
      await this.store.noteEstimateError(transaction, held, costNanoUsd);
    }
    this.keeper.forget(reservationId);
    await this.watch(transaction);
  }

  /** Has the budgets looked at soon, once for all that happens meanwhile. */
  async watch(transaction: TenantTransaction): Promise<void> {
    await this.jobs.enqueue(transaction, {
      name: WATCH_BUDGETS_JOB,
      payload: { tenant_id: transaction.tenantId },
      key: `watch-budgets:${transaction.tenantId}`,
      delayMs: DELAY_MS,
      keepTime: true,
    });
  }
}
