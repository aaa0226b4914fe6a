import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { Role } from '@konstruct/contracts';
import {
  Clock,
  Database,
  LiveUpdates,
  PLATFORM_SETTINGS,
  RequestError,
  decodeCursor,
  newId,
  pageLimit,
  type PageQuery,
  type PlatformSettings,
  type TenantContext,
} from '@konstruct/platform';
import { isUUID } from 'class-validator';
import { Team } from '../members/team';
import type { Invitation } from './invitation.entity';
import { mintInvitationToken } from './invitation-token';
import { InvitationStore, type NewInvitation } from './invitation.store';

/** An invitation with the link that accepts it. */
export interface IssuedInvitation {
  readonly invitation: NewInvitation;
  readonly url: string;
}

const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1_000;

/** Writes and withdraws invitations. The link is shown once, to whoever invites; inviting again gives a new one. */
@Injectable()
export class InvitationDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly team: Team,
    private readonly invitations: InvitationStore,
    private readonly audit: AuditLog,
    private readonly liveUpdates: LiveUpdates,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  invite(context: TenantContext, email: string, role: Role): Promise<IssuedInvitation> {
    return this.database.inTenant(context, async (transaction) => {
      await this.team.lockForInvitation(transaction, email, role);
      await this.invitations.withdrawForEmail(transaction, email);
      const { invitation, token } = this.draft(context, email, role);
      await this.invitations.insert(transaction, invitation);
      await this.audit.record(transaction, {
        event_type: 'invitation.created',
        subject: { type: 'invitation', id: invitation.id, name: email },
        summary: `${context.actor.name} invited ${email} as ${role}.`,
      });
      await this.liveUpdates.announce(transaction, 'team');
      return { invitation, url: this.linkOf(token) };
    });
  }

  /** One more than the page holds, so that the caller sees whether another page follows. */
  list(context: TenantContext, query: PageQuery): Promise<Invitation[]> {
    const [before] = decodeCursor(query.cursor, 1) ?? [null];
    if (before !== null && !isUUID(before)) throw new RequestError('invalid_cursor');
    return this.database.inTenant(context, (transaction) =>
      this.invitations.listOpen(transaction, before ?? null, pageLimit(query) + 1),
    );
  }

  withdraw(context: TenantContext, id: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const withdrawn = await this.invitations.withdraw(transaction, id);
      if (!withdrawn) throw new RequestError('not_found');
      await this.audit.record(transaction, {
        event_type: 'invitation.withdrawn',
        subject: { type: 'invitation', id, name: withdrawn.email },
        summary: `${context.actor.name} withdrew the invitation of ${withdrawn.email}.`,
      });
      await this.liveUpdates.announce(transaction, 'team');
    });
  }

  private draft(context: TenantContext, email: string, role: Role): { invitation: NewInvitation; token: string } {
    if (context.actor.id === null) throw new Error('only a person can invite');
    const { token, tokenHash } = mintInvitationToken(context.tenantId);
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + VALID_FOR_MS);
    return {
      token,
      invitation: { id: newId(), email, role, tokenHash, invitedBy: context.actor.id, createdAt, expiresAt },
    };
  }

  private linkOf(token: string): string {
    return new URL(`/invite/${token}`, this.settings.PUBLIC_URL).toString();
  }
}
