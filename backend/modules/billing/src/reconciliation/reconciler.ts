import { Injectable } from '@nestjs/common';
import { Database, JobQueue, type RequestContext } from '@konstruct/platform';
import { ReconciliationStore, type ReconciliationProgress } from './reconciliation.store';

/** The job that compares one business with Stripe. */
export const RECONCILE_JOB = 'billing.reconcile';

/** Begins rounds of comparing what is stored with what Stripe says, and tells how far they have come. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly database: Database,
    private readonly rounds: ReconciliationStore,
    private readonly jobs: JobQueue,
  ) {}

  /** Compares one business, or all that Stripe knows. */
  begin(context: RequestContext, tenantId: string | null): Promise<ReconciliationProgress | null> {
    return this.database.asPlatform(context, async (transaction) => {
      const customers = await this.rounds.customers(transaction);
      const chosen = tenantId === null ? customers : customers.filter((id) => id === tenantId);
      const id = await this.rounds.begin(transaction, chosen.length);
      await this.jobs.enqueueAll(
        transaction,
        chosen.map((chosenId) => ({
          name: RECONCILE_JOB,
          payload: { tenant_id: chosenId, reconciliation_id: id, started_by: context.actor.name },
          key: `${RECONCILE_JOB}:${id}:${chosenId}`,
          maxAttempts: 5,
        })),
      );
      return this.rounds.progress(transaction, id);
    });
  }

  progress(context: RequestContext, id: string): Promise<ReconciliationProgress | null> {
    return this.database.asPlatform(context, (transaction) => this.rounds.progress(transaction, id));
  }
}
