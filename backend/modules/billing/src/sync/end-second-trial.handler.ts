import { Injectable } from '@nestjs/common';
import { Database, HandlesJob, systemContext, type JobHandler } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { StripeOffice } from '../stripe/stripe-office';
import { SubscriptionSync } from './subscription-sync';
import { END_TRIAL_JOB } from './trial-cards';

/** Ends a trial whose card had one before: the subscription is paid from now on, as Checkout had said. */
@Injectable()
@HandlesJob(END_TRIAL_JOB)
export class EndSecondTrialHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly office: StripeOffice,
    private readonly sync: SubscriptionSync,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, subscription_id: subscriptionId } = payload as Record<string, string>;
    if (tenantId === undefined || subscriptionId === undefined) return;
    const context = systemContext(tenantId, 'billing');
    const account = await this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
    const isStillTrialing =
      account.subscriptionStatus === 'trialing' && account.stripeSubscriptionId === subscriptionId;
    if (!isStillTrialing) return;
    await this.office.endTrial(subscriptionId);
    await this.sync.sync(context);
  }
}
