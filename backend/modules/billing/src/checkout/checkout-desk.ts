import { Inject, Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BILLING_SETTINGS, type BillingSettings } from '../billing.config';
import { BillingError } from '../billing.errors';
import { CheckoutGateway, type CheckoutOrder } from '../stripe/checkout-gateway';
import { PriceBook } from '../stripe/price-book';
import { CheckoutAttempts } from './checkout-attempts';
import { CustomerOffice } from './customer-office';

/** Where to send the browser. */
export interface CheckoutTarget {
  readonly url: string;
  readonly destination: 'checkout' | 'billing_portal';
}

/** Takes a business to Checkout, or to the Billing Portal where it has a subscription already. */
@Injectable()
export class CheckoutDesk {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly customers: CustomerOffice,
    private readonly attempts: CheckoutAttempts,
    private readonly gateway: CheckoutGateway,
    private readonly prices: PriceBook,
  ) {}

  async open(context: TenantContext, agentCount: number): Promise<CheckoutTarget> {
    const price = await this.prices.current();
    const account = await this.attempts.refresh(context);
    if (hasSubscription(account)) return this.openPortal(context);
    const order: CheckoutOrder = {
      tenantId: context.tenantId,
      customerId: await this.customers.customerOf(context),
      priceId: price.id,
      quantity: agentCount,
      trialDays: account.isTrialUsed ? 0 : this.settings.TRIAL_DAYS,
    };
    const url = await this.attempts.pageFor(context, order);
    return url === null ? this.openPortal(context) : { url, destination: 'checkout' };
  }

  async openPortal(context: TenantContext): Promise<CheckoutTarget> {
    const account = await this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
    if (account.stripeCustomerId === null || account.isCustomerDeleted) throw new BillingError('never_subscribed');
    const orderName = `portal:${context.tenantId}:${context.requestId ?? ''}`;
    const url = await this.gateway.openPortal(account.stripeCustomerId, context.tenantId, orderName);
    return { url, destination: 'billing_portal' };
  }
}

/** Whether another subscription would be one too many. */
export function hasSubscription({ liveSubscriptions }: BillingAccount): boolean {
  return liveSubscriptions > 0;
}
