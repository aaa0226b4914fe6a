import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { FormField, FormRoot, disabled, form, max, min } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { RouterLink } from '@angular/router';
import type { AtLimit, BusinessBudgetView } from '@konstruct/api-client';
import { Confirm, MONEY_DISPLAY, Notice } from '@konstruct/ui';
import { BUSINESS_CHOICES } from '../../core/budgets/at-limit-choices';
import { BudgetOutlookPane } from '../../core/budgets/budget-outlook';
import { belowSpentInWords } from '../../core/budgets/budget-words';
import { BudgetsStore } from '../../core/budgets/budgets-store';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';

interface BudgetForm {
  readonly limit_usd: number | null;
  readonly at_limit: AtLimit;
}

const LARGEST_USD = 1_000_000;

/** The budget of the whole business: how it stands, and the form that sets it. */
@Component({
  selector: 'app-business-budget',
  imports: [
    BudgetOutlookPane,
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatPrefix,
    MatRadioButton,
    MatRadioGroup,
    Notice,
    RouterLink,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './business-budget.html',
  styleUrls: ['../../core/budgets/at-limit-choice.scss', './business-budget.scss'],
})
export class BusinessBudget {
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  protected readonly store = inject(BudgetsStore);
  protected readonly tenant = inject(CurrentTenant);

  readonly budget = input.required<BusinessBudgetView>();

  protected readonly firstError = firstError;
  protected readonly choices = BUSINESS_CHOICES;
  protected readonly canEdit = computed(() => this.tenant.can('agents:write'));
  /** What is stored, as the form shows it: the limit without this month's overtime. */
  private readonly stored = computed<BudgetForm>(() => storedOf(this.budget()), { equal: isSame });
  protected readonly model = linkedSignal<BudgetForm>(() => this.stored());
  protected readonly form = form(
    this.model,
    (path) => {
      min(path.limit_usd, 0.01, { message: 'At least one cent; empty means no limit' });
      max(path.limit_usd, LARGEST_USD, { message: 'At most $1,000,000' });
      disabled(path, { when: () => !this.canEdit() });
    },
    { submission: { action: () => this.save() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly hasChanges = computed(() => !isSame(this.model(), this.stored()));
  protected readonly warning = computed(() =>
    this.hasChanges() ? belowSpentInWords(this.model().limit_usd, this.budget(), this.moneyDisplay()) : '',
  );

  private async save(): Promise<SubmitResult> {
    const { limit_usd, at_limit } = this.model();
    if (this.warning() && !(await this.confirmLowering(at_limit))) return null;
    try {
      await this.store.setBusinessBudget({ limit_usd, at_limit });
    } catch (error) {
      return formProblems(error, this.form);
    }
    await this.messages.say(
      limit_usd === null ? 'The business has no limit any more.' : 'The budget holds from the next reply on.',
    );
    return null;
  }

  private confirmLowering(atLimit: AtLimit): Promise<boolean> {
    const then = {
      alert_only: 'Employees go on, and you are told.',
      cheaper_model: 'Employees use their cheaper models from the next reply on.',
      stop: 'All employees stop with the next message and send their out-of-office text.',
    }[atLimit];
    return this.confirm.ask({
      title: 'Set a limit below what is spent?',
      text: `${this.warning()} ${then}`,
      confirmLabel: 'Set it',
      isDestructive: atLimit === 'stop',
    });
  }
}

function storedOf({ limit_usd, at_limit }: BusinessBudgetView): BudgetForm {
  return { limit_usd, at_limit };
}

function isSame(left: BudgetForm, right: BudgetForm): boolean {
  return left.limit_usd === right.limit_usd && left.at_limit === right.at_limit;
}
