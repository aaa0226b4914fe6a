import { Inject, Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { daysLeft, graceEndsAt } from '@konstruct/contracts';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from './account/billing-account.entity';
import { BillingAccountStore } from './account/billing-account.store';
import { BILLING_SETTINGS, isLiveMode, isStripeConfigured, type BillingSettings } from './billing.config';
import type { BillingView, CardView, PlanView } from './billing.dto';
import { EntitlementDesk } from './entitlements/entitlement-desk';
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
      const found = await this.accounts.find(transaction);
      const account = found?.isLiveMode === isLiveMode(this.settings) ? found : null;
      const agentsUsed = await this.agents.countLive(transaction);
      return { ...this.standing(account), ...this.dates(account), plan, agents_used: agentsUsed };
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

  private standing(account: BillingAccount | null): Omit<BillingView, 'plan' | 'agents_used' | keyof Dates> {
    const { tier, standing, mayRun, why, agentLimit } = this.entitlements.ofAccount(account);
    return {
      is_configured: isStripeConfigured(this.settings),
      subscription_status: account?.subscriptionStatus ?? 'none',
      stripe_status: account?.stripeStatus ?? null,
      tier,
      standing,
      may_run: mayRun,
      why,
      agent_quota: account?.agentQuota ?? 0,
      agent_limit: agentLimit,
      pending_agent_count: account?.pendingQuota ?? null,
      is_trial_available: this.settings.TRIAL_DAYS > 0 && account?.isTrialUsed !== true,
      cancel_at_period_end: account?.cancelAtPeriodEnd ?? false,
      pay_url: account?.payUrl ?? null,
      card: account ? toCardView(account) : null,
      has_billing_portal: account?.stripeCustomerId != null && !account.isCustomerDeleted,
      live_subscriptions: account?.liveSubscriptions ?? 0,
    };
  }

  private dates(account: BillingAccount | null): Dates {
    const now = this.clock.now();
    const graceEnd = graceEndsAt(this.entitlements.factsOf(account), this.settings.GRACE_DAYS);
    const trialEnd = account?.subscriptionStatus === 'trialing' ? account.trialEndsAt : null;
    return {
      trial_ends_at: iso(account?.trialEndsAt),
      trial_days_left: trialEnd ? daysLeft(trialEnd, now) : null,
      current_period_end: iso(account?.currentPeriodEnd),
      cancel_at: iso(account?.cancelAt),
      past_due_since: iso(account?.pastDueSince),
      grace_ends_at: iso(graceEnd),
      grace_days_left: graceEnd ? daysLeft(graceEnd, now) : null,
      synced_at: iso(account?.syncedAt),
    };
  }
}

type Dates = Pick<
  BillingView,
  | 'trial_ends_at'
  | 'trial_days_left'
  | 'current_period_end'
  | 'cancel_at'
  | 'past_due_since'
  | 'grace_ends_at'
  | 'grace_days_left'
  | 'synced_at'
>;

function toCardView({ cardBrand, cardLast4, cardExpires }: BillingAccount): CardView | null {
  if (cardBrand === null || cardLast4 === null || cardExpires === null) return null;
  return { brand: cardBrand, last4: cardLast4, expires: cardExpires };
}

function iso(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}
