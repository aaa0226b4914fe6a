import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import type { MeteredUsageView } from '@konstruct/api-client';
import { BillingApi } from '../../core/api/billing-api';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

const POLL_MS = 60_000;

/** The meters of the business, read at once and every minute while they are on the page. */
@Injectable()
export class ApiUsageStore {
  private readonly api = inject(BillingApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<MeteredUsageView>(() => this.api.meteredUsage(this.tenant.id()));

  readonly usage = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly percent = computed(() => {
    const { api_calls_used: used = 0, api_calls_limit: limit = null } = this.usage() ?? {};
    if (limit === null) return null;
    return limit === 0 ? 100 : Math.floor((used / limit) * 100);
  });

  constructor() {
    void this.data.load();
    const timer = setInterval(() => void this.data.refresh(), POLL_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }
}
