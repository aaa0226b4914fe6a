import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { AdminFiguresView, AdminTenantView, ReconciliationView } from '@konstruct/api-client';
import { AdminApi } from '../../core/api/admin-api';
import { CursorList } from '../../core/state/cursor-list';
import { RemoteData } from '../../core/state/remote-data';

const PROGRESS_MS = 800;

/** The businesses of the installation, and the comparison with Stripe that is under way. */
@Injectable()
export class PlatformStore {
  private readonly api = inject(AdminApi);
  private timer: ReturnType<typeof setTimeout> | null = null;

  readonly figures = new RemoteData<AdminFiguresView>(() => this.api.figures());
  readonly tenants = new CursorList<AdminTenantView>((cursor) => this.api.tenants(cursor));
  readonly round = signal<ReconciliationView | null>(null);
  readonly isComparing = computed(() => this.round()?.is_finished === false);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      if (this.timer) clearTimeout(this.timer);
    });
  }

  load(): void {
    void this.figures.load();
    void this.tenants.load();
  }

  async reconcile(tenantId?: string): Promise<void> {
    this.round.set(await this.api.reconcile(tenantId));
    this.follow();
  }

  private follow(): void {
    const round = this.round();
    if (round?.is_finished === false) this.timer = setTimeout(() => void this.askHowFar(round.id), PROGRESS_MS);
    else void Promise.all([this.figures.refresh(), this.tenants.refresh()]);
  }

  /** An answer that does not come is asked for again: the round goes on without us. */
  private async askHowFar(id: string): Promise<void> {
    const progress = await this.api.reconciliation(id).catch(() => null);
    if (progress) this.round.set(progress);
    this.follow();
  }
}
