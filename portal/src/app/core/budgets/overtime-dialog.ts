import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, max, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { BudgetStandingView } from '@konstruct/api-client';
import { MONEY_DISPLAY, Money, Notice, formatMoney } from '@konstruct/ui';
import { BudgetsApi } from '../api/budgets-api';
import { SubmitResult, firstError, formProblems } from '../errors/form-problems';
import { provideFormDefaults } from '../layout/form-defaults';
import { CurrentTenant } from '../session/current-tenant';
import { OvertimeOffer } from './overtime';

const USUAL_USD = 20;
const LARGEST_USD = 10_000;

/** Says what overtime does before it is granted: this month's limit rises, and next month is as before. */
@Component({
  selector: 'app-overtime-dialog',
  imports: [
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatPrefix,
    Money,
    Notice,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './overtime-dialog.html',
  styleUrl: './overtime-dialog.scss',
})
export class OvertimeDialog {
  private readonly api = inject(BudgetsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly dialog = inject<MatDialogRef<OvertimeDialog, BudgetStandingView>>(MatDialogRef);
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  protected readonly offer = inject<OvertimeOffer>(MAT_DIALOG_DATA);

  protected readonly whom = this.offer.agentId === null ? 'the whole business' : this.offer.name;
  protected readonly firstError = firstError;
  protected readonly model = signal<{ amount_usd: number | null }>({ amount_usd: USUAL_USD });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.amount_usd, { message: 'Enter an amount' });
      min(path.amount_usd, 0.01, { message: 'At least one cent' });
      max(path.amount_usd, LARGEST_USD, { message: 'At most $10,000 at once' });
    },
    { submission: { action: () => this.grant() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly amount = computed(() => {
    const amount = this.model().amount_usd;
    return amount !== null && this.form().valid() ? amount : 0;
  });
  protected readonly confirmWords = computed(() => {
    if (this.form().submitting()) return 'Granting…';
    return this.amount() ? `Give ${formatMoney(this.amount(), this.moneyDisplay())} of overtime` : 'Give overtime';
  });

  private async grant(): Promise<SubmitResult> {
    const { agentId, overtimeUsd } = this.offer;
    const request = { agent_id: agentId, amount_usd: this.amount(), granted_so_far_usd: overtimeUsd };
    try {
      this.dialog.close(await this.api.grantOvertime(this.tenant.id(), request));
    } catch (error) {
      return formProblems(error, this.form);
    }
    return null;
  }
}
