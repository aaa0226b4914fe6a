import { SnapshotFile } from '../../state/snapshot-file';
import { resourceMissing } from '../stripe-error';
import type { StripeKinds, StripeObject } from './stripe-objects';
import type { StripeState } from './stripe-state';

const KEPT_EVENTS = 20_000;
const SECOND_MS = 1_000;

function emptyState(): StripeState {
  return {
    version: 1,
    clockOffsetMs: 0,
    objects: {},
    cardNumbers: {},
    subscriptions: {},
    checkouts: {},
    endpointSecrets: {},
    answers: {},
    challenges: {},
    firstFailures: {},
  };
}

/** All objects of the sandbox's Stripe account, its clock, and the one place that knows that they must be kept. */
export class StripeWorld {
  private held: StripeState;
  private readonly collections = new Map<string, Map<string, StripeObject>>();
  private readonly file: SnapshotFile;
  private frozenAt: number | null = null;

  constructor(
    dataDir: string | null,
    /** Milliseconds of the machine's clock: signatures and idempotency keys live by it. */
    readonly realNow: () => number = Date.now,
  ) {
    this.file = new SnapshotFile(dataDir, 'stripe', () => this.capture());
    const kept = this.file.read();
    this.held = isStripeState(kept) ? kept : emptyState();
    this.fill();
  }

  get state(): StripeState {
    return this.held;
  }

  /** Unix seconds of the test clock. */
  now(): number {
    return this.frozenAt ?? Math.floor((this.realNow() + this.held.clockOffsetMs) / SECOND_MS);
  }

  /** Runs something at a moment of the past or future. */
  at<TResult>(moment: number, action: () => TResult): TResult {
    const before = this.frozenAt;
    this.frozenAt = moment;
    try {
      return action();
    } finally {
      this.frozenAt = before;
    }
  }

  /** The clock goes on from here. */
  setNow(moment: number): void {
    this.held.clockOffsetMs = moment * SECOND_MS - this.realNow();
    this.keep();
  }

  add<TKind extends keyof StripeKinds>(item: StripeKinds[TKind] & { object: TKind }): StripeKinds[TKind] {
    this.collection(item.object).set(item.id, item);
    if (item.object === 'event') this.forgetOldEvents();
    this.keep();
    return item;
  }

  /** Oldest first. */
  list<TKind extends keyof StripeKinds>(kind: TKind): StripeKinds[TKind][] {
    return [...this.collection(kind).values()] as StripeKinds[TKind][];
  }

  find<TKind extends keyof StripeKinds>(kind: TKind, id: string | null | undefined): StripeKinds[TKind] | undefined {
    return id ? (this.collection(kind).get(id) as StripeKinds[TKind] | undefined) : undefined;
  }

  get<TKind extends keyof StripeKinds>(kind: TKind, id: string, param = 'id'): StripeKinds[TKind] {
    const found = this.find(kind, id);
    if (!found) throw resourceMissing(kind, id, param);
    return found;
  }

  /** Whatever has this id. */
  findAny(id: string): StripeObject | undefined {
    for (const collection of this.collections.values()) {
      const found = collection.get(id);
      if (found) return found;
    }
    return undefined;
  }

  remove(item: StripeObject): void {
    this.collection(item.object).delete(item.id);
    this.keep();
  }

  reset(): void {
    this.held = emptyState();
    this.fill();
    this.keep();
  }

  keep(): void {
    this.file.schedule();
  }

  close(): void {
    this.file.flush();
  }

  private collection(kind: string): Map<string, StripeObject> {
    const known = this.collections.get(kind);
    if (known) return known;
    const fresh = new Map<string, StripeObject>();
    this.collections.set(kind, fresh);
    return fresh;
  }

  private fill(): void {
    this.collections.clear();
    for (const [kind, items] of Object.entries(this.held.objects)) {
      this.collections.set(kind, new Map(items.map((item) => [item.id, item])));
    }
  }

  private capture(): StripeState {
    const objects = [...this.collections].map(
      ([kind, items]) => [kind, [...items.values()]] as [string, StripeObject[]],
    );
    return { ...this.held, objects: Object.fromEntries(objects) };
  }

  private forgetOldEvents(): void {
    const events = this.collection('event');
    for (const id of events.keys()) {
      if (events.size <= KEPT_EVENTS) return;
      events.delete(id);
    }
  }
}

function isStripeState(value: unknown): value is StripeState {
  return typeof value === 'object' && value !== null && (value as { version?: unknown }).version === 1;
}
