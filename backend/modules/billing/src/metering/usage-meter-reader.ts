import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { EntitlementDesk } from '../entitlements/entitlement-desk';
import { CallLedger } from './call-ledger';
import { CallMeter } from './call-meter';
import { MeterReadings } from './meter-readings';
import type { MeteredUsageView } from './usage.dto';

const WARNING_PERCENT = 80;

/** Shows what a business has used of what it may. */
@Injectable()
export class UsageMeterReader {
  constructor(
    private readonly database: Database,
    private readonly meter: CallMeter,
    private readonly ledger: CallLedger,
    private readonly readings: MeterReadings,
    private readonly accounts: BillingAccountStore,
    private readonly entitlements: EntitlementDesk,
    private readonly agents: AgentDirectory,
  ) {}

  async read(context: TenantContext): Promise<MeteredUsageView> {
    await this.meter.report(context.tenantId);
    return this.database.inTenant(context, async (transaction) => {
      const account = await this.accounts.read(transaction);
      const { tier, apiCallsPerDay: limit, agentLimit } = this.entitlements.ofAccount(account);
      const { date, resetsAt, timeZone } = await this.ledger.today(transaction);
      const readings = await this.readings.of(transaction, date, timeZone);
      return {
        ...readings,
        api_calls_limit: limit,
        api_calls_resets_at: resetsAt.toISOString(),
        is_near_limit: limit !== null && readings.api_calls_used * 100 >= limit * WARNING_PERCENT,
        active_agents: await this.agents.countLive(transaction),
        agent_limit: agentLimit,
        tier,
        subscription_status: account.subscriptionStatus,
        next_renewal: renewalOf(account)?.toISOString() ?? null,
      };
    });
  }
}

/** When the next period begins; nothing is renewed that ends, or has ended. */
function renewalOf({ liveSubscriptions, cancelAtPeriodEnd, currentPeriodEnd }: BillingAccount): Date | null {
  return liveSubscriptions > 0 && !cancelAtPeriodEnd ? currentPeriodEnd : null;
}
