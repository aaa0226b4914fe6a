import { Component, computed, inject, input, model } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Avatar, BudgetBar, Icon, Money, Skeleton, StatusBadge } from '@konstruct/ui';
import { AGENT_STATUS } from '../../core/agent-status';
import { PayrollRowView } from '../../core/api/types';
import { CurrentTenant } from '../../core/session/current-tenant';
import { PayrollColumn, PayrollSort } from './payroll-sort';

interface Column {
  readonly key: PayrollColumn;
  readonly label: string;
  readonly hint?: string;
  readonly isNumber: boolean;
}

const COLUMNS: readonly Column[] = [
  { key: 'name', label: 'Employee', isNumber: false },
  { key: 'status', label: 'Status', isNumber: false },
  { key: 'seat_usd', label: 'Seat', hint: 'Price of the employee per month', isNumber: true },
  { key: 'model_usd', label: 'Model', hint: 'What the language model cost', isNumber: true },
  { key: 'total_usd', label: 'Total', isNumber: true },
  {
    key: 'forecast_usd',
    label: 'Forecast',
    hint: 'Total at the end of the month if it goes on like this',
    isNumber: true,
  },
  { key: 'messages_handled', label: 'Messages', isNumber: true },
  { key: 'conversations', label: 'Conv.', hint: 'Conversations', isNumber: true },
  { key: 'cost_per_conversation_usd', label: 'Per conv.', hint: 'Total cost divided by conversations', isNumber: true },
  { key: 'budget_percent', label: 'Budget', isNumber: false },
];

/** One row per employee; on a narrow screen the same rows are cards. The headings sort. */
@Component({
  selector: 'app-payroll-table',
  imports: [Avatar, BudgetBar, Icon, MatTooltip, Money, RouterLink, Skeleton, StatusBadge],
  templateUrl: './payroll-table.html',
  styleUrl: './payroll-table.scss',
})
export class PayrollTable {
  protected readonly tenant = inject(CurrentTenant);
  protected readonly columns = COLUMNS;
  protected readonly status = AGENT_STATUS;
  protected readonly numbers = new Intl.NumberFormat('en');

  readonly rows = input.required<PayrollRowView[]>();
  readonly rowCount = input.required<number>();
  readonly isLoading = input.required<boolean>();
  readonly sort = model.required<PayrollSort>();

  protected readonly placeholders = computed(() => Array.from({ length: Math.max(1, this.rowCount()) }, (_, i) => i));

  protected sortBy(column: Column): void {
    const { column: current, direction } = this.sort();
    const first = column.isNumber ? 'desc' : 'asc';
    const opposite = direction === 'asc' ? 'desc' : 'asc';
    this.sort.set({ column: column.key, direction: current === column.key ? opposite : first });
  }

  protected ariaSort(column: Column): 'ascending' | 'descending' | null {
    const { column: current, direction } = this.sort();
    if (current !== column.key) return null;
    return direction === 'asc' ? 'ascending' : 'descending';
  }
}
