import { Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatTooltip } from '@angular/material/tooltip';
import type { InvitationView, MemberView, Role } from '@konstruct/api-client';
import { Confirm, ErrorState, Icon, Skeleton } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { Session } from '../../core/session/session';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { InviteForm } from './invite-form';
import { PeopleStore } from './people-store';
import { ROLE_WORDS, roleLabel } from './role-words';

/** Who belongs to the business, in which role, and who is invited. */
@Component({
  selector: 'app-people-settings',
  imports: [
    ErrorState,
    Icon,
    InviteForm,
    MatButton,
    MatFormField,
    MatIconButton,
    MatOption,
    MatSelect,
    MatTooltip,
    Skeleton,
    TenantTimePipe,
  ],
  providers: [PeopleStore, provideFormDefaults()],
  templateUrl: './people-settings.html',
  styleUrls: ['./settings-section.scss', './people-settings.scss'],
})
export class PeopleSettings {
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  protected readonly store = inject(PeopleStore);
  protected readonly tenant = inject(CurrentTenant);

  protected readonly roleLabel = roleLabel;
  protected readonly canManage = computed(() => this.tenant.can('members:manage'));
  /** Only owners make or change owners. */
  protected readonly roles = computed(() =>
    ROLE_WORDS.filter(({ value }) => value !== 'owner' || this.tenant.membership()?.role === 'owner'),
  );

  protected isSelf(member: MemberView): boolean {
    return member.user_id === this.session.user()?.id;
  }

  protected mayChange(member: MemberView): boolean {
    const isOwner = this.tenant.membership()?.role === 'owner';
    return this.canManage() && !this.isSelf(member) && (isOwner || member.role !== 'owner');
  }

  protected async changeRole(member: MemberView, role: Role): Promise<void> {
    const before = member.role;
    if (!(await this.attempt(() => this.store.changeRole(member, role)))) return;
    await this.messages.offerUndo(`${member.name} is ${roleLabel(role).toLowerCase()} now.`, () =>
      this.attempt(() => this.store.changeRole(member, before)),
    );
  }

  protected async remove(member: MemberView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Remove ${member.name}?`,
      text: `${member.name} loses access to this business at once. What they did stays in the audit trail.`,
      confirmLabel: 'Remove',
      isDestructive: true,
    });
    if (isSure && (await this.attempt(() => this.store.remove(member)))) {
      await this.messages.say(`${member.name} is removed.`);
    }
  }

  protected async withdraw(invitation: InvitationView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Withdraw the invitation of ${invitation.email}?`,
      text: 'The link stops working. You can invite them again at any time.',
      confirmLabel: 'Withdraw',
      isDestructive: true,
    });
    if (isSure) await this.attempt(() => this.store.withdraw(invitation));
  }

  private async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      await this.messages.complain(error);
      await this.store.refresh();
      return false;
    }
  }
}
