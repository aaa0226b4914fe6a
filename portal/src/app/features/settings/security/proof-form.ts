import { Component, computed, input, output, signal } from '@angular/core';
import { FormRoot, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent } from '@angular/material/dialog';
import type { ProveSecondFactorRequest } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { SubmitResult, formProblems } from '../../../core/errors/form-problems';
import { PasswordField } from '../../../core/forms/password-field';
import { CodeField } from './code-field';

/** Asks for password and code before something is done with two-step sign-in; what it says above them is projected. */
@Component({
  selector: 'app-proof-form',
  imports: [CodeField, FormRoot, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, Notice, PasswordField],
  template: `
    <form [formRoot]="form" [attr.aria-label]="label()">
      <mat-dialog-content>
        @if (formError()) {
          <k-notice tone="danger">{{ formError() }}</k-notice>
        }
        <ng-content />
        <app-password-field [field]="form.password" />
        <app-code-field [field]="form.code" [orRecovery]="true" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close [disabled]="form().submitting()">Cancel</button>
        <button matButton="filled" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Checking…' : label() }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: './two-step-dialog.scss',
})
export class ProofForm<T> {
  /** The words of the button. */
  readonly label = input.required<string>();
  /** What is done with the proof. */
  readonly action = input.required<(proof: ProveSecondFactorRequest) => Promise<T>>();
  readonly done = output<T>();

  protected readonly model = signal<ProveSecondFactorRequest>({ password: '', code: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.password, { message: 'Enter your password' });
      required(path.code, { message: 'Enter a code' });
    },
    { submission: { action: () => this.submit() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');

  private async submit(): Promise<SubmitResult> {
    try {
      this.done.emit(await this.action()(this.model()));
    } catch (error) {
      return formProblems(error, this.form);
    }
    return null;
  }
}
