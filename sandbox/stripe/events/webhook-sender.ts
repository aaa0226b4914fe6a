import { randomUUID } from 'node:crypto';
import { BoundedLog } from '../../state/bounded-log';
import { STRIPE_API_VERSION, type StripeAccount } from '../stripe-account';
import type { StripeEvent, WebhookEndpoint } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import { stripeSignature } from './signature';

export interface WebhookAttempt {
  at: string;
  status: number | null;
  error: string | null;
  duration_ms: number;
}

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  id: string;
  event_id: string;
  event_type: string;
  endpoint: string;
  url: string;
  state: 'pending' | 'delivered' | 'given_up';
  attempts: WebhookAttempt[];
}

/** How long events are gathered before they are sent in another order. */
const BATCH_MS = 300;

/** Delivers events as Stripe does: signed, at least once, again after a failure, and in no particular order if so wished. */
export class WebhookSender {
  readonly log = new BoundedLog<WebhookDelivery>();
  private batch: StripeEvent[] = [];
  private batchTimer: NodeJS.Timeout | null = null;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly abort = new AbortController();

  constructor(
    private readonly account: StripeAccount,
    private readonly world: StripeWorld,
  ) {}

  /** Takes an event as it happens. */
  accept(event: StripeEvent): void {
    event.pending_webhooks = this.endpointsFor(event).length;
    if (event.pending_webhooks === 0) return;
    const order = this.account.deliveryOrder;
    if (order === 'in_order' || order === 'duplicated') {
      this.send(event);
      if (order === 'duplicated') this.send(event);
      return;
    }
    this.batch.push(event);
    if (order !== 'held') this.batchTimer ??= setTimeout(() => this.release(), BATCH_MS);
  }

  get heldCount(): number {
    return this.batch.length;
  }

  /** Sends what was held back, in the order that the account asks for. */
  release(): void {
    if (this.batchTimer) clearTimeout(this.batchTimer);
    this.batchTimer = null;
    const events = this.batch;
    this.batch = [];
    if (this.account.deliveryOrder === 'reversed') events.reverse();
    if (this.account.deliveryOrder === 'shuffled') shuffle(events);
    for (const event of events) this.send(event);
  }

  send(event: StripeEvent): void {
    for (const endpoint of this.endpointsFor(event)) {
      const delivery = this.log.add({
        id: randomUUID(),
        event_id: event.id,
        event_type: event.type,
        endpoint: endpoint.id,
        url: endpoint.url,
        state: 'pending',
        attempts: [],
      });
      void this.attempt(delivery, event, 0);
    }
  }

  /** Forgets what waits; what is on its way arrives. */
  clear(): void {
    if (this.batchTimer) clearTimeout(this.batchTimer);
    this.batchTimer = null;
    this.batch = [];
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.log.clear();
  }

  close(): void {
    this.clear();
    this.abort.abort();
  }

  private endpointsFor(event: StripeEvent): WebhookEndpoint[] {
    return this.world.list('webhook_endpoint').filter(({ status, enabled_events: wanted }) => {
      return status === 'enabled' && (wanted.includes('*') || wanted.includes(event.type));
    });
  }

  private async attempt(delivery: WebhookDelivery, event: StripeEvent, retries: number): Promise<void> {
    const attempt = await this.tryOnce(delivery, event);
    delivery.attempts.push(attempt);
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
      delivery.state = 'delivered';
      event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
      this.world.keep();
      return;
    }
    const delay = this.account.retryDelaysMs[retries];
    if (delay === undefined || this.abort.signal.aborted) {
      delivery.state = 'given_up';
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.attempt(delivery, event, retries + 1);
    }, delay);
    this.timers.add(timer);
  }

  private async tryOnce(delivery: WebhookDelivery, event: StripeEvent): Promise<WebhookAttempt> {
    const startedAt = performance.now();
    const finish = (status: number | null, error: string | null): WebhookAttempt => ({
      at: new Date(this.world.realNow()).toISOString(),
      status,
      error,
      duration_ms: Math.round(performance.now() - startedAt),
    });
    try {
      const response = await this.request(delivery, JSON.stringify(event, null, 2));
      await response.body?.cancel();
      return finish(response.status, null);
    } catch (error) {
      return finish(null, (error as { name?: string }).name === 'TimeoutError' ? 'timed_out' : 'connection_failed');
    }
  }

  /** Signed by the machine's clock, not the test clock: whoever receives it checks its age by their own. */
  private request(delivery: WebhookDelivery, rawBody: string): Promise<Response> {
    const timestamp = Math.floor(this.world.realNow() / 1_000);
    return fetch(delivery.url, {
      method: 'POST',
      body: rawBody,
      redirect: 'manual',
      signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.account.deliveryTimeoutMs)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-version': STRIPE_API_VERSION,
        'stripe-signature': stripeSignature(this.secrets(delivery.endpoint), timestamp, rawBody),
      },
    });
  }

  private secrets(endpointId: string): string[] {
    const secrets = this.world.state.endpointSecrets[endpointId] ?? [];
    const now = this.world.realNow();
    return secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).map(({ value }) => value);
  }
}

function shuffle(items: StripeEvent[]): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    const [moved] = items.splice(other, 1);
    if (moved !== undefined) items.splice(last, 0, moved);
  }
}
