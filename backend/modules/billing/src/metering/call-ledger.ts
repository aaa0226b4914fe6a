import { Injectable } from '@nestjs/common';
import { addDays, localDateOf, startOfLocalDay } from '@konstruct/contracts';
import { Clock, Database, systemContext, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { EntitlementDesk } from '../entitlements/entitlement-desk';
import { CallAlerts } from './call-alerts';
import { CallCountStore } from './call-count.store';

/** A business's day as far as its calls are concerned. */
export interface CallDay {
  /** The local date. */
  readonly date: string;
  readonly limit: number | null;
  readonly resetsAt: Date;
  /** What all processes have taken of it. */
  readonly granted: number;
  readonly isExhausted: boolean;
}

/** Takes blocks of a business's day and reports what was made of them; says so when the day's calls run out. */
@Injectable()
export class CallLedger {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly entitlements: EntitlementDesk,
    private readonly counts: CallCountStore,
    private readonly alerts: CallAlerts,
    private readonly clock: Clock,
  ) {}

  take(tenantId: string): Promise<{ readonly day: CallDay; readonly calls: number }> {
    return this.inTenant(tenantId, async (transaction) => {
      const { apiCallsPerDay: limit } = await this.entitlements.of(transaction);
      const { date, resetsAt } = await this.today(transaction);
      const { calls, granted, isFirst } = await this.counts.take(transaction, date, limit);
      if (isFirst) await this.alerts.newDay(transaction);
      const isExhausted = calls === 0;
      if (isExhausted && limit !== null) await this.alerts.exhausted(transaction, limit, resetsAt);
      return { day: { date, limit, resetsAt, granted, isExhausted }, calls };
    });
  }

  report(tenantId: string, { date, limit }: CallDay, calls: { made: number; returned: number }): Promise<void> {
    return this.inTenant(tenantId, async (transaction) => {
      const used = await this.counts.report(transaction, date, calls);
      if (limit !== null) await this.alerts.used(transaction, used, limit);
    });
  }

  /** The local date of now, and when it ends. */
  async today(transaction: TenantTransaction): Promise<{ date: string; resetsAt: Date; timeZone: string }> {
    const { timeZone } = await this.tenants.find(transaction);
    const date = localDateOf(this.clock.now(), timeZone);
    return { date, resetsAt: startOfLocalDay(addDays(date, 1), timeZone), timeZone };
  }

  private inTenant<T>(tenantId: string, work: (transaction: TenantTransaction) => Promise<T>): Promise<T> {
    return this.database.inTenant(systemContext(tenantId, 'metering'), work);
  }
}
