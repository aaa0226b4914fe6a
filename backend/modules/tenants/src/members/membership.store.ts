import { Injectable } from '@nestjs/common';
import type { Role } from '@konstruct/contracts';
import type { TenantTransaction, Transaction } from '@konstruct/platform';
import { Membership } from './membership.entity';

/** One of a person's businesses. */
export interface MembershipOfPerson {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantSlug: string;
  readonly role: Role;
  readonly onboardingCompletedAt: Date | null;
}

/** A member of the tenant. */
export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
}

/** The sort keys of the last member of a page. */
export interface MemberPosition {
  readonly joinedAt: string;
  readonly userId: string;
}

const MEMBER = 'u.id AS "userId", u.name, u.email, m.role, m.joined_at AS "joinedAt"';

/** Reads and writes who belongs to which business. */
@Injectable()
export class MembershipStore {
  /** False when the person is a member already. */
  async insert({ manager, tenantId }: TenantTransaction, userId: string, role: Role, joinedAt: Date): Promise<boolean> {
    const inserted: unknown[] = await manager.query(
      `INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, user_id) DO NOTHING RETURNING user_id`,
      [tenantId, userId, role, joinedAt],
    );
    return inserted.length > 0;
  }

  /** A person's role in a business, read in the person's own transaction: before the tenant's may be opened. */
  async roleIn({ manager }: Transaction, tenantId: string, userId: string): Promise<Role | null> {
    const rows: { role: Role }[] = await manager.query(
      'SELECT role FROM memberships WHERE tenant_id = $1 AND user_id = $2',
      [tenantId, userId],
    );
    return rows[0]?.role ?? null;
  }

  /** The businesses of a person, by name, read in the person's own transaction. */
  listOfPerson({ manager }: Transaction, userId: string): Promise<MembershipOfPerson[]> {
    return manager.query(
      `SELECT t.id AS "tenantId", t.name AS "tenantName", t.slug AS "tenantSlug", m.role,
              t.onboarding_completed_at AS "onboardingCompletedAt"
       FROM memberships m JOIN tenants t ON t.id = m.tenant_id
       WHERE m.user_id = $1 ORDER BY lower(t.name), t.id`,
      [userId],
    );
  }

  /** Members in the order in which they joined. */
  list({ manager, tenantId }: TenantTransaction, after: MemberPosition | null, take: number): Promise<Member[]> {
    return manager.query(
      `SELECT ${MEMBER} FROM memberships m JOIN users u ON u.id = m.user_id
       WHERE m.tenant_id = $1 AND ($2::timestamptz IS NULL OR (m.joined_at, m.user_id) > ($2::timestamptz, $3::uuid))
       ORDER BY m.joined_at, m.user_id LIMIT $4`,
      [tenantId, after?.joinedAt ?? null, after?.userId ?? null, take],
    );
  }

  async find({ manager, tenantId }: TenantTransaction, userId: string): Promise<Member | null> {
    const members: Member[] = await manager.query(
      `SELECT ${MEMBER} FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = $1 AND m.user_id = $2`,
      [tenantId, userId],
    );
    return members[0] ?? null;
  }

  async hasMemberWithEmail({ manager, tenantId }: TenantTransaction, email: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = $1 AND u.email = $2',
      [tenantId, email],
    );
    return rows.length > 0;
  }

  countOwners({ manager, tenantId }: TenantTransaction): Promise<number> {
    return manager.countBy(Membership, { tenantId, role: 'owner' });
  }

  async setRole({ manager, tenantId }: TenantTransaction, userId: string, role: Role): Promise<void> {
    await manager.update(Membership, { tenantId, userId }, { role });
  }

  async remove({ manager, tenantId }: TenantTransaction, userId: string): Promise<void> {
    await manager.delete(Membership, { tenantId, userId });
  }
}
