import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BudgetBar, MONEY_DISPLAY } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { BudgetOutlook, outlookInWords, resetsIn } from './budget-words';

/** The budget of the business in one line, for pages that are about more. Nothing where there is none. */
@Component({
  selector: 'app-budget-strip',
  imports: [BudgetBar, RouterLink],
  template: `
    @if (outlook(); as budget) {
      @if (budget.limit_usd !== null) {
        <div class="k-card strip">
          <a [routerLink]="['/t', tenant.id(), 'budgets']">Budget of the business</a>
          <k-budget-bar
            label="Budget of the business used this month"
            [limitUsd]="budget.effective_limit_usd"
            [percent]="budget.percent"
            [state]="budget.status"
          />
          <span class="words">{{ words() }}</span>
        </div>
      }
    }
  `,
  styles: `
    .strip {
      display: grid;
      grid-template-columns: auto minmax(104px, 240px) minmax(0, 1fr);
      gap: 8px 24px;
      align-items: center;
      margin-bottom: 24px;
      padding: 12px 24px;

      @media (max-width: 839.98px) {
        grid-template-columns: minmax(0, 1fr);
        padding: 16px;
      }
    }
    a {
      color: inherit;
      font-weight: 550;
    }
    .words {
      font-size: 12px;
      line-height: 16px;
      color: var(--k-text-muted);
    }
  `,
})
export class BudgetStrip {
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  protected readonly tenant = inject(CurrentTenant);

  readonly outlook = input.required<BudgetOutlook | null | undefined>();

  protected readonly words = computed(() => {
    const outlook = this.outlook();
    if (!outlook) return '';
    return `${outlookInWords(outlook, this.moneyDisplay())} · ${resetsIn(outlook.resets_in_days)}`;
  });
}
