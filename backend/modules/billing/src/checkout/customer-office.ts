import { Inject, Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { BillingAccountStore } from '../account/billing-account.store';
import { CustomerRoutes } from '../account/customer-routes';
import { BILLING_SETTINGS, isLiveMode, type BillingSettings } from '../billing.config';
import { CheckoutGateway } from '../stripe/checkout-gateway';

/** Gives a business its one customer at Stripe, before anything is paid: whoever pays is known before the first webhook comes. */
@Injectable()
export class CustomerOffice {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly accounts: BillingAccountStore,
    private readonly routes: CustomerRoutes,
    private readonly gateway: CheckoutGateway,
  ) {}

  /** Two who ask at once ask Stripe under the same name and get the same customer; one deleted in Stripe is replaced. */
  async customerOf(context: TenantContext): Promise<string> {
    const { tenant, account } = await this.database.inTenant(context, async (transaction) => ({
      tenant: await this.tenants.find(transaction),
      account: await this.accounts.read(transaction),
    }));
    const { stripeCustomerId: known, isCustomerDeleted } = account;
    if (known !== null && !isCustomerDeleted) return known;
    const mode = isLiveMode(this.settings) ? 'live' : 'test';
    const orderName = `customer:${context.tenantId}:${mode}:${known ?? 'first'}`;
    const customerId = await this.gateway.createCustomer(context.tenantId, orderName);
    await this.keep(context, customerId, known);
    await this.gateway.nameCustomer(customerId, tenant.name, `name:${customerId}:${context.requestId ?? 'first'}`);
    return customerId;
  }

  private keep(context: TenantContext, customerId: string, replaced: string | null): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const account = await this.accounts.lock(transaction);
      if (account.stripeCustomerId !== replaced) return;
      await this.routes.addCustomer(transaction, customerId);
      await this.accounts.update(transaction, { stripeCustomerId: customerId, isCustomerDeleted: false });
    });
  }
}
