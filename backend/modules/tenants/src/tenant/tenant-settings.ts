import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditChanges } from '@konstruct/audit';
import { Database, LiveUpdates, type TenantContext } from '@konstruct/platform';
import type { Tenant } from './tenant.entity';
import { TenantDirectory } from './tenant-directory';
import { TenantStore, type TenantChanges } from './tenant.store';

/** Wire names of what can be changed, for the audit trail. */
const FIELDS = { name: 'name', timeZone: 'time_zone', currencyDisplay: 'currency_display' } as const satisfies Record<
  keyof TenantChanges,
  string
>;

/** Shows and changes the settings of a business. */
@Injectable()
export class TenantSettings {
  constructor(
    private readonly database: Database,
    private readonly directory: TenantDirectory,
    private readonly tenants: TenantStore,
    private readonly audit: AuditLog,
    private readonly liveUpdates: LiveUpdates,
  ) {}

  show(context: TenantContext): Promise<Tenant> {
    return this.database.inTenant(context, (transaction) => this.directory.find(transaction));
  }

  change(context: TenantContext, requested: TenantChanges): Promise<Tenant> {
    return this.database.inTenant(context, async (transaction) => {
      await this.tenants.lock(transaction);
      const before = await this.directory.find(transaction);
      const { changes, trail } = differences(before, requested);
      if (Object.keys(trail).length === 0) return before;
      await this.tenants.update(transaction, changes);
      await this.audit.record(transaction, {
        event_type: 'tenant.updated',
        subject: { type: 'tenant', id: before.id, name: changes.name ?? before.name },
        summary: `${context.actor.name} changed the settings of ${before.name}.`,
        changes: trail,
      });
      // The zone decides which day and month a cost belongs to.
      await this.liveUpdates.announce(transaction, 'payroll', 'team');
      return { ...before, ...changes };
    });
  }
}

function differences(before: Tenant, requested: TenantChanges): { changes: TenantChanges; trail: AuditChanges } {
  const changed = (Object.keys(FIELDS) as (keyof TenantChanges)[]).filter(
    (field) => requested[field] !== undefined && requested[field] !== before[field],
  );
  return {
    changes: Object.fromEntries(changed.map((field) => [field, requested[field]])),
    trail: Object.fromEntries(
      changed.map((field) => [FIELDS[field], { before: before[field], after: requested[field] }]),
    ),
  };
}
