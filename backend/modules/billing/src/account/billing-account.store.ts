import { Inject, Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { BILLING_SETTINGS, isLiveMode, type BillingSettings } from '../billing.config';
import { BillingAccount } from './billing-account.entity';
import { emptyAccount } from './empty-account';

/** Reads and writes the billing account of the transaction's business. */
@Injectable()
export class BillingAccountStore {
  private readonly isLiveMode: boolean;

  constructor(@Inject(BILLING_SETTINGS) settings: BillingSettings) {
    this.isLiveMode = isLiveMode(settings);
  }

  /** What is of Stripe's other mode is as if it were not there: play money must not open what real money does. */
  async read({ manager, tenantId }: TenantTransaction): Promise<BillingAccount> {
    const found = await manager.findOneBy(BillingAccount, { tenantId });
    return found?.isLiveMode === this.isLiveMode ? found : emptyAccount(tenantId, this.isLiveMode);
  }

  /** Keeps others from changing the account until the transaction ends; creates it where there is none, or one of the other mode. */
  async lock({ manager, tenantId }: TenantTransaction): Promise<BillingAccount> {
    const empty = emptyAccount(tenantId, this.isLiveMode);
    await manager.createQueryBuilder().insert().into(BillingAccount).values(empty).orIgnore().execute();
    const found = await manager.findOneOrFail(BillingAccount, {
      where: { tenantId },
      lock: { mode: 'pessimistic_write' },
    });
    if (found.isLiveMode === this.isLiveMode) return found;
    await manager.update(BillingAccount, { tenantId }, empty);
    return empty;
  }

  async update({ manager, tenantId }: TenantTransaction, changes: Partial<BillingAccount>): Promise<void> {
    await manager.update(BillingAccount, { tenantId }, changes);
  }
}
