import { Component, computed, inject, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { MONEY_DISPLAY, Notice } from '@konstruct/ui';
import { EMPLOYEE_CHOICES } from '../../core/budgets/at-limit-choices';
import { belowAnswerInWords, belowSpentInWords } from '../../core/budgets/budget-words';
import { BudgetsStore } from '../../core/budgets/budgets-store';
import { firstError } from '../../core/errors/form-problems';
import { DesignerDraft, fallbackName } from './agent-draft';
import { DesignerCatalog } from './designer-catalog';
import { longestReplyUsd, priceWords } from './model-words';

/** What the employee may cost and what happens when it cannot answer. */
@Component({
  selector: 'app-budget-section',
  imports: [
    FormField,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatPrefix,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    Notice,
  ],
  templateUrl: './budget-section.html',
  styleUrls: ['./section.scss', '../../core/budgets/at-limit-choice.scss'],
})
export class BudgetSection {
  private readonly catalog = inject(DesignerCatalog);
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  /** Only on the page of an employee that has spent something already. */
  private readonly budgets = inject(BudgetsStore, { optional: true });

  readonly form = input.required<FieldTree<DesignerDraft>>();
  /** The employee in the form; null for one who is about to be hired. */
  readonly agentId = input<string | null>(null);

  protected readonly firstError = firstError;
  protected readonly priceWords = priceWords;
  protected readonly choices = EMPLOYEE_CHOICES;
  protected readonly needsFallback = computed(() => this.form().at_limit().value() === 'cheaper_model');
  /** What to do at the limit only matters with one; a choice made earlier stays visible, since it is still checked. */
  protected readonly asksAtLimit = computed(
    () => this.form().budget_limit_usd().value() !== null || this.form().at_limit().value() !== 'alert_only',
  );
  /** A limit below what is spent, or what one answer may cost, is allowed, and said. */
  protected readonly warning = computed(() => {
    const budget = this.budgets?.budgetOf(this.agentId() ?? '');
    const limit = this.form().budget_limit_usd().value();
    const spent = budget ? belowSpentInWords(limit, budget, this.moneyDisplay()) : '';
    return spent || belowAnswerInWords(limit, this.answerUsd(), this.moneyDisplay());
  });
  /** What an answer may cost; nothing where it is given in any case. */
  private readonly answerUsd = computed(() => {
    const { provider, model, max_reply_tokens, instructions, at_limit } = this.form()().value();
    if (at_limit === 'alert_only') return 0;
    return longestReplyUsd(this.catalog.find(provider, model), max_reply_tokens, instructions);
  });
  /** Every other model that can be used, cheapest first. */
  protected readonly fallbacks = computed(() => {
    const [provider, model] = [this.form().provider().value(), this.form().model().value()];
    return this.catalog
      .models()
      .filter((candidate) => candidate.is_available && !(candidate.provider === provider && candidate.model === model))
      .sort((a, b) => (a.output_usd_per_million ?? Infinity) - (b.output_usd_per_million ?? Infinity))
      .map((candidate) => ({ value: fallbackName(candidate, provider), model: candidate }));
  });
}
