import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { Role } from '@konstruct/contracts';
import {
  Clock,
  Database,
  LiveUpdates,
  systemContext,
  type RequestContext,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { MembershipStore } from '../members/membership.store';
import type { Person } from '../people/user.entity';
import { TenantError } from '../tenants.errors';
import { readInvitationToken, type InvitationToken } from './invitation-token';
import { InvitationStore } from './invitation.store';

/** What the holder of a valid link may know before accepting. */
export interface OpenInvitation {
  readonly token: InvitationToken;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

/** Turns an invitation into a membership, once. */
@Injectable()
export class InvitationRedeemer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly invitations: InvitationStore,
    private readonly memberships: MembershipStore,
    private readonly audit: AuditLog,
    private readonly liveUpdates: LiveUpdates,
  ) {}

  /** Reads the invitation behind a link; says why when it is no longer good. */
  look(cause: RequestContext, tokenText: string): Promise<OpenInvitation> {
    const token = readInvitationToken(tokenText);
    if (!token) throw new TenantError('invitation_not_found');
    const context = systemContext(token.tenantId, 'invitation link', cause.requestId);
    return this.database.inTenant(context, (transaction) => this.findOpen(transaction, token));
  }

  /** The context in which somebody who is no member yet accepts. */
  contextFor(invitation: OpenInvitation, person: Person, cause: RequestContext): TenantContext {
    return {
      tenantId: invitation.token.tenantId,
      role: null,
      requestId: cause.requestId,
      actor: { kind: 'user', id: person.id, name: person.name },
    };
  }

  /** Makes the person a member. The invitation is read anew, since it may have been withdrawn or used meanwhile. */
  async redeem(transaction: TenantTransaction, token: InvitationToken, person: Person): Promise<void> {
    const invitation = await this.findOpen(transaction, token);
    if (invitation.email !== person.email) throw new TenantError('invitation_for_another_email');
    const now = this.clock.now();
    const isFirst = await this.invitations.markAccepted(transaction, invitation.id, person.id, now);
    if (!isFirst) throw new TenantError('invitation_used');
    const hasJoined = await this.memberships.insert(transaction, person.id, invitation.role, now);
    if (!hasJoined) throw new TenantError('already_member');
    await this.audit.record(transaction, {
      event_type: 'member.joined',
      subject: { type: 'member', id: person.id, name: person.name },
      summary: `${person.name} accepted the invitation and joined as ${invitation.role}.`,
      changes: { role: { before: null, after: invitation.role } },
    });
    await this.liveUpdates.announce(transaction, 'team');
  }

  private async findOpen(transaction: TenantTransaction, token: InvitationToken): Promise<OpenInvitation> {
    const invitation = await this.invitations.findByToken(transaction, token.tokenHash);
    if (!invitation) throw new TenantError('invitation_not_found');
    if (invitation.acceptedAt) throw new TenantError('invitation_used');
    if (invitation.expiresAt <= this.clock.now()) throw new TenantError('invitation_expired');
    return { token, id: invitation.id, email: invitation.email, role: invitation.role };
  }
}
