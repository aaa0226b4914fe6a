import { Injectable } from '@nestjs/common';
import { Database, HandlesJob, systemContext, type JobHandler } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { SeatEnforcer } from '../seats/seat-enforcer';
import { BillingAlerts, WATCH_JOB } from './billing-alerts';

/** Takes the next step of a grace period when its time has come; nothing of Stripe's happens at that moment. */
@Injectable()
@HandlesJob(WATCH_JOB)
export class WatchGraceHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly seats: SeatEnforcer,
    private readonly alerts: BillingAlerts,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId } = payload as { tenant_id: string };
    await this.database.inTenant(systemContext(tenantId, 'billing'), async (transaction) => {
      const account = await this.accounts.lock(transaction);
      await this.seats.enforce(transaction, account);
      await this.alerts.follow(transaction, account);
    });
  }
}
