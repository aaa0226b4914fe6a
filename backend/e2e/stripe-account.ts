import { createHmac } from 'node:crypto';
import type { RunningProduct } from './product';

/** A subscription of the sandbox, as far as specs look at it. */
export interface SandboxSubscription {
  readonly id: string;
  readonly status: string;
  readonly items: { readonly data: readonly { readonly id: string; readonly quantity: number }[] };
}

/** The Stripe that the product talks to, as its owner, its customers and their banks see it. */
export class StripeAccount {
  constructor(private readonly product: RunningProduct) {}

  /** Asks the API itself, as the product does. */
  async api<T>(method: string, path: string, params: Record<string, string> = {}): Promise<T> {
    const body = new URLSearchParams(params);
    const query = method === 'GET' && body.size > 0 ? `?${body.toString()}` : '';
    const response = await fetch(`${this.product.providers.stripeApiUrl}${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${this.product.providers.stripe.secretKey}` },
      ...(method === 'POST' ? { body } : {}),
    });
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** What happens behind the API: the dashboard, the clock, faults. */
  async control<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.product.providers.url}/stripe/_control${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** What completing Checkout leads to, without its page: a card on the customer, and a subscription. */
  async subscribe(
    customerId: string,
    { quantity = 1, trialDays = 0, card = 'pm_card_visa' } = {},
  ): Promise<SandboxSubscription> {
    const method = await this.addCard(customerId, card);
    return this.api<SandboxSubscription>('POST', '/v1/subscriptions', {
      customer: customerId,
      'items[0][price]': this.product.providers.stripe.priceId,
      'items[0][quantity]': String(quantity),
      default_payment_method: method,
      ...(trialDays > 0 ? { trial_period_days: String(trialDays) } : {}),
    });
  }

  async addCard(customerId: string, card: string): Promise<string> {
    const { id } = await this.api<{ id: string }>('POST', `/v1/payment_methods/${card}/attach`, {
      customer: customerId,
    });
    await this.api('POST', `/v1/customers/${customerId}`, { 'invoice_settings[default_payment_method]': id });
    return id;
  }

  /** Sends an event as Stripe would, signed with a secret and at a time of the spec's choice. */
  async deliver(
    event: object,
    { secret = this.product.providers.stripe.webhookSecret, ageSeconds = 0 } = {},
  ): Promise<number> {
    const body = JSON.stringify(event);
    const time = Math.floor(Date.now() / 1_000) - ageSeconds;
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const response = await fetch(`${this.product.url}/api/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` },
      body,
    });
    return response.status;
  }
}
