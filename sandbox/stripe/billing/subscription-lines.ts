import type { Period, Product, Subscription, SubscriptionItem } from '../state/stripe-objects';
import type { DraftLine } from '../state/stripe-state';
import { formatDay } from './calendar';
import { remainingShare } from './proration';

export type NameOf = (productId: string) => Product['name'];

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}

export function fullAmount(item: SubscriptionItem): number {
  return item.price.unit_amount * item.quantity;
}

/** One line for each item and a whole period. */
export function periodLines(items: SubscriptionItem[], period: Period, nameOf: NameOf): DraftLine[] {
  return items.map((item) => ({
    amount: fullAmount(item),
    description: `${item.quantity} × ${nameOf(item.price.product)} (at ${dollars(item.price.unit_amount)} / ${item.price.recurring?.interval ?? 'month'})`,
    period,
    price: item.price,
    quantity: item.quantity,
    subscriptionItem: item.id,
    isProration: false,
  }));
}

/** A trial's first invoice says what is free. */
export function trialLines(items: SubscriptionItem[], period: Period, nameOf: NameOf): DraftLine[] {
  return items.map((item) => ({
    amount: 0,
    description: `Trial period for ${nameOf(item.price.product)}`,
    period,
    price: item.price,
    quantity: item.quantity,
    subscriptionItem: item.id,
    isProration: false,
  }));
}

/** What is given back for the old items and charged for the new ones, from one moment to the end of the period. */
export function prorationLines(
  before: SubscriptionItem[],
  after: SubscriptionItem[],
  at: number,
  nameOf: NameOf,
): DraftLine[] {
  const changed = (item: SubscriptionItem, others: SubscriptionItem[]) => {
    const other = others.find(({ id }) => id === item.id);
    return other?.quantity !== item.quantity || other.price.id !== item.price.id;
  };
  return [
    ...before.filter((item) => changed(item, after)).map((item) => prorated(item, at, 'Unused', nameOf)),
    ...after.filter((item) => changed(item, before)).map((item) => prorated(item, at, 'Remaining', nameOf)),
  ].filter(({ quantity }) => quantity > 0);
}

/** What is given back when a subscription ends before its period does. */
export function refundLines(subscription: Subscription, at: number, nameOf: NameOf): DraftLine[] {
  return subscription.items.data.map((item) => prorated(item, at, 'Unused', nameOf));
}

function prorated(item: SubscriptionItem, at: number, kind: 'Unused' | 'Remaining', nameOf: NameOf): DraftLine {
  const period = { start: item.current_period_start, end: item.current_period_end };
  const share = remainingShare(fullAmount(item), period, at);
  return {
    amount: kind === 'Unused' ? -share : share,
    description: `${kind} time on ${item.quantity} × ${nameOf(item.price.product)} after ${formatDay(at)}`,
    period: { start: at, end: period.end },
    price: item.price,
    quantity: item.quantity,
    subscriptionItem: item.id,
    isProration: true,
  };
}
