import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, max, min, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { MODEL_PROVIDERS, ModelProvider, addMonths, isLocalMonth, localMonthOf } from '@konstruct/contracts';
import { Icon, Notice } from '@konstruct/ui';
import { ReconciliationApi } from '../../core/api/reconciliation-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { Problem, toProblem } from '../../core/errors/problem';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';

interface StatementModel {
  readonly provider: ModelProvider;
  readonly month: string;
  readonly total_usd: number | null;
}

/** What the API takes, with room for the rest of the request. */
const LARGEST_FILE = 1_900_000;
const LARGEST_USD = 1_000_000;

/** Takes an export of a provider as a file, or the total of its invoice, and opens what came of the comparison. */
@Component({
  selector: 'app-statement-form',
  imports: [
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatPrefix,
    MatSelect,
    Notice,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './statement-form.html',
  styleUrl: './statement-form.scss',
})
export class StatementForm {
  private readonly api = inject(ReconciliationApi);
  private readonly router = inject(Router);
  private readonly tenant = inject(CurrentTenant);

  protected readonly firstError = firstError;
  protected readonly providers = MODEL_PROVIDERS.map((value) => ({ value, name: providerName(value) }));
  protected readonly kind = signal<'export' | 'invoice'>('export');
  protected readonly file = signal<File | null>(null);
  protected readonly fileProblem = signal('');
  /** What is wrong with the file, line by line. */
  protected readonly refused = signal<Problem | null>(null);
  /** Providers bill by months in UTC; the last one that is over comes first. */
  protected readonly thisMonth = localMonthOf(new Date(), 'UTC');
  protected readonly model = signal<StatementModel>({
    provider: 'openai',
    month: addMonths(this.thisMonth, -1),
    total_usd: null,
  });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.month, ({ value }) =>
        this.kind() === 'export' || (isLocalMonth(value()) && value() <= this.thisMonth)
          ? null
          : { kind: 'month', message: 'Choose a month that has begun' },
      );
      required(path.total_usd, { message: 'Enter the total', when: () => this.kind() === 'invoice' });
      min(path.total_usd, 0, { message: 'A total cannot be negative' });
      max(path.total_usd, LARGEST_USD, { message: 'At most $1,000,000' });
    },
    { submission: { action: () => this.compare() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly submitWords = computed(() => (this.form().submitting() ? 'Comparing…' : 'Compare'));

  protected choose(event: Event): void {
    const file = (event.target as HTMLInputElement).files?.[0] ?? null;
    this.refused.set(null);
    this.file.set(file);
    this.fileProblem.set(
      file && file.size > LARGEST_FILE
        ? 'The file is larger than 1.9 MB. Export a shorter time, such as one month.'
        : '',
    );
  }

  private async compare(): Promise<SubmitResult> {
    this.refused.set(null);
    try {
      const compared = await (this.kind() === 'export' ? this.compareFile() : this.compareInvoice());
      if (compared) await this.router.navigate(['/t', this.tenant.id(), 'usage', 'reconciliations', compared.id]);
      return null;
    } catch (error) {
      const problem = toProblem(error);
      if (this.kind() === 'invoice' || problem.fields.length === 0) return formProblems(problem, this.form);
      this.refused.set(problem);
      return null;
    }
  }

  private async compareFile(): Promise<{ id: string } | null> {
    const file = this.file();
    if (!file) this.fileProblem.set('Choose the file that the provider exported');
    if (!file || this.fileProblem()) return null;
    const content = await file.text();
    const { provider } = this.model();
    return this.api.compareExport(this.tenant.id(), { provider, file_name: file.name, content });
  }

  private async compareInvoice(): Promise<{ id: string }> {
    const { provider, month, total_usd } = this.model();
    return this.api.compareInvoice(this.tenant.id(), { provider, month, total_usd: total_usd ?? 0 });
  }
}
