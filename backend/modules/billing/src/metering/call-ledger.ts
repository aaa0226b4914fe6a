import { Injectable } from '@nestjs/common';
import { Clock, Database, systemContext, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { EntitlementDesk } from '../entitlements/entitlement-desk';
import { CallAlerts } from './call-alerts';
import { callDateOf, type CallDate } from './call-date';
import { CallCountStore, type CallReport } from './call-count.store';

/** A business's day as far as its calls are concerned. */
export interface CallDay extends CallDate {
  readonly limit: number | null;
}

/** A block, and what is known of its day. */
export interface TakenBlock {
  readonly day: CallDay;
  readonly calls: number;
  /** What all processes have taken of the day. */
  readonly granted: number;
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

  /** With a day that is known to be today's, one statement; without, the limit and the day are looked up first. */
  take(tenantId: string, known: CallDay | null, report: CallReport): Promise<TakenBlock> {
    return this.inTenant(tenantId, async (transaction) => {
      const day = known ?? (await this.lookUp(transaction));
      const { calls, granted, used, isFirst } = await this.counts.take(transaction, day, day.limit, report);
      if (isFirst) await this.alerts.newDay(transaction);
      if (day.limit !== null) await this.alerts.used(transaction, used - report.made, used, day.limit);
      if (calls === 0 && day.limit !== null) await this.alerts.exhausted(transaction, day.limit, day.resetsAt);
      return { day, calls, granted };
    });
  }

  report(tenantId: string, { date, limit }: CallDay, report: CallReport): Promise<void> {
    return this.inTenant(tenantId, async (transaction) => {
      const used = await this.counts.report(transaction, date, report);
      if (limit !== null) await this.alerts.used(transaction, used - report.made, used, limit);
    });
  }

  /** The day of now, and when it ends. */
  async today(transaction: TenantTransaction): Promise<CallDate & { timeZone: string }> {
    const { timeZone } = await this.tenants.find(transaction);
    const last = await this.counts.lastDay(transaction);
    return { ...callDateOf(this.clock.now(), timeZone, last), timeZone };
  }

  private async lookUp(transaction: TenantTransaction): Promise<CallDay> {
    const { apiCallsPerDay: limit } = await this.entitlements.of(transaction);
    const { date, resetsAt } = await this.today(transaction);
    return { date, limit, resetsAt };
  }

  private inTenant<T>(tenantId: string, work: (transaction: TenantTransaction) => Promise<T>): Promise<T> {
    return this.database.inTenant(systemContext(tenantId, 'metering'), work);
  }
}
