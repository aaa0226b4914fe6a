import { Inject, Injectable } from '@nestjs/common';
import { entitlementsOf, type Entitlements, type SubscriptionFacts } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BILLING_SETTINGS, isLiveMode, planLimits, type BillingSettings } from '../billing.config';

const NEVER_SUBSCRIBED: SubscriptionFacts = { status: 'none', agentQuota: 0, pastDueSince: null };

/** Answers what a business may do now. Whoever is about to do something asks; nobody is told. */
@Injectable()
export class EntitlementDesk {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly accounts: BillingAccountStore,
    private readonly clock: Clock,
  ) {}

  async of(transaction: TenantTransaction): Promise<Entitlements> {
    return this.ofAccount(await this.accounts.find(transaction));
  }

  ofAccount(account: BillingAccount | null): Entitlements {
    return entitlementsOf(this.factsOf(account), planLimits(this.settings), this.clock.now());
  }

  /** A subscription of Stripe's other mode is none: play money must not open what real money does. */
  factsOf(account: BillingAccount | null): SubscriptionFacts {
    if (account?.isLiveMode !== isLiveMode(this.settings)) return NEVER_SUBSCRIBED;
    const { subscriptionStatus: status, agentQuota, pastDueSince } = account;
    return { status, agentQuota, pastDueSince };
  }
}
