import { DestroyRef, Injectable, InjectionToken, inject, signal } from '@angular/core';
import { tenantPath } from '../api/api-http';
import { LiveTopic } from '../api/types';
import { CurrentTenant } from '../session/current-tenant';

export type LiveState = 'connecting' | 'live' | 'polling';

type Listener = () => void;

const POLL_MS = 15_000;
const RECONNECT_MS = 30_000;
const ALL_TOPICS: readonly LiveTopic[] = [
  'payroll',
  'conversations',
  'agents',
  'channels',
  'onboarding',
  'notices',
  'model-keys',
  'billing',
];

/** Opens the event stream; replaced in tests, where there is no `EventSource`. */
export const OPEN_EVENT_STREAM = new InjectionToken<(url: string) => EventSource>('OPEN_EVENT_STREAM', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url),
});

/**
 * Tells open pages that something they show has changed. It listens to the tenant's event stream and, where that is not
 * possible (a proxy that cuts it, say), asks every 15 seconds instead, so that pages stay current either way.
 */
@Injectable({ providedIn: 'root' })
export class LiveUpdates {
  private readonly tenant = inject(CurrentTenant);
  private readonly openStream = inject(OPEN_EVENT_STREAM);
  private readonly listeners = new Map<LiveTopic, Set<Listener>>();
  private readonly connection = signal<LiveState>('connecting');
  private stream: EventSource | null = null;
  private pollTimer: ReturnType<typeof setInterval> | null = null;
  private reconnectTimer: ReturnType<typeof setTimeout> | null = null;

  readonly state = this.connection.asReadonly();

  /** Opens the stream of the current tenant; the shell does this while it is shown. */
  start(): void {
    this.stop();
    this.connect();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    this.stopPolling();
    if (this.reconnectTimer) clearTimeout(this.reconnectTimer);
    this.connection.set('connecting');
  }

  /** Calls back on each change of a topic until the caller's `DestroyRef` ends. */
  on(topics: readonly LiveTopic[], listener: Listener, destroyRef: DestroyRef): void {
    for (const topic of topics) {
      const set = this.listeners.get(topic) ?? new Set();
      this.listeners.set(topic, set.add(listener));
      destroyRef.onDestroy(() => set.delete(listener));
    }
  }

  private connect(): void {
    const stream = this.openStream(tenantPath(this.tenant.id(), '/live'));
    this.stream = stream;
    stream.onopen = () => this.opened();
    stream.onmessage = (event: MessageEvent<string>) => this.notify(topicsOf(event.data));
    stream.onerror = () => this.failed(stream);
  }

  private opened(): void {
    const wasPolling = this.connection() === 'polling';
    this.stopPolling();
    this.connection.set('live');
    if (wasPolling) this.notify(ALL_TOPICS);
  }

  /** The browser reconnects by itself unless it gave up; pages are polled in the meantime. */
  private failed(stream: EventSource): void {
    this.connection.set('polling');
    this.pollTimer ??= setInterval(() => this.poll(), POLL_MS);
    if (stream.readyState === EventSource.CLOSED && stream === this.stream) {
      this.reconnectTimer = setTimeout(() => this.connect(), RECONNECT_MS);
    }
  }

  private poll(): void {
    if (document.visibilityState === 'visible') this.notify(ALL_TOPICS);
  }

  private stopPolling(): void {
    if (this.pollTimer) clearInterval(this.pollTimer);
    this.pollTimer = null;
  }

  private notify(topics: readonly LiveTopic[]): void {
    const called = new Set(topics.flatMap((topic) => [...(this.listeners.get(topic) ?? [])]));
    called.forEach((listener) => listener());
  }
}

function topicsOf(data: string): LiveTopic[] {
  try {
    const parsed: unknown = JSON.parse(data);
    const topics = typeof parsed === 'object' && parsed !== null ? (parsed as { topics?: unknown }).topics : null;
    return Array.isArray(topics) ? ALL_TOPICS.filter((topic) => topics.includes(topic)) : [];
  } catch {
    return [];
  }
}
