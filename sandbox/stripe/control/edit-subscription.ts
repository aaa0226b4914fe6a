import type { Subscription } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';

export interface SubscriptionEdit {
  quantity?: number;
  cancel_at_period_end?: boolean;
  cancel_now?: boolean;
  end_trial?: boolean;
}

/** What an account's owner does to a subscription in the dashboard, behind the product's back. */
export function editSubscription(
  { world, events, subscriptions }: StripeServices,
  id: string,
  edit: SubscriptionEdit,
): Subscription {
  const subscription = world.get('subscription', id);
  const { quantity, cancel_at_period_end: cancelAtEnd } = edit;
  if (quantity !== undefined) {
    const items = subscription.items.data.map((item, index) => (index === 0 ? { ...item, quantity } : item));
    const wish = { items, prorationBehavior: 'create_prorations' as const, prorationDate: null };
    subscriptions.update(subscription, wish, 'allow_incomplete', () => undefined);
  }
  if (cancelAtEnd !== undefined) {
    subscriptions.refuseEnded(subscription);
    events.change('customer.subscription.updated', subscription, () => {
      subscriptions.scheduleCancel(subscription, cancelAtEnd ? 'period_end' : null);
    });
  }
  if (edit.end_trial === true) {
    const wish = { trialEnd: 'now' as const, prorationBehavior: 'none' as const, prorationDate: null };
    subscriptions.update(subscription, wish, 'allow_incomplete', () => undefined);
  }
  if (edit.cancel_now === true) {
    subscriptions.cancel(subscription, { reason: 'cancellation_requested', prorate: false, invoiceNow: false });
  }
  return subscription;
}
