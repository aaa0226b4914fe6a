import { Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { provideSettings } from '@konstruct/platform';
import { TenantsModule } from '@konstruct/tenants';
import { BillingAccountStore } from './account/billing-account.store';
import { BillingPresenter } from './billing-presenter';
import { BILLING_SETTINGS, billingSettings } from './billing.config';
import { BillingController } from './billing.controller';
import { EntitlementDesk } from './entitlements/entitlement-desk';
import { SeatPrices } from './entitlements/seat-prices';
import { PriceBook } from './stripe/price-book';
import { StripeClient } from './stripe/stripe-client';
import { StripeGateway } from './stripe/stripe-gateway';

/** What businesses pay, and what they may do for it. */
@Module({
  imports: [AgentsModule, TenantsModule],
  controllers: [BillingController],
  providers: [
    provideSettings(BILLING_SETTINGS, billingSettings),
    BillingAccountStore,
    BillingPresenter,
    EntitlementDesk,
    PriceBook,
    SeatPrices,
    StripeClient,
    StripeGateway,
  ],
  exports: [EntitlementDesk, SeatPrices],
})
export class BillingModule {}
