import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { BillingAccount } from './billing-account.entity';

/** Fields that a business starts with. */
const EMPTY = `INSERT INTO billing_accounts (tenant_id, is_live_mode, subscription_status, agent_quota, is_trial_used,
    cancel_at_period_end, live_subscriptions, is_customer_deleted, last_ticket, applied_ticket, checkout_number, change_number, chosen_to_stop)
  VALUES ($1, $2, 'none', 0, false, false, 0, false, 0, 0, 0, 0, '{}') ON CONFLICT (tenant_id) DO NOTHING`;

/** Reads and writes the billing account of the transaction's business. */
@Injectable()
export class BillingAccountStore {
  /** Null until somebody of the business has to do with payments. */
  find({ manager, tenantId }: TenantTransaction): Promise<BillingAccount | null> {
    return manager.findOneBy(BillingAccount, { tenantId });
  }

  /** Creates the account where there is none, and keeps others from changing it until the transaction ends. */
  async lock({ manager, tenantId }: TenantTransaction, isLiveMode: boolean): Promise<BillingAccount> {
    await manager.query(EMPTY, [tenantId, isLiveMode]);
    return manager.findOneOrFail(BillingAccount, { where: { tenantId }, lock: { mode: 'pessimistic_write' } });
  }

  async update({ manager, tenantId }: TenantTransaction, changes: Partial<BillingAccount>): Promise<void> {
    await manager.update(BillingAccount, { tenantId }, changes);
  }
}
