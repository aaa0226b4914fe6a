import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  Clock,
  Database,
  HandlesJob,
  systemContext,
  type JobAttempt,
  type JobHandler,
  type TenantContext,
} from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import type { SyncOutcome } from '../sync/state-writer';
import { SubscriptionSync } from '../sync/subscription-sync';
import { driftWords } from './drift';
import { PaymentRegister } from './payment-register';
import { RECONCILE_JOB } from './reconciler';
import { ReconciliationStore } from './reconciliation.store';

interface Payload {
  readonly tenant_id: string;
  readonly reconciliation_id: string;
  readonly started_by: string;
}

/** Compares one business with Stripe, puts right what differs, and says what it was. */
@Injectable()
@HandlesJob(RECONCILE_JOB)
export class ReconcileTenantHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly sync: SubscriptionSync,
    private readonly payments: PaymentRegister,
    private readonly rounds: ReconciliationStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(payload: unknown, { attempt, maxAttempts }: JobAttempt): Promise<void> {
    const { tenant_id: tenantId, reconciliation_id: roundId, started_by: startedBy } = payload as Payload;
    const context = systemContext(tenantId, startedBy);
    try {
      const outcome = await this.sync.sync(context);
      await this.payments.complete(context);
      await this.record(context, roundId, outcome);
    } catch (error) {
      if (attempt < maxAttempts) throw error;
      await this.database.inTenant(context, (transaction) => this.rounds.finish(transaction, roundId, 'failed'));
    }
  }

  private record(context: TenantContext, roundId: string, outcome: SyncOutcome | null): Promise<void> {
    const drift = driftWords(outcome?.changes ?? {});
    return this.database.inTenant(context, async (transaction) => {
      await this.rounds.finish(transaction, roundId, drift === null ? 'same' : 'drifted');
      if (drift !== null) {
        await this.accounts.lock(transaction);
        await this.accounts.update(transaction, { lastDrift: drift, lastDriftAt: this.clock.now() });
      }
      await this.audit.record(transaction, {
        event_type: 'billing.reconciled',
        subject: { type: 'tenant', id: context.tenantId },
        summary:
          drift === null
            ? `${context.actor.name} compared the billing with Stripe: the same.`
            : `${context.actor.name} compared the billing with Stripe and put right: ${drift}.`,
        changes: outcome?.changes ?? null,
      });
    });
  }
}
