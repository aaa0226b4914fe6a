import type {
  CustomerReading,
  OpenInvoiceReading,
  PriceReading,
  SubscriptionItemReading,
  SubscriptionReading,
} from '../src/stripe/stripe-reading';

export const PRICE: PriceReading = { id: 'price_seat', productId: 'prod_seat', unitAmountCents: 4_900 };

const at = (text: string): Date => new Date(text);

/** One seat line of a subscription. */
export function item(changes: Partial<SubscriptionItemReading> = {}): SubscriptionItemReading {
  return {
    id: 'si_1',
    priceId: PRICE.id,
    productId: PRICE.productId,
    quantity: 3,
    unitAmountCents: 4_900,
    periodStart: at('2026-11-01T00:00:00Z'),
    periodEnd: at('2026-12-01T00:00:00Z'),
    ...changes,
  };
}

/** An active subscription of three seats. */
export function subscription(changes: Partial<SubscriptionReading> = {}): SubscriptionReading {
  return {
    id: 'sub_1',
    status: 'active',
    createdAt: at('2026-10-01T00:00:00Z'),
    items: [item()],
    hadTrial: false,
    trialEndsAt: null,
    cancelAtPeriodEnd: false,
    cancelAt: null,
    endedAt: null,
    latestInvoice: null,
    pendingItems: [],
    card: null,
    ...changes,
  };
}

/** An invoice whose payment failed. */
export function openInvoice(changes: Partial<OpenInvoiceReading> = {}): OpenInvoiceReading {
  return {
    id: 'in_1',
    subscriptionId: 'sub_1',
    status: 'open',
    attemptCount: 1,
    payableSince: at('2026-11-01T01:00:00Z'),
    payUrl: 'https://invoice.stripe.com/i/1',
    paymentIds: [],
    ...changes,
  };
}

/** A customer with the given subscriptions. */
export function customer(...subscriptions: SubscriptionReading[]): CustomerReading {
  return { isDeleted: false, card: null, subscriptions, openInvoices: [] };
}
