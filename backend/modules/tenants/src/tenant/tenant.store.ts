import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { IsNull } from 'typeorm';
import { Tenant } from './tenant.entity';

/** What a person may change of their business. */
export type TenantChanges = Partial<Pick<Tenant, 'name' | 'timeZone' | 'currencyDisplay'>>;

/** What a new business starts with. */
export type NewTenant = Pick<Tenant, 'name' | 'slug' | 'timeZone' | 'createdAt'>;

const SLUG_ATTEMPTS = 5;

/** Reads and writes the tenant of the transaction. */
@Injectable()
export class TenantStore {
  find({ manager, tenantId }: TenantTransaction): Promise<Tenant | null> {
    return manager.findOneBy(Tenant, { id: tenantId });
  }

  /** Inserts the transaction's tenant; a slug that is taken gets a random ending. */
  async insert({ manager, tenantId }: TenantTransaction, tenant: NewTenant): Promise<void> {
    for (let attempt = 0; attempt < SLUG_ATTEMPTS; attempt += 1) {
      const slug = attempt === 0 ? tenant.slug : `${tenant.slug}-${randomBytes(4).toString('hex')}`;
      const inserted: unknown[] = await manager.query(
        `INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (slug) DO NOTHING RETURNING id`,
        [tenantId, tenant.name, slug, tenant.timeZone, tenant.createdAt],
      );
      if (inserted.length > 0) return;
    }
    throw new Error(`no free slug was found for ${tenant.slug}`);
  }

  async update({ manager, tenantId }: TenantTransaction, changes: TenantChanges): Promise<void> {
    await manager.update(Tenant, { id: tenantId }, changes);
  }

  /** Whether this call was the one that set it. */
  async setOnboardingCompleted({ manager, tenantId }: TenantTransaction, at: Date): Promise<boolean> {
    const result = await manager.update(
      Tenant,
      { id: tenantId, onboardingCompletedAt: IsNull() },
      { onboardingCompletedAt: at },
    );
    return result.affected === 1;
  }

  /** Makes changes of the team wait for each other; other rows may refer to the tenant meanwhile. */
  async lock({ manager, tenantId }: TenantTransaction): Promise<void> {
    await manager.query('SELECT 1 FROM tenants WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
  }
}
