import { newItem } from '../../billing/subscription-factory';
import { periodOf } from '../../billing/subscription-change';
import { invalidRequest, notImplemented, resourceMissing } from '../../stripe-error';
import type { Metadata, Price, Subscription, SubscriptionItem } from '../../state/stripe-objects';
import type { StripeWorld } from '../../state/stripe-world';
import { mergeMetadata } from '../shape';

const MAX_QUANTITY = 999_999;

export const ITEM = {
  id: 'string',
  price: 'string',
  quantity: 'integer',
  deleted: 'boolean',
  metadata: 'metadata',
} as const;

export interface ItemWish {
  id?: string;
  price?: string;
  quantity?: number;
  deleted?: boolean;
  metadata?: Metadata;
}

export function checkedQuantity(quantity: number, param: string): number {
  if (quantity < 0) throw invalidRequest('Invalid non-negative integer', param, 'parameter_invalid_integer');
  if (quantity > MAX_QUANTITY) {
    throw invalidRequest(`Invalid integer: must be at most ${MAX_QUANTITY}`, param, 'parameter_invalid_integer');
  }
  return quantity;
}

export function recurringPrice(world: StripeWorld, id: string | undefined, param: string): Price {
  if (id === undefined) throw notImplemented('items without a price of their own', param);
  const price = world.get('price', id, param);
  if (!price.active)
    throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, param);
  if (!price.recurring)
    throw invalidRequest(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      param,
    );
  return price;
}

/** The items as they would be; those that are not named stay as they are. */
export function changedItems(world: StripeWorld, subscription: Subscription, wishes: ItemWish[]): SubscriptionItem[] {
  const now = world.now();
  let items = subscription.items.data;
  for (const [index, wish] of wishes.entries()) {
    const at = `items[${index}]`;
    if (wish.id === undefined) {
      const price = recurringPrice(world, wish.price, `${at}[price]`);
      const quantity = checkedQuantity(wish.quantity ?? 1, `${at}[quantity]`);
      const draft = { price, quantity, metadata: mergeMetadata({}, wish.metadata) };
      items = [...items, newItem(subscription.id, draft, periodOf(subscription), now)];
      continue;
    }
    const item = items.find(({ id }) => id === wish.id);
    if (!item) throw resourceMissing('subscription item', wish.id, `${at}[id]`);
    items =
      wish.deleted === true
        ? items.filter((other) => other !== item)
        : items.map((other) => (other === item ? changed(world, item, wish, at) : other));
  }
  checkItems(items);
  return items;
}

function changed(world: StripeWorld, item: SubscriptionItem, wish: ItemWish, at: string): SubscriptionItem {
  const price =
    wish.price === undefined || wish.price === item.price.id
      ? item.price
      : recurringPrice(world, wish.price, `${at}[price]`);
  const rhythm = JSON.stringify([price.recurring?.interval, price.recurring?.interval_count]);
  if (rhythm !== JSON.stringify([item.price.recurring?.interval, item.price.recurring?.interval_count])) {
    throw notImplemented('changing to a price with another interval', `${at}[price]`);
  }
  const quantity = wish.quantity === undefined ? item.quantity : checkedQuantity(wish.quantity, `${at}[quantity]`);
  return { ...item, price, quantity, metadata: mergeMetadata(item.metadata, wish.metadata) };
}

function checkItems(items: SubscriptionItem[]): void {
  if (items.length === 0) throw invalidRequest('A subscription must have at least one active plan.', 'items');
  const prices = new Set(items.map(({ price }) => price.id));
  if (prices.size < items.length) {
    throw invalidRequest('Cannot add multiple subscription items with the same plan.', 'items');
  }
}
