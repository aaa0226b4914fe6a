import { Injectable } from '@nestjs/common';
import { RequestError, type TenantTransaction, type Transaction } from '@konstruct/platform';
import { AuditLog } from '@konstruct/audit';
import type { Tenant } from './tenant.entity';
import { TenantStore } from './tenant.store';

/** What other modules may know of the tenant they work in. */
@Injectable()
export class TenantDirectory {
  constructor(
    private readonly tenants: TenantStore,
    private readonly audit: AuditLog,
  ) {}

  async find(transaction: TenantTransaction): Promise<Tenant> {
    const tenant = await this.tenants.find(transaction);
    if (!tenant) throw new RequestError('not_found');
    return tenant;
  }

  /** The ids of all tenants, oldest first; only in a transaction of `Database.asPlatform`. */
  async listIds({ manager }: Transaction): Promise<string[]> {
    const rows: { id: string }[] = await manager.query('SELECT id FROM tenants ORDER BY id');
    return rows.map((row) => row.id);
  }

  /** Records the moment of going live, once; returns whether this call did it. */
  async markOnboardingCompleted(transaction: TenantTransaction, at: Date): Promise<boolean> {
    const isFirst = await this.tenants.setOnboardingCompleted(transaction, at);
    if (isFirst) {
      await this.audit.record(transaction, {
        event_type: 'tenant.onboarding_completed',
        subject: { type: 'tenant', id: transaction.tenantId },
        summary: 'Onboarding was completed.',
        changes: { onboarding_completed_at: { before: null, after: at.toISOString() } },
      });
    }
    return isFirst;
  }
}
