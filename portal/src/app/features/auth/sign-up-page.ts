import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, email, form, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { SignUpRequest } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { AuthApi } from '../../core/api/auth-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { Problem } from '../../core/errors/problem';
import { TimeZoneField } from '../../core/forms/time-zone-field';
import { isTimeZone } from '../../core/forms/time-zones';
import { browserTimeZone } from '../../core/session/current-tenant';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Session } from '../../core/session/session';
import { homeUrl } from '../../core/session/session.guards';
import { AuthFrame } from './auth-frame';
import { PasswordField } from '../../core/forms/password-field';
import { MINIMUM_PASSWORD_LENGTH } from '../../core/forms/password-strength';

/** Signs up a person and their business in one form; the wizard follows. */
@Component({
  selector: 'app-sign-up-page',
  imports: [
    AuthFrame,
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Notice,
    PasswordField,
    RouterLink,
    TimeZoneField,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './sign-up-page.html',
  styleUrl: './form-page.scss',
})
export class SignUpPage {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly firstError = firstError;
  protected readonly model = signal<SignUpRequest>({
    name: '',
    email: '',
    password: '',
    business_name: '',
    time_zone: browserTimeZone(),
  });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'Enter your name' });
      maxLength(path.name, 100, { message: 'At most 100 characters' });
      required(path.email, { message: 'Enter your work e-mail' });
      email(path.email, { message: 'This is not an e-mail address yet' });
      required(path.password, { message: 'Choose a password' });
      minLength(path.password, MINIMUM_PASSWORD_LENGTH, { message: 'At least 12 characters' });
      required(path.business_name, { message: 'Enter the name of your business' });
      maxLength(path.business_name, 100, { message: 'At most 100 characters' });
      validate(path.time_zone, ({ value }) =>
        isTimeZone(value()) ? null : { kind: 'time_zone', message: 'Choose a time zone from the list' },
      );
    },
    { submission: { action: () => this.signUp() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly isTaken = computed(() => this.form.email().getError('taken') !== undefined);

  private async signUp(): Promise<SubmitResult> {
    try {
      this.session.begin(await this.api.signUp(this.model()));
    } catch (error) {
      return this.explain(error);
    }
    await this.router.navigateByUrl(homeUrl(this.router, this.session));
    return null;
  }

  private explain(error: unknown): SubmitResult {
    if (error instanceof Problem && error.code === 'email_taken') {
      const message = 'This e-mail already has an account. Sign in instead.';
      return { kind: 'taken', message, fieldTree: this.form.email };
    }
    return formProblems(error, this.form);
  }
}
