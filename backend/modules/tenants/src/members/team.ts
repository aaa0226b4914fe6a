import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { Role } from '@konstruct/contracts';
import {
  Database,
  LiveUpdates,
  RequestError,
  decodeCursor,
  pageLimit,
  type PageQuery,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { isISO8601, isUUID } from 'class-validator';
import { InvitationStore } from '../invitations/invitation.store';
import { TenantStore } from '../tenant/tenant.store';
import { TenantError } from '../tenants.errors';
import { grantableRoles, refusalOfChange, refusalOfGrant, type TeamRefusal } from './membership-rules';
import { MembershipStore, type Member, type MemberPosition } from './membership.store';

/**
 * Changes who belongs to a business and as what. Changes of one team wait for each other and read the roles anew, so that
 * two owners cannot demote each other at once and somebody just demoted cannot finish what they began.
 */
@Injectable()
export class Team {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantStore,
    private readonly memberships: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly audit: AuditLog,
    private readonly liveUpdates: LiveUpdates,
  ) {}

  /** One more member than the page holds, so that the caller sees whether another page follows. */
  list(context: TenantContext, query: PageQuery): Promise<Member[]> {
    const after = positionOf(query.cursor);
    return this.database.inTenant(context, (transaction) =>
      this.memberships.list(transaction, after, pageLimit(query) + 1),
    );
  }

  changeRole(context: TenantContext, userId: string, role: Role): Promise<Member> {
    return this.database.inTenant(context, async (transaction) => {
      const member = await this.lockForChange(transaction, userId, role);
      if (member.role === role) return member;
      await this.memberships.setRole(transaction, userId, role);
      await this.invitations.withdrawBeyond(transaction, userId, grantableRoles(role));
      await this.audit.record(transaction, {
        event_type: 'member.role_changed',
        subject: { type: 'member', id: userId, name: member.name },
        summary: `${context.actor.name} made ${member.name} ${role}.`,
        changes: { role: { before: member.role, after: role } },
      });
      await this.liveUpdates.announce(transaction, 'team');
      return { ...member, role };
    });
  }

  /** Ends somebody's access at once: each request reads the membership. Open invitations of theirs end as well. */
  remove(context: TenantContext, userId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const member = await this.lockForChange(transaction, userId, null);
      await this.memberships.remove(transaction, userId);
      await this.invitations.withdrawBeyond(transaction, userId, []);
      await this.audit.record(transaction, {
        event_type: 'member.removed',
        subject: { type: 'member', id: userId, name: member.name },
        summary: `${context.actor.name} removed ${member.name}.`,
        changes: { role: { before: member.role, after: null } },
      });
      await this.liveUpdates.announce(transaction, 'team');
    });
  }

  /** Locks the team and makes sure that the actor may give the role to somebody who is not in it yet. */
  async lockForInvitation(transaction: TenantTransaction, email: string, role: Role): Promise<void> {
    await this.tenants.lock(transaction);
    refuse(refusalOfGrant(await this.roleOfActor(transaction), role));
    if (await this.memberships.hasMemberWithEmail(transaction, email)) throw new TenantError('already_member');
  }

  private async lockForChange(transaction: TenantTransaction, userId: string, next: Role | null): Promise<Member> {
    await this.tenants.lock(transaction);
    const actor = await this.roleOfActor(transaction);
    const member = await this.memberships.find(transaction, userId);
    if (!member) throw new RequestError('not_found');
    const owners = await this.memberships.countOwners(transaction);
    refuse(refusalOfChange({ actor, current: member.role, next, owners }));
    return member;
  }

  private async roleOfActor(transaction: TenantTransaction): Promise<Role> {
    const { id } = transaction.context.actor;
    const role = id === null ? null : await this.memberships.roleIn(transaction, transaction.tenantId, id);
    if (!role) throw new RequestError('not_found');
    return role;
  }
}

function refuse(refusal: TeamRefusal | null): void {
  if (refusal === 'not_a_manager') throw new RequestError('forbidden');
  if (refusal) throw new TenantError(refusal);
}

function positionOf(cursor: string | undefined): MemberPosition | null {
  const keys = decodeCursor(cursor, 2);
  if (!keys) return null;
  const [joinedAt = '', userId = ''] = keys;
  if (!isISO8601(joinedAt, { strict: true }) || !isUUID(userId)) throw new RequestError('invalid_cursor');
  return { joinedAt, userId };
}
