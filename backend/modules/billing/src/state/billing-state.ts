import type { SubscriptionStatus } from '@konstruct/contracts';
import type {
  CardReading,
  CustomerReading,
  OpenInvoiceReading,
  PriceReading,
  SubscriptionItemReading,
  SubscriptionReading,
} from '../stripe/stripe-reading';
import { isAlive, subscriptionStatus, weightOf } from './subscription-status';

/** What a business's billing is, by Stripe's word alone: the same answer of Stripe always gives the same state. */
export interface BillingState {
  readonly status: SubscriptionStatus;
  readonly stripeStatus: string | null;
  readonly subscriptionId: string | null;
  readonly itemId: string | null;
  readonly priceId: string | null;
  readonly agentQuota: number;
  readonly unitAmountCents: number | null;
  readonly isTrialUsed: boolean;
  readonly trialEndsAt: Date | null;
  readonly currentPeriodEnd: Date | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelAt: Date | null;
  readonly endedAt: Date | null;
  readonly pastDueSince: Date | null;
  readonly payUrl: string | null;
  readonly pendingQuota: number | null;
  readonly card: CardReading | null;
  readonly liveSubscriptions: number;
  readonly isCustomerDeleted: boolean;
  /** Payments that Stripe shows for the subscriptions. */
  readonly paymentIds: readonly string[];
}

interface OurSubscription {
  readonly subscription: SubscriptionReading;
  readonly items: readonly SubscriptionItemReading[];
}

const NOTHING: BillingState = {
  status: 'none',
  stripeStatus: null,
  subscriptionId: null,
  itemId: null,
  priceId: null,
  agentQuota: 0,
  unitAmountCents: null,
  isTrialUsed: false,
  trialEndsAt: null,
  currentPeriodEnd: null,
  cancelAtPeriodEnd: false,
  cancelAt: null,
  endedAt: null,
  pastDueSince: null,
  payUrl: null,
  pendingQuota: null,
  card: null,
  liveSubscriptions: 0,
  isCustomerDeleted: false,
  paymentIds: [],
};

/**
 * The state that Stripe's answer amounts to. Only subscriptions to our product count, whatever else the customer buys; of several,
 * the one that gives most speaks for the customer, the younger of two alike.
 */
export function billingState(customer: CustomerReading, price: PriceReading): BillingState {
  const ours = customer.subscriptions
    .map((subscription) => ({ subscription, items: subscription.items.filter((item) => isOurs(item, price)) }))
    .filter(({ items }) => items.length > 0);
  const common = {
    isTrialUsed: ours.some(({ subscription }) => subscription.hadTrial),
    liveSubscriptions: ours.filter(({ subscription }) => isAlive(subscription.status)).length,
    isCustomerDeleted: customer.isDeleted,
    paymentIds: ours.flatMap(({ subscription }) => subscription.latestInvoice?.paymentIds ?? []),
    card: customer.card,
  };
  const [speaker] = ours.sort(byWeight);
  if (!speaker) return { ...NOTHING, ...common };
  return { ...common, ...stateOf(speaker, customer), card: speaker.subscription.card ?? customer.card };
}

function isOurs(item: SubscriptionItemReading, price: PriceReading): boolean {
  return item.priceId === price.id || item.productId === price.productId;
}

function byWeight({ subscription: a }: OurSubscription, { subscription: b }: OurSubscription): number {
  return (
    weightOf(a.status) - weightOf(b.status) || b.createdAt.getTime() - a.createdAt.getTime() || b.id.localeCompare(a.id)
  );
}

function stateOf(
  { subscription, items }: OurSubscription,
  { openInvoices }: CustomerReading,
): Omit<BillingState, 'isTrialUsed' | 'liveSubscriptions' | 'isCustomerDeleted' | 'card' | 'paymentIds'> {
  const unpaid = unpaidInvoices(subscription, openInvoices);
  return {
    ...termsOf(subscription, items),
    ...endOf(subscription, items),
    pastDueSince: pastDueSince(subscription, items, unpaid),
    payUrl: unpaid.find(({ payUrl }) => payUrl !== null)?.payUrl ?? null,
    pendingQuota: pendingQuota(subscription, items),
  };
}

type Terms = Pick<
  BillingState,
  | 'status'
  | 'stripeStatus'
  | 'subscriptionId'
  | 'itemId'
  | 'priceId'
  | 'agentQuota'
  | 'unitAmountCents'
  | 'trialEndsAt'
  | 'currentPeriodEnd'
>;

function termsOf(subscription: SubscriptionReading, items: readonly SubscriptionItemReading[]): Terms {
  const [item] = items;
  return {
    status: subscriptionStatus(subscription.status),
    stripeStatus: subscription.status,
    subscriptionId: subscription.id,
    itemId: item?.id ?? null,
    priceId: item?.priceId ?? null,
    agentQuota: items.reduce((sum, { quantity }) => sum + quantity, 0),
    unitAmountCents: item?.unitAmountCents ?? null,
    trialEndsAt: subscription.trialEndsAt,
    currentPeriodEnd: item?.periodEnd ?? null,
  };
}

function endOf(
  { status, cancelAt, cancelAtPeriodEnd, endedAt }: SubscriptionReading,
  [item]: readonly SubscriptionItemReading[],
): Pick<BillingState, 'cancelAtPeriodEnd' | 'cancelAt' | 'endedAt'> {
  const periodEnd = cancelAtPeriodEnd ? (item?.periodEnd ?? null) : null;
  const endsAt = isAlive(status) ? (cancelAt ?? periodEnd) : null;
  return { cancelAtPeriodEnd: endsAt !== null, cancelAt: endsAt, endedAt };
}

function pastDueSince(
  { status }: SubscriptionReading,
  [item]: readonly SubscriptionItemReading[],
  [first]: readonly OpenInvoiceReading[],
): Date | null {
  if (!['past_due', 'unpaid'].includes(subscriptionStatus(status))) return null;
  return first?.payableSince ?? item?.periodStart ?? null;
}

/** Oldest first: the first failure is the anchor of the grace period, however many follow it. */
function unpaidInvoices(
  { id, latestInvoice }: SubscriptionReading,
  openInvoices: readonly OpenInvoiceReading[],
): OpenInvoiceReading[] {
  const latest = latestInvoice && ['open', 'uncollectible'].includes(latestInvoice.status) ? [latestInvoice] : [];
  const others = openInvoices.filter(
    (invoice) => invoice.subscriptionId === id && invoice.attemptCount > 0 && invoice.id !== latestInvoice?.id,
  );
  return [...others, ...latest].sort((a, b) => a.payableSince.getTime() - b.payableSince.getTime());
}

function pendingQuota({ pendingItems }: SubscriptionReading, items: readonly SubscriptionItemReading[]): number | null {
  const ours = pendingItems.filter(({ id }) => items.some((item) => item.id === id));
  return ours.length === 0 ? null : ours.reduce((sum, { quantity }) => sum + quantity, 0);
}
