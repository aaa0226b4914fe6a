import type { SubscriptionStatus } from '@konstruct/contracts';

/**
 * Stripe's states in this product's. A first payment that was never made is no subscription at all; a paused one (its trial
 * ended without a card) gives nothing until it is paid, as an unpaid one. What Stripe may add later gives nothing either.
 */
const STATUSES: Readonly<Record<string, SubscriptionStatus>> = {
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'unpaid',
  canceled: 'canceled',
  incomplete: 'none',
  incomplete_expired: 'none',
};

/** The most telling comes first: the one that a customer with several subscriptions is judged by. */
const BY_WEIGHT = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'canceled',
  'incomplete_expired',
] as const;

/** The state that a subscription of Stripe's stands for. */
export function subscriptionStatus(stripeStatus: string): SubscriptionStatus {
  return STATUSES[stripeStatus] ?? 'unpaid';
}

/** Whether a subscription goes on by itself, so that a second one would be one too many. */
export function isAlive(stripeStatus: string): boolean {
  return !['canceled', 'incomplete', 'incomplete_expired'].includes(stripeStatus);
}

/** Where a state stands when one of several subscriptions has to speak for the customer; lower counts first. */
export function weightOf(stripeStatus: string): number {
  const index = (BY_WEIGHT as readonly string[]).indexOf(stripeStatus);
  return index === -1 ? BY_WEIGHT.length : index;
}
