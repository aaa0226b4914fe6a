import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { EMPLOYEE_CHOICES } from '../../core/budgets/at-limit-choices';
import { BudgetOutlookPane } from '../../core/budgets/budget-outlook';
import { resetsIn } from '../../core/budgets/budget-words';
import { BudgetsStore } from '../../core/budgets/budgets-store';
import { CurrentTenant } from '../../core/session/current-tenant';
import { formatTime } from '../../core/time/format-time';
import { BusinessBudget } from './business-budget';

/** What the business and each employee may cost a month, and when it runs out. */
@Component({
  selector: 'app-budgets-page',
  imports: [
    BudgetOutlookPane,
    BusinessBudget,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
  ],
  providers: [BudgetsStore],
  templateUrl: './budgets-page.html',
  styleUrl: './budgets-page.scss',
})
export class BudgetsPage {
  protected readonly store = inject(BudgetsStore);
  protected readonly tenant = inject(CurrentTenant);

  protected readonly intro = computed(() => {
    const business = this.store.budgets()?.business;
    if (!business) return 'What language models may cost a month.';
    const date = formatTime(business.resets_at, 'date', this.tenant.timeZone());
    return `What language models may cost a month, on top of seats. ${resetsIn(business.resets_in_days)}, on ${date}.`;
  });
  /** Those nearest to their limit first, then those without one. */
  protected readonly employees = computed(() =>
    [...(this.store.budgets()?.items ?? [])].sort(
      (a, b) => (b.percent ?? -1) - (a.percent ?? -1) || a.agent_name.localeCompare(b.agent_name, 'en'),
    ),
  );

  protected atLimitWords(atLimit: string): string {
    return EMPLOYEE_CHOICES.find(({ value }) => value === atLimit)?.label ?? '';
  }
}
