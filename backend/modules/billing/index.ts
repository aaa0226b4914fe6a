import { CreateBilling1763600040010 } from './migrations/1763600040010-create-billing';
import { RoutePayments1763600040030 } from './migrations/1763600040030-route-payments';
import { CreateQuantityPreviews1763600040040 } from './migrations/1763600040040-create-quantity-previews';
import { CreateApiCallDays1763600040050 } from './migrations/1763600040050-create-api-call-days';
import { CreateReconciliations1763600040060 } from './migrations/1763600040060-create-reconciliations';
import { KeepCallDays1763600078100 } from './migrations/1763600078100-keep-call-days';
import { BillingAccount } from './src/account/billing-account.entity';
import { QuantityPreview } from './src/plan/quantity-preview.entity';
import { StripeEvent } from './src/sync/stripe-event.entity';
import { TimelineEntry } from './src/timeline/timeline-entry.entity';

export { billingSettings } from './src/billing.config';
export { BillingModule } from './src/billing.module';
export { EntitlementDesk } from './src/entitlements/entitlement-desk';
export { SeatPrices } from './src/entitlements/seat-prices';
export { StripeWebhooks } from './src/webhook/stripe-webhooks';

/** TypeORM entities of this module. */
export const billingEntities = [BillingAccount, QuantityPreview, StripeEvent, TimelineEntry];
/** Migrations of this module. */
export const billingMigrations = [
  CreateBilling1763600040010,
  RoutePayments1763600040030,
  CreateQuantityPreviews1763600040040,
  CreateApiCallDays1763600040050,
  CreateReconciliations1763600040060,
  KeepCallDays1763600078100,
];
