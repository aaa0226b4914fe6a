import type { SyncOutcome } from '../sync/state-writer';

/** What counts as drift: what decides who works and what is paid. A card that was renewed is no mistake of ours. */
const TELLING: Readonly<Record<string, string>> = {
  subscriptionStatus: 'status',
  agentQuota: 'employees paid for',
  stripeSubscriptionId: 'subscription',
  cancelAtPeriodEnd: 'cancellation',
  currentPeriodEnd: 'end of the period',
  unitAmountCents: 'price in cents',
  liveSubscriptions: 'live subscriptions',
  isCustomerDeleted: 'customer deleted',
};

/** What differed, in words: ours, then Stripe's; null when nothing did. */
export function driftWords(changes: SyncOutcome['changes']): string | null {
  const differing = Object.entries(changes).flatMap(([column, { before, after }]) => {
    const name = TELLING[column];
    return name === undefined ? [] : [`${name} ${String(before)} here, ${String(after)} in Stripe`];
  });
  return differing.length === 0 ? null : differing.join('; ');
}
