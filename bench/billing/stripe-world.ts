import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a customer's subscription is at a step of its life. */
interface Step {
  readonly event: string;
  readonly status: string;
  readonly quantity: number;
  readonly subscription: number;
}

/** From a first trial to a second subscription; nine steps with an event each. */
export const LIFECYCLE: readonly Step[] = [
  { event: 'customer.subscription.created', status: 'trialing', quantity: 3, subscription: 1 },
  { event: 'customer.subscription.trial_will_end', status: 'trialing', quantity: 3, subscription: 1 },
  { event: 'invoice.paid', status: 'active', quantity: 3, subscription: 1 },
  { event: 'customer.subscription.updated', status: 'active', quantity: 5, subscription: 1 },
  { event: 'customer.subscription.updated', status: 'active', quantity: 2, subscription: 1 },
  { event: 'invoice.payment_failed', status: 'past_due', quantity: 2, subscription: 1 },
  { event: 'invoice.paid', status: 'active', quantity: 2, subscription: 1 },
  { event: 'customer.subscription.deleted', status: 'canceled', quantity: 2, subscription: 1 },
  { event: 'customer.subscription.created', status: 'active', quantity: 4, subscription: 2 },
];

const SLOWEST_MS = 4;
const PRICE = {
  id: 'price_bench',
  object: 'price',
  currency: 'usd',
  unit_amount: 4_900,
  product: 'prod_bench',
  recurring: { interval: 'month' },
};

/** A Stripe that knows only what the sync reads, so that its own work does not hide the product's. Slow now and then, as Stripe is. */
export class StripeWorld {
  calls = 0;
  /** The step that each customer has reached; -1 for those who never subscribed. */
  private readonly steps = new Map<string, number>();
  private readonly quantities = new Map<string, number>();
  private readonly server: Server = createServer((request, response) => {
    this.calls += 1;
    const url = new URL(request.url ?? '/', 'http://stripe');
    const body = this.answer(url);
    setTimeout(() => send(response, body), Math.random() * SLOWEST_MS);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Time only goes forward. */
  advance(customerId: string, step: number): void {
    this.steps.set(customerId, Math.max(step, this.steps.get(customerId) ?? -1));
  }

  setQuantity(customerId: string, quantity: number): void {
    this.quantities.set(customerId, quantity);
  }

  /** What the product must have stored in the end. */
  stateOf(customerId: string): { status: string; quantity: number; subscriptionId: string } {
    const step = LIFECYCLE[this.steps.get(customerId) ?? -1];
    if (!step) throw new Error(`${customerId} never subscribed`);
    const quantity = this.quantities.get(customerId) ?? step.quantity;
    return { status: step.status, quantity, subscriptionId: subscriptionId(customerId, step.subscription) };
  }

  private answer(url: URL): object {
    if (url.pathname === '/v1/prices') return list([PRICE]);
    if (url.pathname === '/v1/invoices') return list([]);
    if (url.pathname === '/v1/subscriptions') return list(this.subscriptionsOf(url.searchParams.get('customer') ?? ''));
    const id = url.pathname.split('/').at(-1);
    return { id, object: 'customer', invoice_settings: { default_payment_method: null } };
  }

  private subscriptionsOf(customerId: string): object[] {
    const reached = this.steps.get(customerId) ?? -1;
    const current = LIFECYCLE[reached];
    if (!current) return [];
    const { status, quantity, subscriptionId: id } = this.stateOf(customerId);
    const former = LIFECYCLE.slice(0, reached).findLast((step) => step.subscription < current.subscription);
    const newest = subscriptionJson(id, status, quantity, current.subscription);
    if (!former) return [newest];
    return [newest, subscriptionJson(subscriptionId(customerId, 1), former.status, former.quantity, 1)];
  }
}

function subscriptionId(customerId: string, number: number): string {
  return `sub_${customerId}_${number}`;
}

function subscriptionJson(id: string, status: string, quantity: number, number: number): object {
  const start = 1_790_000_000 + number * 1_000;
  const item = {
    id: `si_${id}`,
    quantity,
    price: PRICE,
    current_period_start: start,
    current_period_end: start + 2_592_000,
  };
  return {
    ...{ id, object: 'subscription', status, created: start, trial_start: start, trial_end: start + 1_209_600 },
    ...{ cancel_at_period_end: false, cancel_at: null, ended_at: null, latest_invoice: null, pending_update: null },
    ...{ default_payment_method: null, items: list([item]) },
  };
}

function list(data: object[]): object {
  return { object: 'list', data, has_more: false, url: '/v1' };
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
