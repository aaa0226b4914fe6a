import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { readCard, readOpenInvoice, readSubscription } from './read-stripe';
import { StripeClient } from './stripe-client';
import { isMissing } from './stripe-failure';
import type { CustomerReading, PriceReading } from './stripe-reading';

/** Finds our price where its id is not configured. */
const LOOKUP_KEY = 'konstruct_agent_monthly';
const PER_PAGE = 100;
const OWING = new Set(['past_due', 'unpaid']);

/** The one door to Stripe for what is read. */
@Injectable()
export class StripeGateway {
  constructor(private readonly client: StripeClient) {}

  /** All that Stripe knows of a customer, as far as it decides anything here. */
  readCustomer(customerId: string): Promise<CustomerReading> {
    return this.client.run(async (stripe) => {
      const [customer, subscriptions] = await Promise.all([
        findCustomer(stripe, customerId),
        listSubscriptions(stripe, customerId),
      ]);
      const isOwing = subscriptions.some(({ status }) => OWING.has(status));
      const openInvoices = isOwing ? await listOpenInvoices(stripe, customerId) : [];
      return {
        isDeleted: customer === null,
        card: readCard(customer?.invoice_settings.default_payment_method),
        subscriptions: subscriptions.map(readSubscription),
        openInvoices: openInvoices.map(readOpenInvoice),
      };
    });
  }

  /** The price of one employee a month; null when Stripe has none that fits. */
  findPrice(priceId: string): Promise<PriceReading | null> {
    return this.client.run(async (stripe) => {
      const price =
        priceId === ''
          ? (await stripe.prices.list({ lookup_keys: [LOOKUP_KEY], active: true, limit: 1 })).data[0]
          : await stripe.prices.retrieve(priceId).catch(nullWhenMissing);
      if (price?.currency !== 'usd' || price.recurring?.interval !== 'month' || price.unit_amount === null) return null;
      const productId = typeof price.product === 'string' ? price.product : price.product.id;
      return { id: price.id, productId, unitAmountCents: price.unit_amount };
    });
  }
}

async function findCustomer(stripe: Stripe, customerId: string): Promise<Stripe.Customer | null> {
  const customer = await stripe.customers
    .retrieve(customerId, { expand: ['invoice_settings.default_payment_method'] })
    .catch(nullWhenMissing);
  return customer === null || customer.deleted ? null : customer;
}

async function listSubscriptions(stripe: Stripe, customerId: string): Promise<Stripe.Subscription[]> {
  const page = await stripe.subscriptions
    .list({
      customer: customerId,
      status: 'all',
      limit: PER_PAGE,
      expand: ['data.default_payment_method', 'data.latest_invoice.payments'],
    })
    .catch(nullWhenMissing);
  return page?.data ?? [];
}

async function listOpenInvoices(stripe: Stripe, customerId: string): Promise<Stripe.Invoice[]> {
  return (await stripe.invoices.list({ customer: customerId, status: 'open', limit: PER_PAGE })).data;
}

function nullWhenMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
