import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { BudgetStore } from './budget.store';

/** Well within the lease of 45 seconds. */
const RENEWAL_MS = 15_000;

/**
 * Keeps what this process has reserved alive while its calls run. When the process dies its leases end, so that a crash
 * between reserving and settling takes the money out of nobody's budget for longer than a minute.
 */
@Injectable()
export class ReservationKeeper implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ReservationKeeper.name);
  private readonly kept = new Map<string, TenantContext>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: BudgetStore,
  ) {}

  keep(context: TenantContext, id: string): void {
    this.kept.set(id, context);
    this.timer ??= setInterval(() => void this.renew(), RENEWAL_MS).unref();
  }

  forget(id: string): void {
    this.kept.delete(id);
    if (this.kept.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const byTenant = Map.groupBy(this.kept, ([, context]) => context.tenantId);
    for (const reservations of byTenant.values()) {
      const context = reservations[0]?.[1];
      if (!context) continue;
      const ids = reservations.map(([id]) => id);
      const held = await this.database
        .inTenant(context, (transaction) => this.store.renew(transaction, ids))
        .catch((error: unknown) => this.logger.warn({ err: error }, 'Reservations could not be renewed; trying again'));
      // What is not there was never committed.
      if (held) for (const id of ids) if (!held.includes(id)) this.forget(id);
    }
  }
}
