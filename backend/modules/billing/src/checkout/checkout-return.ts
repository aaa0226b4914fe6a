import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { BillingError } from '../billing.errors';
import { CheckoutGateway } from '../stripe/checkout-gateway';
import { SubscriptionSync } from '../sync/subscription-sync';

/** Takes the browser back from Checkout: reads the state from Stripe instead of waiting for the webhook. Coming twice changes nothing. */
@Injectable()
export class CheckoutReturn {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly gateway: CheckoutGateway,
    private readonly sync: SubscriptionSync,
  ) {}

  async refresh(context: TenantContext, sessionId: string | undefined): Promise<void> {
    if (sessionId !== undefined) await this.requireOwn(context, sessionId);
    await this.sync.sync(context);
  }

  /** A link that was shared, or made up, shows nobody anything of another business. */
  private async requireOwn(context: TenantContext, sessionId: string): Promise<void> {
    const account = await this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
    const session = await this.gateway.findSession(sessionId);
    if (session?.customerId == null || session.customerId !== account.stripeCustomerId) {
      throw new BillingError('checkout_not_found');
    }
  }
}
