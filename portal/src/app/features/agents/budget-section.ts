import { Component, computed, inject, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AtLimit } from '@konstruct/api-client';
import { firstError } from '../../core/errors/form-problems';
import { DesignerDraft, fallbackName } from './agent-draft';
import { DesignerCatalog } from './designer-catalog';
import { priceWords } from './model-words';

const CHOICES: readonly { readonly value: AtLimit; readonly label: string; readonly meaning: string }[] = [
  {
    value: 'alert_only',
    label: 'Keep answering and tell me',
    meaning: 'Costs go on beyond the budget; you get one notice.',
  },
  {
    value: 'cheaper_model',
    label: 'Go on with a cheaper model',
    meaning: 'Answers get simpler, and much cheaper, until the month ends.',
  },
  { value: 'stop', label: 'Stop until next month', meaning: 'People get the out-of-office text instead of silence.' },
];

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
  ],
  templateUrl: './budget-section.html',
  styleUrls: ['./section.scss', './budget-section.scss'],
})
export class BudgetSection {
  private readonly catalog = inject(DesignerCatalog);

  readonly form = input.required<FieldTree<DesignerDraft>>();

  protected readonly firstError = firstError;
  protected readonly priceWords = priceWords;
  protected readonly choices = CHOICES;
  protected readonly needsFallback = computed(() => this.form().at_limit().value() === 'cheaper_model');
  /** What to do at the limit only matters with one; a choice made earlier stays visible, since it is still checked. */
  protected readonly asksAtLimit = computed(
    () => this.form().budget_limit_usd().value() !== null || this.form().at_limit().value() !== 'alert_only',
  );
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
