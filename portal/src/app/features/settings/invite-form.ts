import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, email, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import type { InvitationView, Role } from '@konstruct/api-client';
import { Icon, Notice } from '@konstruct/ui';
import { SubmitResult, firstError, formProblems } from '../../core/errors/form-problems';
import { PeopleStore } from './people-store';
import { ROLE_WORDS } from './role-words';

interface InviteModel {
  readonly email: string;
  readonly role: Role;
}

/** Invites a person; the link is shown once, to be copied and passed on. */
@Component({
  selector: 'app-invite-form',
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
    MatOption,
    MatSelect,
    Notice,
  ],
  templateUrl: './invite-form.html',
  styleUrl: './invite-form.scss',
})
export class InviteForm {
  private readonly store = inject(PeopleStore);

  readonly roles = input.required<typeof ROLE_WORDS>();

  protected readonly firstError = firstError;
  protected readonly invited = signal<InvitationView | null>(null);
  protected readonly isCopied = signal(false);
  protected readonly model = signal<InviteModel>({ email: '', role: 'operator' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email, { message: 'Enter the e-mail address of the person' });
      email(path.email, { message: 'This is not an e-mail address yet' });
    },
    { submission: { action: () => this.invite() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly meaning = computed(
    () => ROLE_WORDS.find(({ value }) => value === this.form.role().value())?.meaning ?? '',
  );

  protected async copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.isCopied.set(true);
    } catch {
      this.isCopied.set(false);
    }
  }

  protected selectAll(event: Event): void {
    (event.target as HTMLInputElement).select();
  }

  private async invite(): Promise<SubmitResult> {
    const { email: address, role } = this.model();
    try {
      this.invited.set(await this.store.invite(address, role));
    } catch (error) {
      return formProblems(error, this.form);
    }
    this.isCopied.set(false);
    this.form().reset({ email: '', role });
    return null;
  }
}
