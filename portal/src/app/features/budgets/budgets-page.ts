import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { EmptyState, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { EMPLOYEE_CHOICES } from '../../core/budgets/at-limit-choices';
import { BudgetOutlookPane } from '../../core/budgets/budget-outlook';
import { resetsIn } from '../../core/budgets/budget-words';
import { Overtime } from '../../core/budgets/overtime';
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
  private readonly router = inject(Router);
  private readonly overtimes = inject(Overtime);
  protected readonly store = inject(BudgetsStore);
  protected readonly tenant = inject(CurrentTenant);

  /** Whose overtime a notice asks for, by the id of the employee, or `business`. */
  readonly overtime = input<string>();

  protected readonly mayNotGrant = computed(() => this.overtime() !== undefined && !this.tenant.can('agents:write'));
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

  constructor() {
    effect(() => {
      const [wanted, isLoaded] = [this.overtime(), this.store.budgets() !== undefined];
      if (wanted && isLoaded && !this.mayNotGrant()) untracked(() => void this.offerOvertime(wanted));
    });
  }

  /** The address is tidied first, so that going back does not ask again. */
  private async offerOvertime(wanted: string): Promise<void> {
    await this.router.navigate([], { queryParams: { overtime: null }, queryParamsHandling: 'merge', replaceUrl: true });
    const own = this.store.budgetOf(wanted);
    const budget = own ?? (wanted === 'business' ? this.store.budgets()?.business : undefined);
    if (budget?.effective_limit_usd == null) return;
    const offer = {
      agentId: own?.agent_id ?? null,
      name: own?.agent_name ?? 'The business',
      limitUsd: budget.effective_limit_usd,
      overtimeUsd: budget.overtime_usd,
      resetsInDays: budget.resets_in_days,
    };
    if (await this.overtimes.offer(offer)) await this.store.refresh();
  }

  protected atLimitWords(atLimit: string): string {
    return EMPLOYEE_CHOICES.find(({ value }) => value === atLimit)?.label ?? '';
  }
}
