import type Stripe from 'stripe';
import type { CardReading, OpenInvoiceReading, SubscriptionItemReading, SubscriptionReading } from './stripe-reading';

/** Stripe counts in seconds. */
export function toDate(seconds: number): Date {
  return new Date(seconds * 1_000);
}

/** The id of something that may have been expanded. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

/** Reads a card; null for other ways to pay and for what was not expanded. */
export function readCard(method: string | Stripe.PaymentMethod | null | undefined): CardReading | null {
  const card = typeof method === 'string' ? null : method?.card;
  if (!card) return null;
  const expires = `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}`;
  return { brand: card.brand, last4: card.last4, expires, fingerprint: card.fingerprint ?? null };
}

/** Reads what is needed of an invoice to get it paid. */
export function readOpenInvoice(invoice: Stripe.Invoice): OpenInvoiceReading {
  return {
    id: invoice.id,
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    status: invoice.status ?? 'draft',
    attemptCount: invoice.attempt_count,
    payableSince: toDate(invoice.status_transitions.finalized_at ?? invoice.created),
    payUrl: invoice.hosted_invoice_url ?? null,
    paymentIds: paymentIdsOf(invoice),
  };
}

/** The payments made or tried for an invoice, where they were expanded. */
export function paymentIdsOf({ payments }: Stripe.Invoice): string[] {
  return (payments?.data ?? []).map(({ payment }) => idOf(payment.payment_intent)).filter((id) => id !== null);
}

/** Reads a subscription with its default payment method and latest invoice expanded. */
export function readSubscription(subscription: Stripe.Subscription): SubscriptionReading {
  const { latest_invoice: invoice } = subscription;
  return {
    id: subscription.id,
    status: subscription.status,
    createdAt: toDate(subscription.created),
    items: subscription.items.data.map(readItem),
    hadTrial: subscription.trial_start !== null,
    trialEndsAt: dateOrNull(subscription.trial_end),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelAt: dateOrNull(subscription.cancel_at),
    endedAt: dateOrNull(subscription.ended_at),
    latestInvoice: invoice === null || typeof invoice === 'string' ? null : readOpenInvoice(invoice),
    pendingItems: (subscription.pending_update?.subscription_items ?? []).map(({ id, quantity = 1 }) => ({
      id,
      quantity,
    })),
    card: readCard(subscription.default_payment_method),
  };
}

function readItem(item: Stripe.SubscriptionItem): SubscriptionItemReading {
  return {
    id: item.id,
    priceId: item.price.id,
    productId: idOf(item.price.product) ?? '',
    quantity: item.quantity ?? 1,
    unitAmountCents: item.price.unit_amount,
    periodStart: toDate(item.current_period_start),
    periodEnd: toDate(item.current_period_end),
  };
}

function dateOrNull(seconds: number | null): Date | null {
  return seconds === null ? null : toDate(seconds);
}
