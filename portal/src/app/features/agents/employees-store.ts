import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import type { AgentView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

interface Staff {
  readonly current: readonly AgentView[];
  readonly former: readonly AgentView[];
}

/** Everyone the business has hired, at work and left. */
@Injectable()
export class EmployeesStore {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<Staff>(() => this.fetch());

  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly isLoaded = computed(() => this.data.value() !== undefined);
  readonly current = computed(() => this.data.value()?.current ?? []);
  readonly former = computed(() => this.data.value()?.former ?? []);

  constructor() {
    inject(LiveUpdates).on(['agents'], () => void this.refresh(), inject(DestroyRef));
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  private async fetch(): Promise<Staff> {
    const [current, former] = await Promise.all([
      this.api.list(this.tenant.id()),
      this.api.list(this.tenant.id(), { status: 'archived' }),
    ]);
    return { current: current.items, former: former.items };
  }
}
