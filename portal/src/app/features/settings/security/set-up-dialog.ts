import { Component, ElementRef, computed, effect, inject, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { SecondFactorSetUpView } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { SubmitResult, formProblems } from '../../../core/errors/form-problems';
import { PasswordField } from '../../../core/forms/password-field';
import { CodeField } from './code-field';
import { CopyButton } from './copy-button';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';
import { TwoStepStore } from './two-step-store';

/** Turns two-step sign-in on: the password, the app, the recovery codes. It closes with true once it is on. */
@Component({
  selector: 'app-set-up-dialog',
  imports: [
    CodeField,
    CopyButton,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    PasswordField,
    QrCode,
    RecoveryCodes,
  ],
  templateUrl: './set-up-dialog.html',
  styleUrl: './two-step-dialog.scss',
})
export class SetUpDialog {
  private readonly store = inject(TwoStepStore);
  private readonly dialog = inject<MatDialogRef<SetUpDialog, boolean>>(MatDialogRef);

  protected readonly setUp = signal<SecondFactorSetUpView | null>(null);
  protected readonly codes = signal<readonly string[]>([]);
  /** As apps show it and people type it. */
  protected readonly secretInGroups = computed(() => this.setUp()?.secret.match(/.{4}/g)?.join(' ') ?? '');

  protected readonly password = signal({ password: '' });
  protected readonly passwordForm = form(
    this.password,
    (path) => {
      required(path.password, { message: 'Enter your password' });
    },
    { submission: { action: () => this.start() } },
  );
  protected readonly code = signal({ code: '' });
  protected readonly codeForm = form(
    this.code,
    (path) => {
      required(path.code, { message: 'Enter the code that the app shows' });
    },
    { submission: { action: () => this.confirm() } },
  );
  protected readonly formError = computed(
    () => [...this.passwordForm().errors(), ...this.codeForm().errors()][0]?.message ?? '',
  );

  private readonly codeField = viewChild(CodeField);
  private readonly lastTitle = viewChild<ElementRef<HTMLElement>>('lastTitle');

  constructor() {
    // What was focused goes with its step; whoever listens is led to the next.
    effect(() => this.codeField()?.focus());
    effect(() => this.lastTitle()?.nativeElement.focus());
  }

  protected finish(): void {
    this.dialog.close(true);
  }

  private async start(): Promise<SubmitResult> {
    try {
      this.setUp.set(await this.store.start(this.password().password));
      this.password.set({ password: '' });
    } catch (error) {
      return formProblems(error, this.passwordForm);
    }
    return null;
  }

  private async confirm(): Promise<SubmitResult> {
    try {
      this.codes.set(await this.store.confirm(this.code().code));
      // From here on it is on, and the codes are seen this once: only a choice closes the dialog.
      this.dialog.disableClose = true;
    } catch (error) {
      return formProblems(error, this.codeForm);
    }
    return null;
  }
}
