/**
 * What a business may do, by the state of its subscription. The one table that the go-live guard, the runtime and the portal
 * all read; it is asked whenever something is about to happen, so that a lost event leaves nobody locked in or out.
 */

/** The states of a subscription as this product knows them. */
export const SUBSCRIPTION_STATUSES = ['none', 'trialing', 'active', 'past_due', 'canceled', 'unpaid'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** The tiers: paid while a subscription is alive, free otherwise. */
export const TIERS = ['free', 'paid'] as const;
export type Tier = (typeof TIERS)[number];

/** A status, with past due told apart by whether the grace period still runs. */
export const BILLING_STANDINGS = [
  'none',
  'trialing',
  'active',
  'in_grace',
  'grace_over',
  'unpaid',
  'canceled',
] as const;
export type BillingStanding = (typeof BILLING_STANDINGS)[number];

/** What the installation gives to each tier; null is "no limit". */
export interface PlanLimits {
  readonly freeAgents: number;
  readonly freeApiCallsPerDay: number;
  readonly paidApiCallsPerDay: number | null;
  readonly graceDays: number;
}

/** What is known of a subscription. */
export interface SubscriptionFacts {
  readonly status: SubscriptionStatus;
  /** How many agents are paid for. */
  readonly agentQuota: number;
  /** When the first payment failed that is still open. */
  readonly pastDueSince: Date | null;
}

/** What a business may do now, and why. */
export interface Entitlements {
  readonly tier: Tier;
  readonly standing: BillingStanding;
  /** How many agents may be live at once. */
  readonly agentLimit: number;
  /** API calls a day of the business; null without a limit. */
  readonly apiCallsPerDay: number | null;
  /** Whether agents may answer at all. */
  readonly mayRun: boolean;
  readonly why: string;
}

interface Row {
  readonly tier: Tier;
  readonly agents: 'free' | 'quota' | 'nobody';
  readonly apiCalls: Tier;
  readonly why: string;
}

/** The table. Whoever leaves or does not pay keeps settings, history and the free tier's API calls to read them. */
const TABLE: Readonly<Record<BillingStanding, Row>> = {
  none: { tier: 'free', agents: 'free', apiCalls: 'free', why: 'The free tier: subscribe to employ more.' },
  trialing: { tier: 'paid', agents: 'quota', apiCalls: 'paid', why: 'The trial gives full access.' },
  active: { tier: 'paid', agents: 'quota', apiCalls: 'paid', why: 'The subscription is paid.' },
  in_grace: {
    tier: 'paid',
    agents: 'quota',
    apiCalls: 'paid',
    why: 'A payment failed; everybody keeps working until the grace period ends.',
  },
  grace_over: {
    tier: 'free',
    agents: 'nobody',
    apiCalls: 'free',
    why: 'A payment failed and the grace period has ended; pay to bring everybody back.',
  },
  unpaid: {
    tier: 'free',
    agents: 'nobody',
    apiCalls: 'free',
    why: 'The subscription is unpaid; pay to bring everybody back.',
  },
  canceled: {
    tier: 'free',
    agents: 'nobody',
    apiCalls: 'free',
    why: 'The subscription has ended; subscribe again to bring everybody back.',
  },
};

const DAY_MS = 86_400_000;

/** When agents stop because a payment stays open; null while none is. */
export function graceEndsAt({ status, pastDueSince }: SubscriptionFacts, graceDays: number): Date | null {
  if (status !== 'past_due' || pastDueSince === null) return null;
  return new Date(pastDueSince.getTime() + graceDays * DAY_MS);
}

/** The row of the table that a subscription stands in. */
export function billingStanding(facts: SubscriptionFacts, graceDays: number, now: Date): BillingStanding {
  if (facts.status !== 'past_due') return facts.status;
  const end = graceEndsAt(facts, graceDays);
  return end !== null && end <= now ? 'grace_over' : 'in_grace';
}

/** What a business may do. */
export function entitlementsOf(facts: SubscriptionFacts, limits: PlanLimits, now: Date): Entitlements {
  const standing = billingStanding(facts, limits.graceDays, now);
  const { tier, agents, apiCalls, why } = TABLE[standing];
  const agentLimit = { free: limits.freeAgents, quota: facts.agentQuota, nobody: 0 }[agents];
  const apiCallsPerDay = { free: limits.freeApiCallsPerDay, paid: limits.paidApiCallsPerDay }[apiCalls];
  return { tier, standing, agentLimit, apiCallsPerDay, mayRun: agents !== 'nobody', why };
}

/** Whole days left until a moment, a begun day counting as one; 0 when it has passed. */
export function daysLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / DAY_MS));
}
