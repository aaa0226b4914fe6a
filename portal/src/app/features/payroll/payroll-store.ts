import { DestroyRef, Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import type { PayrollRowView, PayrollView } from '@konstruct/api-client';
import { PayrollApi } from '../../core/api/payroll-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { PayrollFilter, filterRows } from './payroll-filter';
import { PayrollSort, sortRows } from './payroll-sort';

/** The payroll of one month, kept current while it is on the page. */
@Injectable()
export class PayrollStore {
  private readonly api = inject(PayrollApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly chosenMonth = signal<string | undefined>(undefined);
  private readonly data = new RemoteData<PayrollView>(() => this.fetch());

  readonly payroll = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly isBusy = this.data.isBusy;
  readonly loadedAt = signal(Date.now());
  readonly sort = signal<PayrollSort>({ column: 'name', direction: 'asc' });
  readonly filter = signal<PayrollFilter>({ search: '', status: '' });
  readonly rows = computed<PayrollRowView[]>(() =>
    sortRows(filterRows(this.payroll()?.rows ?? [], this.filter()), this.sort()),
  );
  /** Stays what it was while another month is loading, so that the page keeps its shape. */
  readonly rowCount = linkedSignal<number | undefined, number>({
    source: () => this.payroll()?.rows.length,
    computation: (count, previous) => count ?? previous?.value ?? 3,
  });

  constructor() {
    inject(LiveUpdates).on(['payroll', 'agents'], () => void this.refresh(), inject(DestroyRef));
  }

  /** Shows a month; undefined is the current one. */
  open(month: string | undefined): void {
    this.chosenMonth.set(month);
    void this.data.load();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  private async fetch(): Promise<PayrollView> {
    const payroll = await this.api.get(this.tenant.id(), this.chosenMonth());
    this.loadedAt.set(Date.now());
    return payroll;
  }
}
