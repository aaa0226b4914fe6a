import type { SyncOutcome } from '../sync/state-writer';
import { moneyWords } from '../timeline/money-words';

/** How a value is said; what is not there is "none" by itself. */
type Words = (value: string) => string;

const asIs: Words = (value) => value;
const yesOrNo: Words = (value) => (value === 'true' ? 'yes' : 'no');
const minute: Words = (value) => value.slice(0, 16).replace('T', ' ');
const money: Words = (value) => moneyWords(Number(value));

/**
 * What counts as drift, the most telling first: what decides who works and what is paid. A card that was renewed is no mistake of
 * ours.
 */
const TELLING: readonly (readonly [column: string, name: string, words: Words])[] = [
  ['subscriptionStatus', 'status', asIs],
  ['agentQuota', 'employees paid for', asIs],
  ['unitAmountCents', 'price', money],
  ['cancelAtPeriodEnd', 'canceled', yesOrNo],
  ['currentPeriodEnd', 'end of the period', minute],
  ['liveSubscriptions', 'subscriptions', asIs],
  ['isCustomerDeleted', 'customer deleted', yesOrNo],
  ['stripeSubscriptionId', 'subscription', asIs],
];

/** What differed, in words: ours, then Stripe's; null when nothing did. */
export function driftWords(changes: SyncOutcome['changes']): string | null {
  const differing = TELLING.flatMap(([column, name, words]) => {
    const change = changes[column];
    return change ? [`${name} ${said(change.before, words)} here, ${said(change.after, words)} in Stripe`] : [];
  });
  return differing.length === 0 ? null : differing.join('; ');
}

function said(value: unknown, words: Words): string {
  if (typeof value === 'string') return words(value);
  return typeof value === 'number' || typeof value === 'boolean' ? words(value.toString()) : 'none';
}
