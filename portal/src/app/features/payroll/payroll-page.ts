import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { AGENT_STATUSES, AgentStatus, addMonths, isLocalMonth, localMonthOf } from '@konstruct/contracts';
import { EmptyState, ErrorState, Icon, Notice, PageHeader } from '@konstruct/ui';
import { AGENT_STATUS } from '../../core/agent-status';
import { BudgetStrip } from '../../core/budgets/budget-strip';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { unpricedWords } from '../../core/unpriced-words';
import { monthName } from './month';
import { PayrollStore } from './payroll-store';
import { PayrollTable } from './payroll-table';
import { PayrollTotals } from './payroll-totals';

const FEW_EMPLOYEES = 4;

/** The first page: what each employee costs this month and what it did for that. */
@Component({
  selector: 'app-payroll-page',
  imports: [
    AgoPipe,
    BudgetStrip,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatIconButton,
    Notice,
    PageHeader,
    PayrollTable,
    PayrollTotals,
    RouterLink,
    TenantTimePipe,
  ],
  providers: [PayrollStore],
  templateUrl: './payroll-page.html',
  styleUrl: './payroll-page.scss',
})
export class PayrollPage {
  private readonly router = inject(Router);
  protected readonly store = inject(PayrollStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly live = inject(LiveUpdates);

  readonly month = input<string>();

  /** A month that the address does not write correctly is the current one. */
  private readonly chosenMonth = computed(() => {
    const month = this.month();
    return month && isLocalMonth(month) ? month : undefined;
  });
  protected readonly currentMonth = computed(() => localMonthOf(new Date(), this.tenant.timeZone()));
  protected readonly shownMonth = computed(() => {
    return this.chosenMonth() ?? this.store.payroll()?.month ?? this.currentMonth();
  });
  protected readonly isCurrent = computed(() => this.shownMonth() >= this.currentMonth());
  protected readonly heading = computed(() => monthName(this.shownMonth()));
  protected readonly unpricedWords = unpricedWords;
  protected readonly unpricedCalls = computed(() =>
    (this.store.payroll()?.rows ?? []).reduce((sum, row) => sum + row.unpriced_calls, 0),
  );
  /** A filter helps from a handful of employees on. */
  protected readonly hasFilter = computed(() => (this.store.payroll()?.rows.length ?? 0) > FEW_EMPLOYEES);
  protected readonly statuses = AGENT_STATUSES.map((value) => ({ value, label: AGENT_STATUS[value].label }));
  protected readonly isEmpty = computed(() => this.store.payroll()?.rows.length === 0);

  constructor() {
    effect(() => {
      const month = this.chosenMonth();
      untracked(() => this.store.open(month));
    });
  }

  protected showMonth(step: -1 | 1): void {
    const month = addMonths(this.shownMonth(), step);
    const queryParams = { month: month >= this.currentMonth() ? null : month };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected search(event: Event): void {
    const search = (event.target as HTMLInputElement).value;
    this.store.filter.update((filter) => ({ ...filter, search }));
  }

  protected chooseStatus(event: Event): void {
    const status = (event.target as HTMLSelectElement).value as AgentStatus | '';
    this.store.filter.update((filter) => ({ ...filter, status }));
  }

  protected showEverybody(): void {
    this.store.filter.set({ search: '', status: '' });
  }
}
