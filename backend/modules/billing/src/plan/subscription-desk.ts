import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BillingError } from '../billing.errors';
import { StripeOffice } from '../stripe/stripe-office';
import { SubscriptionSync } from '../sync/subscription-sync';

/** The ids of a subscription that goes on. */
export interface RunningSubscription {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly itemId: string;
}

/** Cancels a subscription, takes that back, or ends it; reads it from Stripe before and after, for others may have changed it there. */
@Injectable()
export class SubscriptionDesk {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly office: StripeOffice,
    private readonly sync: SubscriptionSync,
  ) {}

  /** The subscription as Stripe has it now; refused where there is none to change. */
  async running(context: TenantContext): Promise<{ account: BillingAccount; running: RunningSubscription }> {
    await this.sync.sync(context);
    const account = await this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
    const { stripeCustomerId, stripeSubscriptionId, stripeSubscriptionItemId, liveSubscriptions } = account;
    if (!stripeCustomerId || !stripeSubscriptionId || !stripeSubscriptionItemId || liveSubscriptions === 0) {
      throw new BillingError('no_subscription');
    }
    const ids = {
      customerId: stripeCustomerId,
      subscriptionId: stripeSubscriptionId,
      itemId: stripeSubscriptionItemId,
    };
    return { account, running: ids };
  }

  /** The same, where another number of employees makes sense: no invoice follows for one that ends with its period. */
  async changeable(context: TenantContext): Promise<{ account: BillingAccount; running: RunningSubscription }> {
    const found = await this.running(context);
    const { cancelAt, currentPeriodEnd } = found.account;
    if (cancelAt && currentPeriodEnd && cancelAt <= currentPeriodEnd) throw new BillingError('subscription_ending');
    return found;
  }

  async cancelAtPeriodEnd(context: TenantContext): Promise<void> {
    const { account, running } = await this.running(context);
    if (account.cancelAtPeriodEnd) return;
    await this.office.setCancelAtPeriodEnd(running.subscriptionId, true, orderName('cancel', account));
    await this.carriedOut(context);
  }

  async resume(context: TenantContext): Promise<void> {
    const { account, running } = await this.running(context);
    if (!account.cancelAtPeriodEnd) return;
    await this.office.setCancelAtPeriodEnd(running.subscriptionId, false, orderName('resume', account));
    await this.carriedOut(context);
  }

  /** For owners: it cannot be taken back, and what is paid is not given back. */
  async cancelNow(context: TenantContext): Promise<void> {
    if (context.role !== 'owner') throw new BillingError('owner_required');
    const { account, running } = await this.running(context);
    await this.office.cancelNow(running.subscriptionId, orderName('end', account));
    await this.carriedOut(context);
  }

  /** The next order gets another name; one that failed is given again under its own. */
  async carriedOut(context: TenantContext): Promise<void> {
    await this.database.inTenant(context, async (transaction) => {
      const { changeNumber } = await this.accounts.lock(transaction);
      await this.accounts.update(transaction, { changeNumber: changeNumber + 1 });
    });
    await this.sync.sync(context);
  }
}

function orderName(what: string, { stripeSubscriptionId, changeNumber }: BillingAccount): string {
  return `${what}:${stripeSubscriptionId ?? ''}:${changeNumber}`;
}
