import { DestroyRef, Injectable, computed, effect, inject, untracked } from '@angular/core';
import type { BillingView } from '@konstruct/api-client';
import { BillingApi } from '../api/billing-api';
import { LiveUpdates } from '../live/live-updates';
import { CurrentTenant } from '../session/current-tenant';
import { RemoteData } from '../state/remote-data';

/** The subscription of the open business, for its page and for the banner above every page. Only those who manage billing have it. */
@Injectable({ providedIn: 'root' })
export class CurrentBilling {
  private readonly api = inject(BillingApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<BillingView>(() => this.api.get(this.tenant.id()));

  readonly billing = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly mayManage = computed(() => this.tenant.can('billing:manage'));

  constructor() {
    effect(() => {
      const isKnown = this.tenant.id() !== '' && this.mayManage();
      untracked(() => {
        if (isKnown) void this.data.load();
      });
    });
    inject(LiveUpdates).on(['billing', 'agents'], () => void this.refresh(), inject(DestroyRef));
  }

  refresh(): Promise<void> {
    return this.mayManage() ? this.data.refresh() : Promise.resolve();
  }

  /** Takes over what another call answered. */
  set(billing: BillingView): void {
    this.data.set(billing);
  }
}
