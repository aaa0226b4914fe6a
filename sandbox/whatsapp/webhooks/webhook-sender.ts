import { randomUUID } from 'node:crypto';
import { BoundedLog } from '../../state/bounded-log';
import type { WhatsAppSettings } from '../whatsapp-settings';
import { serializeForMeta, signWebhook } from './signature';
import type { Json } from './webhook-presenter';

/** Where a webhook goes and what it is signed with. */
export interface WebhookTarget {
  url: string;
  appSecret: string;
}

export interface WebhookAttempt {
  at: string;
  status: number | null;
  error: string | null;
  duration_ms: number;
}

/** One webhook on its way: what was sent, every attempt, and how it stands. */
export interface WebhookDelivery {
  id: string;
  account_ids: string[];
  /** Such as `message.text` or `status.delivered`. */
  kinds: string[];
  url: string;
  body: Json;
  state: 'pending' | 'delivered' | 'given_up';
  attempts: WebhookAttempt[];
}

export interface WebhookAbout {
  accountIds: string[];
  kinds: string[];
  /** The first attempts of one queue are made one after the other. */
  queue: string;
}

/** Sends webhooks as Meta does: signed over the raw bytes, with a time limit, and again after the settings' delays. */
export class WebhookSender {
  readonly log = new BoundedLog<WebhookDelivery>(10_000);
  private readonly targets = new WeakMap<WebhookDelivery, WebhookTarget>();
  private readonly queues = new Map<string, Promise<void>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly abort = new AbortController();

  constructor(
    private readonly settings: WhatsAppSettings,
    private readonly now: () => number,
  ) {}

  /** Starts a delivery and returns its record, which is filled in as attempts are made. */
  send(body: Json, target: WebhookTarget, { accountIds, kinds, queue }: WebhookAbout): WebhookDelivery {
    const delivery: WebhookDelivery = this.log.add({
      id: randomUUID(),
      account_ids: accountIds,
      kinds,
      url: target.url,
      body,
      state: 'pending',
      attempts: [],
    });
    this.targets.set(delivery, target);
    this.enqueue(queue, () => this.attempt(delivery, target, 0));
    return delivery;
  }

  find(id: string): WebhookDelivery | undefined {
    return this.log.list().find((delivery) => delivery.id === id);
  }

  /** The same once more, as a provider's duplicate would be. */
  redeliver(earlier: WebhookDelivery): WebhookDelivery {
    const target = this.targets.get(earlier);
    if (!target) throw new Error('the delivery is not of this sender');
    const { account_ids: accountIds, kinds } = earlier;
    return this.send(earlier.body, target, { accountIds, kinds, queue: randomUUID() });
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.abort.abort();
  }

  private enqueue(queue: string, job: () => Promise<void>): void {
    const done = (this.queues.get(queue) ?? Promise.resolve()).then(job);
    this.queues.set(queue, done);
    void done.then(() => {
      if (this.queues.get(queue) === done) this.queues.delete(queue);
    });
  }

  private async attempt(delivery: WebhookDelivery, target: WebhookTarget, retries: number): Promise<void> {
    const attempt = await this.tryOnce(delivery, target);
    delivery.attempts.push(attempt);
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
      delivery.state = 'delivered';
      return;
    }
    const delay = this.settings.retryDelaysMs[retries];
    if (delay === undefined || this.abort.signal.aborted) {
      delivery.state = 'given_up';
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.attempt(delivery, target, retries + 1);
    }, delay);
    this.timers.add(timer);
  }

  private async tryOnce(delivery: WebhookDelivery, target: WebhookTarget): Promise<WebhookAttempt> {
    const startedAt = performance.now();
    const finish = (status: number | null, error: string | null): WebhookAttempt => ({
      at: new Date(this.now()).toISOString(),
      status,
      error,
      duration_ms: Math.round(performance.now() - startedAt),
    });
    try {
      const response = await this.post(serializeForMeta(delivery.body), target);
      await response.body?.cancel();
      return finish(response.status, null);
    } catch (error) {
      const isTimeout = (error as { name?: string }).name === 'TimeoutError';
      return finish(null, isTimeout ? 'timeout' : 'connection_failed');
    }
  }

  private post(rawBody: string, { url, appSecret }: WebhookTarget): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      body: rawBody,
      redirect: 'manual',
      signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.settings.deliveryTimeoutMs)]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signWebhook(appSecret, rawBody),
      },
    });
  }
}
