import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField, FormRoot, disabled, form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { ErrorState, MoneyDisplay, Notice, Skeleton, formatMoney } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { TenantsApi } from '../../core/api/tenants-api';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { TimeZoneField } from '../../core/forms/time-zone-field';
import { isTimeZone } from '../../core/forms/time-zones';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { Session } from '../../core/session/session';

interface BusinessForm {
  readonly name: string;
  readonly time_zone: string;
  readonly currency_display: MoneyDisplay;
}

const DISPLAYS: readonly MoneyDisplay[] = ['symbol', 'code', 'name'];
const SAMPLE_USD = 49;

/** Name, time zone and way of writing money of the business. */
@Component({
  selector: 'app-business-settings',
  imports: [
    ErrorState,
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    Skeleton,
    TimeZoneField,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './business-settings.html',
  styleUrl: './settings-section.scss',
})
export class BusinessSettings {
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);
  protected readonly tenant = inject(CurrentTenant);

  protected readonly firstError = firstError;
  protected readonly displays = DISPLAYS.map((value) => ({ value, sample: formatMoney(SAMPLE_USD, value) }));
  protected readonly canEdit = computed(() => this.tenant.can('tenant:update'));
  protected readonly model = signal<BusinessForm>({ name: '', time_zone: '', currency_display: 'symbol' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'Enter the name of the business' });
      maxLength(path.name, 120, { message: 'At most 120 characters' });
      validate(path.time_zone, ({ value }) =>
        isTimeZone(value()) ? null : { kind: 'time_zone', message: 'Choose a time zone from the list' },
      );
      disabled(path, { when: () => !this.canEdit() });
    },
    { submission: { action: () => this.save() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly hasChanges = computed(() => {
    const stored = this.tenant.details.value();
    const { name, time_zone, currency_display } = this.model();
    return stored?.name !== name || stored.time_zone !== time_zone || stored.currency_display !== currency_display;
  });

  constructor() {
    effect(() => {
      const stored = this.tenant.details.value();
      if (stored) {
        const { name, time_zone, currency_display } = stored;
        untracked(() => {
          this.form().reset({ name, time_zone, currency_display });
        });
      }
    });
  }

  private async save(): Promise<SubmitResult> {
    try {
      this.tenant.details.set(await this.api.update(this.tenant.id(), this.model()));
    } catch (error) {
      return formProblems(error, this.form);
    }
    await this.session.reload().catch(() => null);
    await this.messages.say('Saved.');
    return null;
  }
}
