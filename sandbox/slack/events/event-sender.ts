import { randomUUID } from 'node:crypto';
import { BoundedLog } from '../../state/bounded-log';
import type { SlackApp } from '../slack-app';
import { signSlackRequest } from './signature';

export interface DeliveryAttempt {
  at: string;
  retry_num: number;
  retry_reason: string | null;
  status: number | null;
  error: string | null;
  duration_ms: number;
}

/** One event on its way: what was sent, every attempt, and how it stands. */
export interface EventDelivery {
  id: string;
  event_id: string | null;
  event_type: string;
  team_id: string | null;
  url: string;
  body: unknown;
  state: 'pending' | 'delivered' | 'failed' | 'given_up';
  attempts: DeliveryAttempt[];
}

interface AttemptOutcome {
  attempt: DeliveryAttempt;
  isAccepted: boolean;
  mayRetry: boolean;
  failure: string;
}

/** Sends events as Slack does: signed, with a time limit, and again after the delays that the app's settings name. */
export class EventSender {
  readonly log = new BoundedLog<EventDelivery>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly abort = new AbortController();

  constructor(
    private readonly app: SlackApp,
    private readonly now: () => number,
  ) {}

  /** Starts a delivery and returns its record, which is filled in as attempts are made. */
  send(body: Record<string, unknown>, about: { eventType: string; teamId: string | null }): EventDelivery | null {
    if (!this.app.eventsUrl) return null;
    const eventId = typeof body.event_id === 'string' ? body.event_id : null;
    const delivery = this.log.add({
      id: randomUUID(),
      event_id: eventId,
      event_type: about.eventType,
      team_id: about.teamId,
      url: this.app.eventsUrl,
      body,
      state: 'pending',
      attempts: [],
    });
    void this.attempt(delivery, 0, null);
    return delivery;
  }

  find(id: string): EventDelivery | undefined {
    return this.log.list().find((delivery) => delivery.id === id || delivery.event_id === id);
  }

  /** One signed request outside the log's schedule; the answer's text comes back (used for the URL's verification). */
  async post(body: unknown): Promise<{ status: number; text: string }> {
    const response = await this.request(JSON.stringify(body), {});
    return { status: response.status, text: await response.text() };
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.abort.abort();
  }

  private async attempt(delivery: EventDelivery, retryNumber: number, reason: string | null): Promise<void> {
    const outcome = await this.tryOnce(delivery, retryNumber, reason);
    delivery.attempts.push(outcome.attempt);
    if (outcome.isAccepted) {
      delivery.state = 'delivered';
      return;
    }
    const delay = this.app.retryDelaysMs[retryNumber];
    if (!outcome.mayRetry || delay === undefined || this.abort.signal.aborted) {
      delivery.state = outcome.mayRetry ? 'given_up' : 'failed';
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.attempt(delivery, retryNumber + 1, outcome.failure);
    }, delay);
    this.timers.add(timer);
  }

  private async tryOnce(delivery: EventDelivery, retryNumber: number, reason: string | null): Promise<AttemptOutcome> {
    const startedAt = performance.now();
    const finish = (status: number | null, error: string | null): DeliveryAttempt => ({
      at: new Date(this.now()).toISOString(),
      retry_num: retryNumber,
      retry_reason: reason,
      status,
      error,
      duration_ms: Math.round(performance.now() - startedAt),
    });
    const retryHeaders = reason
      ? { 'x-slack-retry-num': String(retryNumber), 'x-slack-retry-reason': reason }
      : undefined;
    try {
      const response = await this.request(JSON.stringify(delivery.body), retryHeaders ?? {});
      await response.body?.cancel();
      const mayRetry = response.headers.get('x-slack-no-retry') !== '1';
      return { attempt: finish(response.status, null), isAccepted: response.ok, mayRetry, failure: 'http_error' };
    } catch (error) {
      const isTimeout = (error as { name?: string }).name === 'TimeoutError';
      const failure = isTimeout ? 'http_timeout' : 'connection_failed';
      return { attempt: finish(null, failure), isAccepted: false, mayRetry: true, failure };
    }
  }

  private request(rawBody: string, headers: Record<string, string>): Promise<Response> {
    const timestamp = Math.floor(this.now() / 1_000);
    return fetch(this.app.eventsUrl ?? '', {
      method: 'POST',
      body: rawBody,
      redirect: 'manual',
      signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.app.deliveryTimeoutMs)]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signSlackRequest(this.app.signingSecret, timestamp, rawBody),
        ...headers,
      },
    });
  }
}
