import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { DeliveryView } from '@konstruct/api-client';
import { QueryParams } from '../../core/api/api-http';
import { DeliveriesApi } from '../../core/api/deliveries-api';
import { DeliveryState } from '../../core/api/types';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

/** What is being done to a delivery at the moment. */
export type DeliveryAction = 'retry' | 'discard';

interface Loaded {
  readonly items: readonly DeliveryView[];
  readonly hasMore: boolean;
}

const RESULT_CHECK_MS = 700;
const RESULT_CHECKS = 10;

/** The deliveries of a business in one state or all, newest first and live. */
@Injectable()
export class DeliveriesStore {
  private readonly api = inject(DeliveriesApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly pages = signal(1);
  private readonly data = new RemoteData<Loaded>(() => this.fetch());
  private readonly actions = signal<ReadonlyMap<string, DeliveryAction>>(new Map());

  /** Empty for all states. */
  readonly state = signal<DeliveryState | ''>('');
  readonly deliveries = computed(() => this.data.value()?.items);
  readonly hasMore = computed(() => this.data.value()?.hasMore ?? false);
  readonly isBusy = this.data.isBusy;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly running = this.actions.asReadonly();

  constructor() {
    inject(LiveUpdates).on(['conversations'], () => void this.update(), inject(DestroyRef));
  }

  show(state: DeliveryState | ''): void {
    this.state.set(state);
    this.pages.set(1);
    void this.data.load();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  showMore(): void {
    this.pages.update((pages) => pages + 1);
    void this.data.refresh();
  }

  /** Ends when it is known what became of it, or when that takes longer than anybody looks at a button. */
  retry({ id }: DeliveryView): Promise<DeliveryView> {
    return this.run(id, 'retry', async () => {
      const tenantId = this.tenant.id();
      let delivery = await this.api.retry(tenantId, id);
      for (let check = 0; check < RESULT_CHECKS && isUndecided(delivery); check += 1) {
        await new Promise((passed) => setTimeout(passed, RESULT_CHECK_MS));
        delivery = await this.api.get(tenantId, id);
      }
      return delivery;
    });
  }

  discard({ id }: DeliveryView): Promise<DeliveryView> {
    return this.run(id, 'discard', () => this.api.discard(this.tenant.id(), id));
  }

  /** A row that is being worked on stays where it is until the result is known. */
  private update(): Promise<void> {
    return this.actions().size === 0 ? this.data.refresh() : Promise.resolve();
  }

  private async run(id: string, action: DeliveryAction, work: () => Promise<DeliveryView>): Promise<DeliveryView> {
    this.actions.update((running) => new Map(running).set(id, action));
    try {
      return await work();
    } finally {
      this.actions.update((running) => new Map([...running].filter(([other]) => other !== id)));
      await this.update();
    }
  }

  /** Reads all pages that are shown, so that what has left the filter also leaves the list. */
  private async fetch(): Promise<Loaded> {
    const items: DeliveryView[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < this.pages(); page += 1) {
      const params: QueryParams = {};
      if (this.state()) params['state'] = this.state();
      if (cursor) params['cursor'] = cursor;
      const answer = await this.api.list(this.tenant.id(), params);
      items.push(...answer.items);
      cursor = answer.next_cursor;
      if (!cursor) break;
    }
    return { items, hasMore: cursor !== null };
  }
}

function isUndecided({ state, held_by }: DeliveryView): boolean {
  return (state === 'pending' || state === 'sending') && !held_by;
}
