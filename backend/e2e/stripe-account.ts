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

  /** The customer that the product made for a business. */
  async customerOf(tenantId: string): Promise<string> {
    const found = await this.api<{ data: { id: string; metadata: { tenant_id?: string } }[] }>('GET', '/v1/customers', {
      limit: '100',
    });
    return found.data.find(({ metadata }) => metadata.tenant_id === tenantId)?.id ?? '';
  }

  /** What completing Checkout leads to, without its page: a card on the customer, and a subscription. */
  async subscribe(
    customerId: string,
    { quantity = 1, trialDays = 0, card = 'pm_card_visa', price = this.product.providers.stripe.priceId } = {},
  ): Promise<SandboxSubscription> {
    const method = await this.addCard(customerId, card);
    return this.api<SandboxSubscription>('POST', '/v1/subscriptions', {
      customer: customerId,
      'items[0][price]': price,
      'items[0][quantity]': String(quantity),
      default_payment_method: method,
      ...(trialDays > 0 ? { trial_period_days: String(trialDays) } : {}),
    });
  }

  /** A price of something else that the account sells. */
  async foreignPrice(): Promise<string> {
    const { id: product } = await this.api<{ id: string }>('POST', '/v1/products', { name: 'Consulting' });
    const price = { product, currency: 'usd', unit_amount: '9900', 'recurring[interval]': 'month' };
    return (await this.api<{ id: string }>('POST', '/v1/prices', price)).id;
  }

  /** How many faults still wait for their call. */
  async faults(): Promise<number> {
    return (await this.control<{ faults: unknown[] }>('GET', '/faults')).faults.length;
  }

  /** Another number of employees, charged at once, behind the product's back. */
  async grow(customerId: string, quantity: number): Promise<void> {
    const { data } = await this.api<{ data: SandboxSubscription[] }>('GET', '/v1/subscriptions', {
      customer: customerId,
    });
    const [subscription] = data;
    await this.api('POST', `/v1/subscriptions/${subscription?.id}`, {
      'items[0][id]': subscription?.items.data[0]?.id ?? '',
      'items[0][quantity]': String(quantity),
      proration_behavior: 'always_invoice',
    });
  }

  /** The charge of a customer's latest invoice. */
  async latestCharge(customerId: string): Promise<string> {
    const { data } = await this.api<{ data: { payments: { data: { payment: { payment_intent: string } }[] } }[] }>(
      'GET',
      '/v1/invoices',
      { customer: customerId, limit: '1', 'expand[0]': 'data.payments' },
    );
    const intent = data[0]?.payments.data[0]?.payment.payment_intent;
    return (await this.api<{ latest_charge: string }>('GET', `/v1/payment_intents/${intent}`)).latest_charge;
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
