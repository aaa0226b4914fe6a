import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Notice } from '@konstruct/ui';
import { TenantsApi } from '../../core/api/tenants-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { TimeZoneField } from '../../core/forms/time-zone-field';
import { isTimeZone } from '../../core/forms/time-zones';
import { browserTimeZone } from '../../core/session/current-tenant';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Session } from '../../core/session/session';
import { AuthFrame } from './auth-frame';

/** Adds a further business to an account; its wizard follows. */
@Component({
  selector: 'app-add-business-page',
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
    RouterLink,
    TimeZoneField,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './add-business-page.html',
  styleUrl: './form-page.scss',
})
export class AddBusinessPage {
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly firstError = firstError;
  protected readonly model = signal({ name: '', time_zone: browserTimeZone() });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'Enter the name of the business' });
      maxLength(path.name, 100, { message: 'At most 100 characters' });
      validate(path.time_zone, ({ value }) =>
        isTimeZone(value()) ? null : { kind: 'time_zone', message: 'Choose a time zone from the list' },
      );
    },
    { submission: { action: () => this.add() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');

  private async add(): Promise<SubmitResult> {
    try {
      const tenant = await this.api.create(this.model());
      await this.session.reload();
      await this.router.navigate(['/t', tenant.id, 'onboarding']);
      return null;
    } catch (error) {
      return formProblems(error, this.form);
    }
  }
}
