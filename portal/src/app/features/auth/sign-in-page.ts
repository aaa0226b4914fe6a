import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, email, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { SessionView } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { AuthApi } from '../../core/api/auth-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { Problem } from '../../core/errors/problem';
import { safeReturnUrl } from '../../core/session/return-url';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Session } from '../../core/session/session';
import { homeUrl } from '../../core/session/session.guards';
import { AuthFrame } from './auth-frame';
import { Countdown } from './countdown';
import { PasswordField } from '../../core/forms/password-field';
import { SecondStep } from './second-step';

const DEFAULT_PAUSE_SECONDS = 60;

/** Signs a person in, with a code besides where they want that, and takes them back to where they were going. */
@Component({
  selector: 'app-sign-in-page',
  imports: [
    AuthFrame,
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    Notice,
    PasswordField,
    RouterLink,
    SecondStep,
  ],
  providers: [Countdown, provideFormDefaults()],
  templateUrl: './sign-in-page.html',
  styleUrl: './form-page.scss',
})
export class SignInPage {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly countdown = inject(Countdown);

  readonly return_url = input<string>();
  readonly expired = input<string>();

  protected readonly firstError = firstError;
  /** There while a code is still missing. */
  protected readonly challenge = signal('');
  protected readonly credentials = signal({ email: '', password: '' });
  protected readonly form = form(
    this.credentials,
    (path) => {
      required(path.email, { message: 'Enter your work e-mail' });
      email(path.email, { message: 'This is not an e-mail address yet' });
      required(path.password, { message: 'Enter your password' });
    },
    { submission: { action: () => this.signIn() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');

  private async signIn(): Promise<SubmitResult> {
    try {
      const outcome = await this.api.signIn(this.credentials());
      if ('challenge' in outcome) this.challenge.set(outcome.challenge);
      else await this.enter(outcome);
    } catch (error) {
      return this.explain(error);
    }
    return null;
  }

  protected async enter(session: SessionView): Promise<void> {
    this.session.begin(session);
    await this.router.navigateByUrl(safeReturnUrl(this.return_url()) ?? homeUrl(this.router, this.session));
  }

  /** Back to the password, which is not kept. */
  protected startAgain(): void {
    this.credentials.update(({ email: address }) => ({ email: address, password: '' }));
    this.form().reset();
    this.challenge.set('');
  }

  private explain(error: unknown): SubmitResult {
    if (error instanceof Problem && error.status === 429) {
      this.countdown.start(error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS);
      return null;
    }
    if (error instanceof Problem && error.code === 'invalid_credentials') {
      const message = 'E-mail and password do not match an account. Check both, or sign up if you are new here.';
      return { kind: 'server', message };
    }
    return formProblems(error, this.form);
  }
}
