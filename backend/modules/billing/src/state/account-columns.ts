import type { BillingAccount } from '../account/billing-account.entity';
import type { BillingState } from './billing-state';

/** The columns of the account that hold Stripe's word. */
export type StripeColumns = Pick<
  BillingAccount,
  | 'stripeSubscriptionId'
  | 'stripeSubscriptionItemId'
  | 'stripePriceId'
  | 'subscriptionStatus'
  | 'stripeStatus'
  | 'agentQuota'
  | 'unitAmountCents'
  | 'trialEndsAt'
  | 'isTrialUsed'
  | 'currentPeriodEnd'
  | 'cancelAtPeriodEnd'
  | 'cancelAt'
  | 'endedAt'
  | 'pastDueSince'
  | 'payUrl'
  | 'pendingQuota'
  | 'cardBrand'
  | 'cardLast4'
  | 'cardExpires'
  | 'liveSubscriptions'
  | 'isCustomerDeleted'
>;

/** Writes a state into the columns of an account. */
export function toColumns(state: BillingState): StripeColumns {
  return {
    stripeSubscriptionId: state.subscriptionId,
    stripeSubscriptionItemId: state.itemId,
    stripePriceId: state.priceId,
    subscriptionStatus: state.status,
    stripeStatus: state.stripeStatus,
    agentQuota: state.agentQuota,
    unitAmountCents: state.unitAmountCents === null ? null : BigInt(state.unitAmountCents),
    trialEndsAt: state.trialEndsAt,
    isTrialUsed: state.isTrialUsed,
    currentPeriodEnd: state.currentPeriodEnd,
    cancelAtPeriodEnd: state.cancelAtPeriodEnd,
    cancelAt: state.cancelAt,
    endedAt: state.endedAt,
    pastDueSince: state.pastDueSince,
    payUrl: state.payUrl,
    pendingQuota: state.pendingQuota,
    cardBrand: state.card?.brand ?? null,
    cardLast4: state.card?.last4 ?? null,
    cardExpires: state.card?.expires ?? null,
    liveSubscriptions: state.liveSubscriptions,
    isCustomerDeleted: state.isCustomerDeleted,
  };
}

/** What differs between an account and Stripe's word, by column: before and after. */
export function differences(
  account: BillingAccount,
  columns: StripeColumns,
): Record<string, { before: unknown; after: unknown }> {
  const names = Object.keys(columns) as (keyof StripeColumns)[];
  return Object.fromEntries(
    names
      .map((name) => [name, { before: plain(account[name]), after: plain(columns[name]) }] as const)
      .filter(([, { before, after }]) => before !== after),
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
}
