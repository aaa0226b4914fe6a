import { invalidRequest } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { Subscription, SubscriptionItem } from '../../state/stripe-objects';
import { page, PAGING } from '../paging';
import { operation } from '../operation';
import { changedItems, type ItemWish } from './item-parameters';
import { readBehavior, readProration } from './subscription.operations';

const CHANGE = { payment_behavior: 'string', proration_behavior: 'string', proration_date: 'integer' } as const;

interface ChangeParams {
  payment_behavior?: string;
  proration_behavior?: string;
  proration_date?: number;
}

function find({ world }: StripeServices, id = ''): { subscription: Subscription; item: SubscriptionItem } {
  for (const subscription of world.list('subscription')) {
    const item = subscription.items.data.find((candidate) => candidate.id === id);
    if (item) return { subscription, item };
  }
  throw invalidRequest(`Invalid subscription_item id: ${id}`, 'item', 'resource_missing');
}

function change(services: StripeServices, subscription: Subscription, wish: ItemWish, params: ChangeParams): void {
  services.subscriptions.update(
    subscription,
    {
      items: changedItems(services.world, subscription, [wish]),
      prorationBehavior: readProration(params.proration_behavior, 'create_prorations'),
      prorationDate: params.proration_date ?? null,
    },
    readBehavior(params.payment_behavior),
    () => undefined,
  );
}

export const subscriptionItemOperations = [
  operation(
    'POST /v1/subscription_items',
    { ...CHANGE, subscription: 'string', price: 'string', quantity: 'integer', metadata: 'metadata' },
    ({ services, params }) => {
      const subscription = services.world.get('subscription', params.subscription ?? '', 'subscription');
      const { price, quantity, metadata } = params;
      change(services, subscription, { price, quantity, metadata }, params);
      return subscription.items.data.at(-1);
    },
  ),
  operation('GET /v1/subscription_items', { ...PAGING, subscription: 'string' }, ({ services, params }) => {
    const subscription = services.world.get('subscription', params.subscription ?? '', 'subscription');
    return page(subscription.items.data, params, '/v1/subscription_items');
  }),
  operation('GET /v1/subscription_items/:id', {}, ({ services, path }) => find(services, path.id).item),
  operation(
    'POST /v1/subscription_items/:id',
    { ...CHANGE, price: 'string', quantity: 'integer', metadata: 'metadata' },
    ({ services, params, path }) => {
      const { subscription, item } = find(services, path.id);
      const { price, quantity, metadata } = params;
      change(services, subscription, { id: item.id, price, quantity, metadata }, params);
      return find(services, path.id).item;
    },
  ),
  operation(
    'DELETE /v1/subscription_items/:id',
    { ...CHANGE, clear_usage: 'boolean' },
    ({ services, params, path }) => {
      const { subscription, item } = find(services, path.id);
      change(services, subscription, { id: item.id, deleted: true }, params);
      return { id: item.id, object: 'subscription_item', deleted: true };
    },
  ),
];
