import { Inject, Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { BILLING_SETTINGS, defaultSeatPriceNanoUsd, type BillingSettings } from '../billing.config';

const NANO_USD_PER_CENT = 10_000_000n;

/** What a seat costs a business a month: what its subscription says, else the price of the installation. */
@Injectable()
export class SeatPrices {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly accounts: BillingAccountStore,
  ) {}

  async monthlyNanoUsd(transaction: TenantTransaction): Promise<bigint> {
    const { unitAmountCents } = await this.accounts.read(transaction);
    return unitAmountCents === null ? defaultSeatPriceNanoUsd(this.settings) : unitAmountCents * NANO_USD_PER_CENT;
  }
}
