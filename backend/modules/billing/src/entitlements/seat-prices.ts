import { Inject, Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { BILLING_SETTINGS, defaultSeatPriceNanoUsd, isLiveMode, type BillingSettings } from '../billing.config';

const NANO_USD_PER_CENT = 10_000_000n;

/** What a seat costs a business a month: what its subscription says, else the price of the installation. */
@Injectable()
export class SeatPrices {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly accounts: BillingAccountStore,
  ) {}

  async monthlyNanoUsd(transaction: TenantTransaction): Promise<bigint> {
    const account = await this.accounts.find(transaction);
    const cents = account?.isLiveMode === isLiveMode(this.settings) ? account.unitAmountCents : null;
    return cents === null ? defaultSeatPriceNanoUsd(this.settings) : cents * NANO_USD_PER_CENT;
  }
}
