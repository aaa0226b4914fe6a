import { CreateBilling1763600040010 } from './migrations/1763600040010-create-billing';
import { BillingAccount } from './src/account/billing-account.entity';

export { billingSettings } from './src/billing.config';
export { BillingModule } from './src/billing.module';
export { SeatPrices } from './src/entitlements/seat-prices';

/** TypeORM entities of this module. */
export const billingEntities = [BillingAccount];
/** Migrations of this module. */
export const billingMigrations = [CreateBilling1763600040010];
