import Stripe from 'stripe';
import type { RunningSandbox } from '../index';

/** The real client library, pointed at a sandbox. */
export function stripeClient(sandbox: RunningSandbox, options: { maxNetworkRetries?: number } = {}): Stripe {
  return new Stripe(sandbox.stripe.secretKey, {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: options.maxNetworkRetries ?? 0,
    telemetry: false,
  });
}

/** A customer with a card that works, or with another of the test cards. */
export async function customerWithCard(stripe: Stripe, card = 'pm_card_visa'): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: 'owner@acme.test', name: 'Acme' });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}
