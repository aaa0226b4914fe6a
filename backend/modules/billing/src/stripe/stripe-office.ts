import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { readSubscription } from './read-stripe';
import type { Settlement } from './preview-gateway';
import { StripeClient } from './stripe-client';
import type { SubscriptionReading } from './stripe-reading';

/** A change of how many employees are paid for. */
export interface QuantityOrder {
  readonly subscriptionId: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly settlement: Settlement;
  /** The very moment that the preview counted from. */
  readonly prorationDate: number;
}

/**
 * The one door to Stripe for what changes a subscription. Every order has a name that is the same when it is given again, so that
 * it is carried out once.
 */
@Injectable()
export class StripeOffice {
  constructor(private readonly client: StripeClient) {}

  /**
   * More employees are paid at once and only count when they are; fewer are credited on the next invoice. The answer still has the
   * old quantity where the payment did not go through.
   */
  changeQuantity(order: QuantityOrder, orderName: string): Promise<SubscriptionReading> {
    const isPaidNow = order.settlement === 'always_invoice';
    return this.update(
      order.subscriptionId,
      {
        items: [{ id: order.itemId, quantity: order.quantity }],
        proration_behavior: order.settlement,
        ...(order.settlement === 'none' ? {} : { proration_date: order.prorationDate }),
        ...(isPaidNow ? { payment_behavior: 'pending_if_incomplete' as const } : {}),
      },
      orderName,
    );
  }

  setCancelAtPeriodEnd(subscriptionId: string, isCanceled: boolean, orderName: string): Promise<SubscriptionReading> {
    return this.update(subscriptionId, { cancel_at_period_end: isCanceled }, orderName);
  }

  /** Ends it now; what is paid for the rest of the period is not given back. */
  cancelNow(subscriptionId: string, orderName: string): Promise<void> {
    return this.client.run(async (stripe) => {
      await stripe.subscriptions.cancel(subscriptionId, {}, { idempotencyKey: orderName });
    });
  }

  endTrial(subscriptionId: string): Promise<SubscriptionReading> {
    return this.update(subscriptionId, { trial_end: 'now', proration_behavior: 'none' }, `end-trial:${subscriptionId}`);
  }

  private update(
    subscriptionId: string,
    changes: Stripe.SubscriptionUpdateParams,
    orderName: string,
  ): Promise<SubscriptionReading> {
    const expand = ['latest_invoice', 'default_payment_method'];
    return this.client.run(async (stripe) =>
      readSubscription(
        await stripe.subscriptions.update(subscriptionId, { ...changes, expand }, { idempotencyKey: orderName }),
      ),
    );
  }
}
