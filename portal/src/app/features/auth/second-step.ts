import {
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { SessionView } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { AuthApi } from '../../core/api/auth-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { Problem } from '../../core/errors/problem';
import { AuthFrame } from './auth-frame';
import { Countdown } from './countdown';

const DEFAULT_PAUSE_SECONDS = 60;

/** The second step of signing in: a code of the authenticator app, or a recovery code for whoever has no phone at hand. */
@Component({
  selector: 'app-second-step',
  imports: [AuthFrame, FormField, FormRoot, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, Notice],
  providers: [Countdown],
  templateUrl: './second-step.html',
  styleUrl: './form-page.scss',
})
export class SecondStep {
  private readonly api = inject(AuthApi);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly countdown = inject(Countdown);

  readonly challenge = input.required<string>();
  readonly passed = output<SessionView>();
  readonly abandoned = output();

  protected readonly firstError = firstError;
  protected readonly isRecovery = signal(false);
  protected readonly hasExpired = signal(false);
  protected readonly model = signal({ code: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.code, { message: 'Enter the code' });
    },
    { submission: { action: () => this.submit() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected switchKind(): void {
    this.isRecovery.update((isRecovery) => !isRecovery);
    this.model.set({ code: '' });
    this.form().reset();
    this.field().nativeElement.focus();
  }

  private async submit(): Promise<SubmitResult> {
    try {
      this.passed.emit(await this.api.completeSignIn({ challenge: this.challenge(), code: this.model().code }));
      return null;
    } catch (error) {
      return this.explain(error);
    }
  }

  private explain(error: unknown): SubmitResult {
    if (error instanceof Problem && error.status === 429) {
      this.countdown.start(error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS);
      return null;
    }
    if (error instanceof Problem && error.code === 'sign_in_expired') {
      this.hasExpired.set(true);
      return null;
    }
    if (error instanceof Problem && error.code === 'second_factor_refused') {
      return { kind: 'server', message: this.refusal(), fieldTree: this.form.code };
    }
    return formProblems(error, this.form);
  }

  private refusal(): string {
    return this.isRecovery()
      ? 'This is none of your recovery codes, or it was used before.'
      : 'This code is not valid. Each works once and for half a minute: wait for the next one.';
  }
}
