import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AgentsModule, SEAT_POLICY } from '@konstruct/agents';
import { NoticesModule } from '@konstruct/notices';
import { provideSettings } from '@konstruct/platform';
import { TenantsModule } from '@konstruct/tenants';
import { AdminDesk } from './admin/admin-desk';
import { AdminController } from './admin/admin.controller';
import { TenantListQuery } from './admin/tenant-list.query';
import { BillingAccountStore } from './account/billing-account.store';
import { CustomerRoutes } from './account/customer-routes';
import { BillingPresenter } from './billing-presenter';
import { BILLING_SETTINGS, billingSettings } from './billing.config';
import { BillingController } from './billing.controller';
import { CheckoutAttempts } from './checkout/checkout-attempts';
import { CheckoutDesk } from './checkout/checkout-desk';
import { CheckoutReturn } from './checkout/checkout-return';
import { CustomerOffice } from './checkout/customer-office';
import { EntitlementDesk } from './entitlements/entitlement-desk';
import { SeatPrices } from './entitlements/seat-prices';
import { InvoiceFolder } from './invoices/invoice-folder';
import { InvoicesController } from './invoices/invoices.controller';
import { CallAlerts } from './metering/call-alerts';
import { CallCountStore } from './metering/call-count.store';
import { CallLedger } from './metering/call-ledger';
import { CallMeter } from './metering/call-meter';
import { MeterReadings } from './metering/meter-readings';
import { MeterInterceptor } from './metering/meter.interceptor';
import { UsageMeterReader } from './metering/usage-meter-reader';
import { MeteredUsageController } from './metering/usage.controller';
import { PlanController } from './plan/plan.controller';
import { QuantityChanger } from './plan/quantity-changer';
import { QuantityPreviewStore } from './plan/quantity-preview.store';
import { QuantityQuoter } from './plan/quantity-quoter';
import { SubscriptionDesk } from './plan/subscription-desk';
import { NightlyReconciliationHandler } from './reconciliation/nightly-reconciliation.handler';
import { PaymentRegister } from './reconciliation/payment-register';
import { ReconcileTenantHandler } from './reconciliation/reconcile-tenant.handler';
import { Reconciler } from './reconciliation/reconciler';
import { ReconciliationStore } from './reconciliation/reconciliation.store';
import { SeatEnforcer } from './seats/seat-enforcer';
import { SeatKeeper } from './seats/seat-keeper';
import { CheckoutGateway } from './stripe/checkout-gateway';
import { InvoiceGateway } from './stripe/invoice-gateway';
import { PreviewGateway } from './stripe/preview-gateway';
import { PriceBook } from './stripe/price-book';
import { StripeClient } from './stripe/stripe-client';
import { StripeGateway } from './stripe/stripe-gateway';
import { StripeOffice } from './stripe/stripe-office';
import { BillingAlerts } from './sync/billing-alerts';
import { Consequences } from './sync/consequences';
import { EndSecondTrialHandler } from './sync/end-second-trial.handler';
import { StateWriter } from './sync/state-writer';
import { StripeEventStore } from './sync/stripe-event.store';
import { SubscriptionSync } from './sync/subscription-sync';
import { TrialCards } from './sync/trial-cards';
import { WatchGraceHandler } from './sync/watch-grace.handler';
import { Timeline } from './timeline/timeline';
import { StripeWebhooks } from './webhook/stripe-webhooks';

const STRIPE = [CheckoutGateway, InvoiceGateway, PreviewGateway, PriceBook, StripeClient, StripeGateway, StripeOffice];
const DESKS = [
  CheckoutAttempts,
  CheckoutDesk,
  CheckoutReturn,
  CustomerOffice,
  InvoiceFolder,
  QuantityChanger,
  QuantityPreviewStore,
  QuantityQuoter,
  SubscriptionDesk,
];
const ADMINISTRATION = [
  AdminDesk,
  NightlyReconciliationHandler,
  PaymentRegister,
  ReconcileTenantHandler,
  Reconciler,
  ReconciliationStore,
  TenantListQuery,
];
const METERS = [CallAlerts, CallCountStore, CallLedger, CallMeter, MeterReadings, UsageMeterReader];
const SYNC = [
  BillingAlerts,
  Consequences,
  EndSecondTrialHandler,
  StateWriter,
  StripeEventStore,
  StripeWebhooks,
  SubscriptionSync,
  TrialCards,
  WatchGraceHandler,
];

/**
 * What businesses pay, and what they may do for it. Global for the one thing that employees ask of it, whether a seat is free: billing
 * knows employees, so they cannot know billing.
 */
@Global()
@Module({
  imports: [AgentsModule, NoticesModule, TenantsModule],
  controllers: [BillingController, PlanController, InvoicesController, MeteredUsageController, AdminController],
  providers: [
    provideSettings(BILLING_SETTINGS, billingSettings),
    { provide: SEAT_POLICY, useExisting: SeatKeeper },
    ...STRIPE,
    ...SYNC,
    ...DESKS,
    ...METERS,
    ...ADMINISTRATION,
    { provide: APP_INTERCEPTOR, useClass: MeterInterceptor },
    BillingAccountStore,
    BillingPresenter,
    CustomerRoutes,
    EntitlementDesk,
    SeatEnforcer,
    SeatKeeper,
    SeatPrices,
    Timeline,
  ],
  exports: [EntitlementDesk, SEAT_POLICY, SeatPrices, StripeWebhooks],
})
export class BillingModule {}
