import { Component, computed, inject, input, model, output } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { PayrollRowView } from '@konstruct/api-client';
import { Avatar, BudgetBar, Icon, MONEY_DISPLAY, Money, Skeleton, StatusBadge, formatMoney } from '@konstruct/ui';
import { AGENT_STATUS } from '../../core/agent-status';
import { dayInWords, resetsIn } from '../../core/budgets/budget-words';
import { Overtime } from '../../core/budgets/overtime';
import { CurrentTenant } from '../../core/session/current-tenant';
import { knownUsd, unpricedWords } from '../../core/unpriced-words';
import { PayrollColumn, PayrollSort } from './payroll-sort';

interface Column {
  readonly key: PayrollColumn;
  readonly name: string;
  /** What stands in the narrow heading, where the name is too long for it. */
  readonly label: string;
  readonly hint: string;
  readonly isNumber: boolean;
}

const COLUMNS: readonly Column[] = [
  { key: 'name', name: 'Employee', label: 'Employee', hint: '', isNumber: false },
  { key: 'status', name: 'Status', label: 'Status', hint: '', isNumber: false },
  { key: 'seat_usd', name: 'Seat cost', label: 'Seat', hint: 'Price of the employee per month', isNumber: true },
  { key: 'model_usd', name: 'Model cost', label: 'Model', hint: 'What the language model cost', isNumber: true },
  {
    key: 'total_usd',
    name: 'Total',
    label: 'Total',
    hint: 'Seat, model and channel fees together; it leads to the payslip',
    isNumber: true,
  },
  {
    key: 'forecast_usd',
    name: 'Forecast',
    label: 'Forecast',
    hint: 'Total at the end of the month if it goes on like this',
    isNumber: true,
  },
  { key: 'messages_handled', name: 'Messages', label: 'Messages', hint: 'Messages answered', isNumber: true },
  { key: 'conversations', name: 'Conversations', label: 'Conv.', hint: 'Conversations', isNumber: true },
  {
    key: 'cost_per_conversation_usd',
    name: 'Cost per conversation',
    label: 'Per conv.',
    hint: 'Model and channel cost divided by conversations',
    isNumber: true,
  },
  {
    key: 'budget_percent',
    name: 'Budget used',
    label: 'Budget',
    hint: 'How much of the model budget is used',
    isNumber: false,
  },
];

/** Less is written as no change. */
const SMALLEST_CHANGE_USD = 0.01;

/** One row per employee; on a narrow screen the same rows are cards. The headings sort. */
@Component({
  selector: 'app-payroll-table',
  imports: [Avatar, BudgetBar, Icon, MatTooltip, Money, RouterLink, Skeleton, StatusBadge],
  templateUrl: './payroll-table.html',
  styleUrl: './payroll-table.scss',
})
export class PayrollTable {
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  private readonly overtime = inject(Overtime);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly columns = COLUMNS;
  protected readonly status = AGENT_STATUS;
  protected readonly dayInWords = dayInWords;
  protected readonly resetsIn = resetsIn;
  protected readonly knownUsd = knownUsd;
  protected readonly unpricedWords = unpricedWords;
  protected readonly numbers = new Intl.NumberFormat('en');

  readonly month = input.required<string>();
  readonly rows = input.required<PayrollRowView[]>();
  readonly rowCount = input.required<number>();
  readonly isLoading = input.required<boolean>();
  readonly sort = model.required<PayrollSort>();
  /** Somebody granted overtime. */
  readonly changed = output();

  protected readonly placeholders = computed(() => Array.from({ length: Math.max(1, this.rowCount()) }, (_, i) => i));

  /** How the total differs from the whole of the month before; null when there was none. */
  protected changeOf(row: PayrollRowView): string | null {
    if (row.previous_total_usd === null) return null;
    const change = row.forecast_usd - row.previous_total_usd;
    const sign = change < 0 ? '−' : '+';
    return Math.abs(change) < SMALLEST_CHANGE_USD
      ? 'as last month'
      : `${sign}${formatMoney(Math.abs(change), this.moneyDisplay())} to last month`;
  }

  /** Overtime is offered where the budget is about to end or has ended; elsewhere it is on the employee's page. */
  protected mayGrant(row: PayrollRowView): boolean {
    const isTight = row.budget_status === 'warning' || row.budget_status === 'exceeded';
    return isTight && this.tenant.can('agents:write');
  }

  protected async grant(row: PayrollRowView): Promise<void> {
    const { agent_id: agentId, name, budget_effective_limit_usd: limitUsd, budget_resets_in_days: resetsInDays } = row;
    if (limitUsd === null || resetsInDays === null) return;
    if (await this.overtime.offer({ agentId, name, limitUsd, overtimeUsd: row.budget_overtime_usd, resetsInDays }))
      this.changed.emit();
  }

  protected sortBy(column: Column): void {
    const { column: current, direction } = this.sort();
    const first = column.isNumber ? 'desc' : 'asc';
    const opposite = direction === 'asc' ? 'desc' : 'asc';
    this.sort.set({ column: column.key, direction: current === column.key ? opposite : first });
  }

  protected sortByKey(event: Event): void {
    const column = COLUMNS.find(({ key }) => key === (event.target as HTMLSelectElement).value);
    if (column) this.sort.set({ column: column.key, direction: column.isNumber ? 'desc' : 'asc' });
  }

  protected ariaSort(column: Column): 'ascending' | 'descending' | null {
    const { column: current, direction } = this.sort();
    if (current !== column.key) return null;
    return direction === 'asc' ? 'ascending' : 'descending';
  }
}
