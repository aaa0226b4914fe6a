import { Injectable } from '@nestjs/common';
import type { Role } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import { Invitation } from './invitation.entity';

/** What an invitation starts with. */
export type NewInvitation = Omit<Invitation, 'tenantId' | 'acceptedAt' | 'acceptedBy'>;

/** Reads and writes the invitations of the tenant. */
@Injectable()
export class InvitationStore {
  async insert({ manager, tenantId }: TenantTransaction, invitation: NewInvitation): Promise<void> {
    await manager.insert(Invitation, { tenantId, ...invitation });
  }

  /** Invitations that nobody has accepted, newest first; expired ones stay until they are withdrawn or renewed. */
  listOpen({ manager, tenantId }: TenantTransaction, before: string | null, take: number): Promise<Invitation[]> {
    const query = manager
      .createQueryBuilder(Invitation, 'invitation')
      .where('invitation.tenant_id = :tenantId AND invitation.accepted_at IS NULL', { tenantId });
    if (before !== null) query.andWhere('invitation.id < :before', { before });
    return query.orderBy('invitation.id', 'DESC').limit(take).getMany();
  }

  findByToken({ manager, tenantId }: TenantTransaction, tokenHash: Buffer): Promise<Invitation | null> {
    return manager
      .createQueryBuilder(Invitation, 'invitation')
      .where('invitation.tenant_id = :tenantId AND invitation.token_hash = :tokenHash', { tenantId, tokenHash })
      .getOne();
  }

  /** False when somebody accepted it a moment earlier. */
  async markAccepted({ manager, tenantId }: TenantTransaction, id: string, userId: string, at: Date): Promise<boolean> {
    const result = await manager
      .createQueryBuilder()
      .update(Invitation)
      .set({ acceptedAt: at, acceptedBy: userId })
      .where('tenant_id = :tenantId AND id = :id AND accepted_at IS NULL', { tenantId, id })
      .execute();
    return result.affected === 1;
  }

  /** Deletes an open invitation and returns it; null when there is none. */
  async withdraw({ manager, tenantId }: TenantTransaction, id: string): Promise<{ email: string } | null> {
    const [rows]: [{ email: string }[], number] = await manager.query(
      'DELETE FROM invitations WHERE tenant_id = $1 AND id = $2 AND accepted_at IS NULL RETURNING email',
      [tenantId, id],
    );
    return rows[0] ?? null;
  }

  /** A new invitation replaces the open one of the same address. */
  async withdrawForEmail({ manager, tenantId }: TenantTransaction, email: string): Promise<void> {
    await manager.query('DELETE FROM invitations WHERE tenant_id = $1 AND email = $2 AND accepted_at IS NULL', [
      tenantId,
      email,
    ]);
  }

  /** Ends somebody's open invitations to roles that they may no longer give. */
  async withdrawBeyond(
    { manager, tenantId }: TenantTransaction,
    invitedBy: string,
    grantable: readonly Role[],
  ): Promise<void> {
    await manager.query(
      'DELETE FROM invitations WHERE tenant_id = $1 AND invited_by = $2 AND accepted_at IS NULL AND role <> ALL ($3::text[])',
      [tenantId, invitedBy, grantable],
    );
  }
}
