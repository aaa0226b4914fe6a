import type { SubscriptionStatus } from '@konstruct/contracts';
import type { BillingAccount } from '../account/billing-account.entity';
import { employeesWords, type Sentence } from '../timeline/money-words';
import type { StripeColumns } from './account-columns';

/** A change of the subscription that is worth telling. */
export interface StateTale {
  readonly kind: string;
  readonly summary: Sentence;
}

const NEW_STATUS: Readonly<Record<SubscriptionStatus, (after: StripeColumns) => Sentence>> = {
  none: () => 'There is no subscription any more.',
  trialing:
    ({ trialEndsAt, agentQuota }) =>
    (day) =>
      `The trial with ${employeesWords(agentQuota)} began${trialEndsAt ? ` and lasts until ${day(trialEndsAt)}` : ''}.`,
  active: ({ agentQuota }) => `The subscription is active, for ${employeesWords(agentQuota)}.`,
  past_due: () => 'A payment is overdue. Employees keep working through the grace period.',
  unpaid: () => 'The subscription is unpaid: employees stop until it is paid.',
  canceled: () => 'The subscription has ended: employees stop, settings and history stay.',
};

/** What changed of a subscription, in sentences. */
export function stateTales(before: BillingAccount, after: StripeColumns): StateTale[] {
  const tales: StateTale[] = [];
  const hasNewStatus = before.subscriptionStatus !== after.subscriptionStatus;
  if (hasNewStatus) tales.push({ kind: 'status', summary: NEW_STATUS[after.subscriptionStatus](after) });
  if (!hasNewStatus && before.agentQuota !== after.agentQuota) {
    tales.push({ kind: 'quantity', summary: quantityWords(before.agentQuota, after.agentQuota) });
  }
  if (before.cancelAtPeriodEnd !== after.cancelAtPeriodEnd && after.subscriptionStatus !== 'canceled') {
    tales.push({ kind: 'cancellation', summary: cancellationWords(after.cancelAt) });
  }
  if (after.pendingQuota !== null && before.pendingQuota !== after.pendingQuota) {
    const wanted = employeesWords(after.pendingQuota);
    tales.push({ kind: 'quantity', summary: `The change to ${wanted} waits for its payment.` });
  }
  if (after.liveSubscriptions > 1 && before.liveSubscriptions <= 1) {
    tales.push({ kind: 'duplicate', summary: `There are ${after.liveSubscriptions} subscriptions at once.` });
  }
  return tales;
}

function quantityWords(before: number, after: number): string {
  return `The subscription went from ${before} to ${employeesWords(after)}.`;
}

function cancellationWords(cancelAt: Date | null): Sentence {
  return cancelAt
    ? (day) => `The subscription was canceled and ends on ${day(cancelAt)}.`
    : 'The cancellation was taken back: the subscription goes on.';
}
