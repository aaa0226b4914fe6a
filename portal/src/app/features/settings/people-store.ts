import { Injectable, inject } from '@angular/core';
import type { InvitationView, MemberView, Role } from '@konstruct/api-client';
import { TenantsApi } from '../../core/api/tenants-api';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

interface People {
  readonly members: readonly MemberView[];
  readonly invitations: readonly InvitationView[];
}

/** The people of a business and the invitations that nobody has accepted yet. */
@Injectable()
export class PeopleStore {
  private readonly api = inject(TenantsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<People>(() => this.fetch());

  readonly people = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async changeRole(member: MemberView, role: Role): Promise<void> {
    await this.api.changeRole(this.tenant.id(), member.user_id, role);
    await this.refresh();
  }

  async remove(member: MemberView): Promise<void> {
    await this.api.removeMember(this.tenant.id(), member.user_id);
    await this.refresh();
  }

  /** The answer carries the link, which the server shows this once only. */
  async invite(email: string, role: Role): Promise<InvitationView> {
    const invitation = await this.api.invite(this.tenant.id(), email, role);
    await this.refresh();
    return invitation;
  }

  async withdraw(invitation: InvitationView): Promise<void> {
    await this.api.withdrawInvitation(this.tenant.id(), invitation.id);
    await this.refresh();
  }

  private async fetch(): Promise<People> {
    const tenantId = this.tenant.id();
    const mayManage = this.tenant.can('members:manage');
    const [members, invitations] = await Promise.all([
      this.api.members(tenantId),
      mayManage ? this.api.invitations(tenantId) : { items: [] },
    ]);
    return { members: members.items, invitations: invitations.items };
  }
}
