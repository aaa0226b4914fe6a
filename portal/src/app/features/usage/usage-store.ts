import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { DashboardView } from '@konstruct/api-client';
import { UsageApi } from '../../core/api/usage-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { UsageRange, rangeQuery } from './usage-range';

/** The figures of the Usage page, all in one request, kept current while they are on the page. */
@Injectable()
export class UsageStore {
  private readonly api = inject(UsageApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly query = signal<Record<string, string>>({});
  private readonly data = new RemoteData<DashboardView>(() => this.fetch());

  readonly dashboard = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly isBusy = this.data.isBusy;
  readonly loadedAt = signal(Date.now());

  constructor() {
    inject(LiveUpdates).on(['payroll'], () => void this.data.refresh(), inject(DestroyRef));
  }

  /** Another range keeps the figures on the page until its own are there, so that nothing jumps. */
  show(range: UsageRange, isCompared: boolean): void {
    this.query.set({ ...rangeQuery(range), ...(isCompared ? { compare: 'previous_period' } : {}) });
    void this.data.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  private async fetch(): Promise<DashboardView> {
    const dashboard = await this.api.dashboard(this.tenant.id(), this.query());
    this.loadedAt.set(Date.now());
    return dashboard;
  }
}
