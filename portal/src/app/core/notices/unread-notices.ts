import { DestroyRef, Injectable, computed, effect, inject } from '@angular/core';
import type { UnreadNoticesView } from '@konstruct/api-client';
import { NoticesApi } from '../api/notices-api';
import { LiveUpdates } from '../live/live-updates';
import { CurrentTenant } from '../session/current-tenant';
import { RemoteData } from '../state/remote-data';

const NONE: UnreadNoticesView = { total: 0, info: 0, warning: 0, critical: 0 };

/** How many notices of the open business the person has not read; live. */
@Injectable({ providedIn: 'root' })
export class UnreadNotices {
  private readonly api = inject(NoticesApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<UnreadNoticesView>(() => this.api.countUnread(this.tenant.id()));

  readonly count = computed(() => this.data.value() ?? NONE);

  constructor() {
    effect(() => {
      if (this.tenant.id()) void this.data.load();
    });
    inject(LiveUpdates).on(['notices'], () => void this.data.refresh(), inject(DestroyRef));
  }

  /** Takes over what an action answered. */
  set(count: UnreadNoticesView): void {
    this.data.set(count);
  }
}
