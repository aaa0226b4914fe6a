import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CallLedger, type CallDay } from './call-ledger';

/** Whether a call may pass, and what to tell the caller of the limit. */
export interface Admission {
  readonly isAdmitted: boolean;
  /** Null without a limit. */
  readonly limit: number | null;
  readonly remaining: number;
  readonly resetsAt: Date;
}

/** What this process holds of a business's day. */
interface Lease {
  readonly day: CallDay;
  remaining: number;
  /** Calls let pass and not reported yet. */
  made: number;
  /** Since when nothing is left, by the process's own clock. */
  readonly takenAt: number;
  lastUsedAt: number;
}

/** A lease is renewed after this long: somebody may have upgraded, moved to another time zone, or returned a block elsewhere. */
const GOOD_FOR_MS = 5_000;
/** Whoever is over the limit asks again after this long. */
const ASK_AGAIN_MS = 500;
const REPORT_EVERY_MS = 1_000;

/**
 * Counts API calls exactly across processes. Each process takes blocks of a business's day from Postgres and lets calls pass
 * from its block without asking; what is taken never exceeds the limit, so neither does what passes. Once a second a process reports
 * what was made and gives back the block of a business that has gone quiet.
 */
@Injectable()
export class CallMeter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CallMeter.name);
  private readonly leases = new Map<string, Lease>();
  private readonly renewals = new Map<string, Promise<Lease>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly ledger: CallLedger) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.reportAll(false), REPORT_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.reportAll(true);
  }

  /** One more call of a business. */
  async admit(tenantId: string): Promise<Admission> {
    for (;;) {
      const lease = this.leases.get(tenantId);
      const now = Date.now();
      if (lease && isGood(lease, now)) {
        if (lease.remaining > 0) return admitFrom(lease, now);
        if (lease.day.isExhausted) return admission(lease, false);
      }
      await this.renew(tenantId);
    }
  }

  /** Brings what is counted up to date, for whoever is about to read it. */
  async report(tenantId: string): Promise<void> {
    const lease = this.leases.get(tenantId);
    if (lease) await this.hand(tenantId, lease, 0);
  }

  /** Those who find the block used up together wait for one new block. */
  private renew(tenantId: string): Promise<Lease> {
    const under = this.renewals.get(tenantId);
    if (under) return under;
    const renewal = this.take(tenantId).finally(() => this.renewals.delete(tenantId));
    this.renewals.set(tenantId, renewal);
    return renewal;
  }

  private async take(tenantId: string): Promise<Lease> {
    const former = this.leases.get(tenantId);
    if (former) {
      this.leases.delete(tenantId);
      const returned = former.remaining;
      former.remaining = 0;
      await this.hand(tenantId, former, returned);
    }
    const { day, calls } = await this.ledger.take(tenantId);
    const now = Date.now();
    const lease: Lease = { day, remaining: calls, made: 0, takenAt: now, lastUsedAt: now };
    this.leases.set(tenantId, lease);
    return lease;
  }

  private async reportAll(isLast: boolean): Promise<void> {
    const now = Date.now();
    for (const [tenantId, lease] of this.leases) {
      const isQuiet = isLast || now - lease.lastUsedAt >= REPORT_EVERY_MS;
      if (isQuiet) this.leases.delete(tenantId);
      const returned = isQuiet ? lease.remaining : 0;
      if (isQuiet) lease.remaining = 0;
      await this.hand(tenantId, lease, returned).catch((error: unknown) => {
        this.logger.warn({ err: error, tenant_id: tenantId }, 'API calls could not be reported; trying again');
      });
    }
  }

  private keep(tenantId: string, lease: Lease, made: number, returned: number): void {
    const current = this.leases.get(tenantId);
    if (current === undefined) this.leases.set(tenantId, lease);
    (current ?? lease).made += made;
    if (current === undefined || current === lease) lease.remaining += returned;
  }

  /** What could not be reported is reported with the next lease or the next time. */
  private async hand(tenantId: string, lease: Lease, returned: number): Promise<void> {
    const { made } = lease;
    if (made === 0 && returned === 0) return;
    lease.made = 0;
    try {
      await this.ledger.report(tenantId, lease.day, { made, returned });
    } catch (error) {
      this.keep(tenantId, lease, made, returned);
      throw error;
    }
  }
}

function isGood({ day, takenAt }: Lease, now: number): boolean {
  return now < day.resetsAt.getTime() && now - takenAt < (day.isExhausted ? ASK_AGAIN_MS : GOOD_FOR_MS);
}

function admitFrom(lease: Lease, now: number): Admission {
  lease.remaining -= 1;
  lease.made += 1;
  lease.lastUsedAt = now;
  return admission(lease, true);
}

function admission({ day, remaining }: Lease, isAdmitted: boolean): Admission {
  const { limit, resetsAt, granted } = day;
  return {
    isAdmitted,
    limit,
    resetsAt,
    remaining: limit === null ? remaining : Math.max(0, limit - granted + remaining),
  };
}
