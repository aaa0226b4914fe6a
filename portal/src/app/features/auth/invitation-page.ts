import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, form, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Notice } from '@konstruct/ui';
import { AuthApi } from '../../core/api/auth-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Session } from '../../core/session/session';
import { AuthFrame } from './auth-frame';
import { PasswordField } from '../../core/forms/password-field';
import { MINIMUM_PASSWORD_LENGTH } from '../../core/forms/password-strength';

/** Accepts an invitation: with one press for someone signed in, with name and password for someone new. */
@Component({
  selector: 'app-invitation-page',
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
  ],
  providers: [provideFormDefaults()],
  templateUrl: './invitation-page.html',
  styleUrl: './form-page.scss',
})
export class InvitationPage {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  readonly token = input.required<string>();

  protected readonly user = this.session.user;
  protected readonly isReady = signal(false);
  protected readonly firstError = firstError;
  protected readonly model = signal({ name: '', password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      const isNew = () => this.user() === null;
      required(path.name, { message: 'Enter your name', when: isNew });
      required(path.password, { message: 'Choose a password', when: isNew });
      minLength(path.password, MINIMUM_PASSWORD_LENGTH, { message: 'At least 12 characters', when: isNew });
    },
    { submission: { action: () => this.accept() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');

  constructor() {
    const show = () => this.isReady.set(true);
    this.session.ensureLoaded().then(show, show);
  }

  private async accept(): Promise<SubmitResult> {
    const known = new Set(this.session.memberships().map((membership) => membership.tenant_id));
    try {
      const who = this.user() ? {} : this.model();
      this.session.begin(await this.api.acceptInvitation({ token: this.token(), ...who }));
    } catch (error) {
      return formProblems(error, this.form);
    }
    const joined = this.session.memberships().find((membership) => !known.has(membership.tenant_id));
    await this.router.navigateByUrl(joined ? `/t/${joined.tenant_id}/payroll` : '/');
    return null;
  }
}
