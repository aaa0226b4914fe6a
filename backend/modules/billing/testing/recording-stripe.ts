import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the product made. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Record<string, unknown>;
}

const LIST = { object: 'list', data: [], has_more: false, url: '/v1' };
const INVOICE = {
  id: 'in_1',
  object: 'invoice',
  number: 'K-1',
  created: 1_795_000_000,
  currency: 'usd',
  total: 4_900,
  amount_due: 4_900,
  status: 'open',
  attempt_count: 1,
  hosted_invoice_url: 'https://invoice.stripe.com/i/1',
  invoice_pdf: null,
  parent: null,
  status_transitions: { finalized_at: 1_795_000_000 },
  lines: LIST,
};
const PRICE = {
  id: 'price_1',
  object: 'price',
  currency: 'usd',
  unit_amount: 4_900,
  product: 'prod_1',
  recurring: { interval: 'month' },
};
const SUBSCRIPTION = {
  id: 'sub_1',
  object: 'subscription',
  status: 'past_due',
  created: 1_790_000_000,
  trial_start: null,
  trial_end: null,
  cancel_at_period_end: false,
  cancel_at: null,
  ended_at: null,
  latest_invoice: INVOICE,
  pending_update: null,
  default_payment_method: null,
  items: {
    ...LIST,
    data: [
      { id: 'si_1', quantity: 1, price: PRICE, current_period_start: 1_790_000_000, current_period_end: 1_795_000_000 },
    ],
  },
};
const SESSION = {
  id: 'cs_test_1',
  object: 'checkout.session',
  status: 'open',
  customer: 'cus_1',
  url: 'https://checkout.stripe.com/c/1',
};

/** As much of an answer as the product reads, by path. */
function answerTo({ method, path }: RecordedRequest): object {
  if (path.startsWith('/v1/checkout/sessions')) return SESSION;
  if (path === '/v1/billing_portal/sessions') return { id: 'bps_1', url: 'https://billing.stripe.com/p/1' };
  if (path === '/v1/subscriptions' && method === 'GET') return { ...LIST, data: [SUBSCRIPTION] };
  if (path.startsWith('/v1/subscriptions')) return SUBSCRIPTION;
  if (path === '/v1/invoices') return { ...LIST, data: [INVOICE] };
  if (path.startsWith('/v1/invoices')) return INVOICE;
  if (path === '/v1/prices') return { ...LIST, data: [PRICE] };
  if (path.startsWith('/v1/prices')) return PRICE;
  return { id: 'cus_1', object: 'customer', invoice_settings: { default_payment_method: null } };
}

/** A server that answers like Stripe and remembers what it was asked. */
export class RecordingStripe {
  readonly requests: RecordedRequest[] = [];
  /** Statuses to fail with before answering. */
  readonly failures: number[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void this.record(request).then((recorded) => {
        const failure = this.failures.shift();
        const error = { error: { type: 'api_error', message: 'broken' } };
        response.writeHead(failure ?? 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(failure === undefined ? answerTo(recorded) : error));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async record(request: IncomingMessage): Promise<RecordedRequest> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://stripe');
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const params = nested([...url.searchParams, ...form]);
    const recorded = { method: request.method ?? '', path: url.pathname, headers: request.headers, params };
    this.requests.push(recorded);
    return recorded;
  }
}

/** `a[b][0][c]=1` as Stripe reads it. */
function nested(pairs: readonly (readonly [string, string])[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of pairs) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    let node: Record<string, unknown> = root;
    for (const part of path.slice(0, -1)) node = (node[part] ??= {}) as Record<string, unknown>;
    node[path.at(-1) ?? ''] = value;
  }
  return withArrays(root) as Record<string, unknown>;
}

function withArrays(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]) => [name, withArrays(value)] as const);
  const isArray = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isArray ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
