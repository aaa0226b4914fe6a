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
  day: CallDay;
  /** What all processes had taken of the day when this one last asked. */
  granted: number;
  remaining: number;
  /** Calls let pass and not reported yet. */
  made: number;
  /** How large the last block was; empty when the limit was reached. */
  blockSize: number;
  /** When the day and its limit were looked up. */
  lookedUpAt: number;
  askedAt: number;
  lastUsedAt: number;
}

/** The limit is looked up again after this long: somebody may have upgraded, or moved to another time zone. */
const KNOWN_FOR_MS = 5_000;
/** Whoever is over the limit asks again after this long. */
const ASK_AGAIN_MS = 500;
const REPORT_EVERY_MS = 1_000;

/**
 * Counts API calls exactly across processes. Each process takes blocks of a business's day from Postgres and lets calls pass
 * from its block without asking; what is taken never exceeds the limit, so neither does what passes. The next block is fetched while the
 * last is half full. Once a second a process reports what was made and gives back the block of a business that has gone quiet.
 */
@Injectable()
export class CallMeter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CallMeter.name);
  private readonly leases = new Map<string, Lease>();
  private readonly renewals = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly ledger: CallLedger) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.reportAll(false), REPORT_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.allSettled(this.renewals.values());
    await this.reportAll(true);
  }

  /** One more call of a business. */
  async admit(tenantId: string): Promise<Admission> {
    for (;;) {
      const lease = this.leases.get(tenantId);
      const now = Date.now();
      if (lease && isCurrent(lease, now)) {
        if (lease.remaining > 0) return this.admitFrom(tenantId, lease, now);
        if (lease.blockSize === 0 && now - lease.askedAt < ASK_AGAIN_MS) return admission(lease, false);
      }
      await this.renew(tenantId);
    }
  }

  /** Brings what is counted up to date, for whoever is about to read it. */
  async report(tenantId: string): Promise<void> {
    await this.renewals.get(tenantId)?.catch(() => undefined);
    const lease = this.leases.get(tenantId);
    if (lease) await this.hand(tenantId, lease, 0);
  }

  private admitFrom(tenantId: string, lease: Lease, now: number): Admission {
    lease.remaining -= 1;
    lease.made += 1;
    lease.lastUsedAt = now;
    if (lease.remaining * 2 < lease.blockSize) void this.renew(tenantId).catch(() => undefined);
    return admission(lease, true);
  }

  /** Those who find the block used up together wait for one new block. */
  private renew(tenantId: string): Promise<void> {
    const under = this.renewals.get(tenantId);
    if (under) return under;
    const renewal = this.take(tenantId).finally(() => this.renewals.delete(tenantId));
    this.renewals.set(tenantId, renewal);
    return renewal;
  }

  private async take(tenantId: string): Promise<void> {
    const now = Date.now();
    const former = this.leases.get(tenantId);
    if (former && former.blockSize > 0 && isCurrent(former, now)) return this.refill(tenantId, former);
    // The day or its limit may be another one by now: what is left is given back before anything new is taken.
    if (former) {
      this.leases.delete(tenantId);
      await this.giveBack(tenantId, former);
    }
    const { day, calls, granted } = await this.ledger.take(tenantId, null, { made: 0, returned: 0 });
    const times = { lookedUpAt: now, askedAt: now, lastUsedAt: now };
    this.leases.set(tenantId, { day, granted, remaining: calls, made: 0, blockSize: calls, ...times });
  }

  private async refill(tenantId: string, lease: Lease): Promise<void> {
    const { made } = lease;
    lease.made = 0;
    try {
      const { calls, granted } = await this.ledger.take(tenantId, lease.day, { made, returned: 0 });
      lease.remaining += calls;
      Object.assign(lease, { granted, blockSize: calls, askedAt: Date.now() });
    } catch (error) {
      lease.made += made;
      throw error;
    }
  }

  private async reportAll(isLast: boolean): Promise<void> {
    const now = Date.now();
    for (const [tenantId, lease] of this.leases) {
      const isQuiet = isLast || (now - lease.lastUsedAt >= REPORT_EVERY_MS && !this.renewals.has(tenantId));
      if (isQuiet) this.leases.delete(tenantId);
      const handed = isQuiet ? this.giveBack(tenantId, lease) : this.hand(tenantId, lease, 0);
      await handed.catch((error: unknown) => {
        this.logger.warn({ err: error, tenant_id: tenantId }, 'API calls could not be reported; trying again');
      });
    }
  }

  private giveBack(tenantId: string, lease: Lease): Promise<void> {
    const { remaining } = lease;
    lease.remaining = 0;
    return this.hand(tenantId, lease, remaining);
  }

  /** What could not be reported is reported with the next lease or the next time. */
  private async hand(tenantId: string, lease: Lease, returned: number): Promise<void> {
    const { made } = lease;
    if (made === 0 && returned === 0) return;
    lease.made = 0;
    try {
      await this.ledger.report(tenantId, lease.day, { made, returned });
    } catch (error) {
      const current = this.leases.get(tenantId) ?? lease;
      this.leases.set(tenantId, current);
      current.made += made;
      if (current === lease) lease.remaining += returned;
      throw error;
    }
  }
}

function isCurrent({ day, lookedUpAt }: Lease, now: number): boolean {
  return now < day.resetsAt.getTime() && now - lookedUpAt < KNOWN_FOR_MS;
}

function admission({ day, granted, remaining }: Lease, isAdmitted: boolean): Admission {
  const { limit, resetsAt } = day;
  const left = limit === null ? remaining : Math.max(0, limit - granted + remaining);
  return { isAdmitted, limit, resetsAt, remaining: left };
}
