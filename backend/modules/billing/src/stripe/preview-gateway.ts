import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { newId } from '@konstruct/platform';
import { readPreview, type InvoicePreview } from './invoice-preview';
import { StripeClient } from './stripe-client';
import { isNothingToCome } from './stripe-failure';

/** Another number of employees on a subscription. */
export interface QuantityQuestion {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly itemId: string;
  readonly quantity: number;
}

/** How Stripe is to settle the rest of the period: at once, on the next invoice, or not at all. */
export type Settlement = 'always_invoice' | 'create_prorations' | 'none';

/** The one door to invoices that are not written yet. */
@Injectable()
export class PreviewGateway {
  constructor(private readonly client: StripeClient) {}

  /** What a change would cost, counted from the given moment or, without one, from now by Stripe's clock. */
  ofChange(
    { customerId, subscriptionId, itemId, quantity }: QuantityQuestion,
    settlement: Settlement,
    prorationSeconds: number | null,
  ): Promise<InvoicePreview> {
    return this.preview({
      customer: customerId,
      subscription: subscriptionId,
      subscription_details: {
        items: [{ id: itemId, quantity }],
        proration_behavior: settlement,
        ...(prorationSeconds === null ? {} : { proration_date: prorationSeconds }),
      },
    });
  }

  /** The next invoice as things are; null when none will come. */
  ofNext(customerId: string, subscriptionId: string): Promise<InvoicePreview | null> {
    return this.client.run(async (stripe) => {
      try {
        return readPreview(
          await stripe.invoices.createPreview(...request({ customer: customerId, subscription: subscriptionId })),
        );
      } catch (error) {
        if (isNothingToCome(error)) return null;
        throw error;
      }
    });
  }

  private preview(params: Stripe.InvoiceCreatePreviewParams): Promise<InvoicePreview> {
    return this.client.run(async (stripe) => readPreview(await stripe.invoices.createPreview(...request(params))));
  }
}

/** A preview changes nothing; its name only has to stay the same while the SDK repeats it. */
function request(
  params: Stripe.InvoiceCreatePreviewParams,
): [Stripe.InvoiceCreatePreviewParams, Stripe.RequestOptions] {
  return [params, { idempotencyKey: `preview:${newId()}` }];
}
