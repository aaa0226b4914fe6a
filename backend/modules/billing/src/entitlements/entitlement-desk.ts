import { Inject, Injectable } from '@nestjs/common';
import { entitlementsOf, type Entitlements, type SubscriptionFacts } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BILLING_SETTINGS, planLimits, type BillingSettings } from '../billing.config';

/** Answers what a business may do now. Whoever is about to do something asks; nobody is told. */
@Injectable()
export class EntitlementDesk {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly accounts: BillingAccountStore,
    private readonly clock: Clock,
  ) {}

  async of(transaction: TenantTransaction): Promise<Entitlements> {
    return this.ofAccount(await this.accounts.read(transaction));
  }

  ofAccount(account: BillingAccount): Entitlements {
    return entitlementsOf(subscriptionFacts(account), planLimits(this.settings), this.clock.now());
  }
}

/** What the table of entitlements asks of an account. */
export function subscriptionFacts({ subscriptionStatus, agentQuota, pastDueSince }: BillingAccount): SubscriptionFacts {
  return { status: subscriptionStatus, agentQuota, pastDueSince };
}
