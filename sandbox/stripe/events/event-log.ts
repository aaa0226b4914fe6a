import { newStripeId } from '../ids';
import { STRIPE_API_VERSION } from '../stripe-account';
import type { StripeEvent, StripeObject } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';

/** The request that events come from. */
interface Cause {
  id: string;
  idempotencyKey: string | null;
}

type Listener = (event: StripeEvent) => void;

/** Records what happened, as Stripe's events do: the whole object as it was at that moment, and what changed of it. */
export class EventLog {
  private cause: Cause | null = null;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly world: StripeWorld) {}

  subscribe(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Events that `action` causes name this request. */
  during<TResult>(cause: Cause, action: () => TResult): TResult {
    this.cause = cause;
    try {
      return action();
    } finally {
      this.cause = null;
    }
  }

  emit(type: string, item: Record<string, unknown>, previous?: Record<string, unknown>): StripeEvent {
    const event = this.world.add({
      id: newStripeId('evt'),
      object: 'event',
      api_version: STRIPE_API_VERSION,
      created: this.world.now(),
      data: {
        object: structuredClone(item),
        ...(previous === undefined ? {} : { previous_attributes: structuredClone(previous) }),
      },
      livemode: false,
      pending_webhooks: 0,
      request: { id: this.cause?.id ?? null, idempotency_key: this.cause?.idempotencyKey ?? null },
      type,
    });
    for (const listener of this.listeners) listener(event);
    return event;
  }

  /** Runs a change and emits `type` with the old values of what it changed; nothing when it changed nothing. */
  change(type: string, item: StripeObject, action: () => void): void {
    const before = structuredClone(item);
    action();
    const names = Object.keys({ ...before, ...item });
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(item[name]));
    this.world.keep();
    if (changed.length === 0) return;
    this.emit(type, item, Object.fromEntries(changed.map((name) => [name, before[name] ?? null])));
  }
}
