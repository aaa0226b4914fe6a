import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ConnectionView, WhatsappCheck } from '@konstruct/api-client';
import { Icon, Notice } from '@konstruct/ui';
import { WhatsappApi } from '../api/whatsapp-api';
import { SubmitResult, firstError, formProblems } from '../errors/form-problems';
import { provideFormDefaults } from '../layout/form-defaults';
import { SystemInfo } from '../layout/system-info';
import { CurrentTenant } from '../session/current-tenant';
import { PageSketchView } from './page-sketch';
import { WhatsappChecklist } from './whatsapp-checklist';
import { WhatsappChecksStore, known, type WhatsappFields } from './whatsapp-checks-store';
import { FIELD_GUIDES, type WhatsappFieldName } from './whatsapp-field-guide';

/** As long as somebody types, nobody is asked. */
const PAUSE_MS = 500;
const DIGITS = /^\s*\d{1,32}\s*$/;
const NAMES = FIELD_GUIDES.map(({ name }) => name);

/** Connects a WhatsApp number: four fields, where each is found, and beside them what Meta says to what is entered so far. */
@Component({
  selector: 'app-whatsapp-connect-form',
  imports: [
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Notice,
    PageSketchView,
    WhatsappChecklist,
  ],
  providers: [WhatsappChecksStore, provideFormDefaults()],
  templateUrl: './whatsapp-connect-form.html',
  styleUrl: './whatsapp-connect-form.scss',
})
export class WhatsappConnectForm {
  private readonly api = inject(WhatsappApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly sandbox = inject(SystemInfo).sandbox;
  protected readonly checks = inject(WhatsappChecksStore);

  /** A number that was connected before: its id is there already. */
  readonly earlier = input<ConnectionView | null>(null);
  readonly connected = output<ConnectionView>();
  readonly cancelled = output();

  protected readonly guides = FIELD_GUIDES;
  protected readonly firstError = firstError;
  protected readonly model = signal<WhatsappFields>({
    access_token: '',
    app_secret: '',
    business_account_id: '',
    phone_number_id: '',
  });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.access_token, { message: 'Paste the access token' });
      required(path.app_secret, { message: 'Paste the app secret' });
      required(path.business_account_id, { message: 'Paste the id of the account' });
      pattern(path.business_account_id, DIGITS, { message: 'An id has digits only' });
      required(path.phone_number_id, { message: 'Paste the id of the number' });
      pattern(path.phone_number_id, DIGITS, { message: 'The id has digits only; it is not the number with its +' });
    },
    { submission: { action: () => this.connect() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly hasToken = computed(() => this.model().access_token.trim() !== '');
  protected readonly phoneUrl = computed(() => {
    const sandbox = this.sandbox();
    return sandbox?.whatsapp ? `${sandbox.url}/whatsapp/phone` : null;
  });
  private checked: WhatsappFields = this.model();

  constructor() {
    effect(() => {
      const id = this.earlier()?.workspace_id;
      if (id) untracked(() => this.model.update((model) => ({ ...model, phone_number_id: id })));
    });
    effect((onCleanup) => {
      const fields = this.model();
      const timer = setTimeout(() => this.check(fields), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected again(check: WhatsappCheck): void {
    void this.checks.run([check], known(this.model()));
  }

  private check(fields: WhatsappFields): void {
    const changed = NAMES.filter((name: WhatsappFieldName) => fields[name].trim() !== this.checked[name].trim());
    this.checked = fields;
    if (changed.length > 0) void this.checks.fieldsChanged(changed, fields);
  }

  private async connect(): Promise<SubmitResult> {
    try {
      this.connected.emit(await this.api.connect({ ...this.model(), tenant_id: this.tenant.id() }));
      return null;
    } catch (error) {
      return formProblems(error, this.form);
    }
  }
}
