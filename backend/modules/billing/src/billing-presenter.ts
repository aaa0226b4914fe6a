import { Inject, Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { daysLeft, graceEndsAt } from '@konstruct/contracts';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from './account/billing-account.entity';
import { BillingAccountStore } from './account/billing-account.store';
import { BILLING_SETTINGS, isStripeConfigured, type BillingSettings } from './billing.config';
import type { BillingView, CardView, PlanView } from './billing.dto';
import { EntitlementDesk, subscriptionFacts } from './entitlements/entitlement-desk';
import { PriceBook } from './stripe/price-book';

const PLAN_NAME = 'AI Employee Plan';

/** Shows the state of a subscription and what follows from it. */
@Injectable()
export class BillingPresenter {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly agents: AgentDirectory,
    private readonly entitlements: EntitlementDesk,
    private readonly prices: PriceBook,
    private readonly clock: Clock,
  ) {}

  async show(context: TenantContext): Promise<BillingView> {
    const plan = await this.plan();
    return this.database.inTenant(context, async (transaction) => {
      const account = await this.accounts.read(transaction);
      const { tier, standing, mayRun, why, agentLimit } = this.entitlements.ofAccount(account);
      return {
        ...{ tier, standing, may_run: mayRun, why, agent_limit: agentLimit, plan },
        ...subscriptionFields(account),
        ...this.countdowns(account),
        is_configured: isStripeConfigured(this.settings),
        agents_used: await this.agents.countLive(transaction),
        is_trial_available: this.settings.TRIAL_DAYS > 0 && !account.isTrialUsed,
      };
    });
  }

  private async plan(): Promise<PlanView> {
    const price = await this.prices.currentOrNull();
    return {
      name: PLAN_NAME,
      price_usd: price ? price.unitAmountCents / 100 : this.settings.SEAT_PRICE_USD,
      trial_days: this.settings.TRIAL_DAYS,
    };
  }

  private countdowns(
    account: BillingAccount,
  ): Pick<BillingView, 'trial_days_left' | 'grace_ends_at' | 'grace_days_left'> {
    const now = this.clock.now();
    const trialEnd = account.subscriptionStatus === 'trialing' ? account.trialEndsAt : null;
    const graceEnd = graceEndsAt(subscriptionFacts(account), this.settings.GRACE_DAYS);
    return {
      trial_days_left: trialEnd ? daysLeft(trialEnd, now) : null,
      grace_ends_at: iso(graceEnd),
      grace_days_left: graceEnd ? daysLeft(graceEnd, now) : null,
    };
  }
}

function subscriptionFields(account: BillingAccount) {
  return {
    subscription_status: account.subscriptionStatus,
    stripe_status: account.stripeStatus,
    agent_quota: account.agentQuota,
    pending_agent_count: account.pendingQuota,
    trial_ends_at: iso(account.trialEndsAt),
    current_period_end: iso(account.currentPeriodEnd),
    cancel_at_period_end: account.cancelAtPeriodEnd,
    cancel_at: iso(account.cancelAt),
    past_due_since: iso(account.pastDueSince),
    pay_url: account.payUrl,
    card: toCardView(account),
    has_billing_portal: account.stripeCustomerId !== null && !account.isCustomerDeleted,
    live_subscriptions: account.liveSubscriptions,
    synced_at: iso(account.syncedAt),
  } satisfies Partial<BillingView>;
}

function toCardView({ cardBrand, cardLast4, cardExpires }: BillingAccount): CardView | null {
  if (cardBrand === null || cardLast4 === null || cardExpires === null) return null;
  return { brand: cardBrand, last4: cardLast4, expires: cardExpires };
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
