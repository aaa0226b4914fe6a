import { Injectable } from '@nestjs/common';
import { AgentDirectory, type SeatPolicy } from '@konstruct/agents';
import type { TenantTransaction } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { BillingError } from '../billing.errors';
import { EntitlementDesk } from '../entitlements/entitlement-desk';

/** Lets an employee go live while a seat is free. Two who want the last one wait for each other at the account's row. */
@Injectable()
export class SeatKeeper implements SeatPolicy {
  constructor(
    private readonly accounts: BillingAccountStore,
    private readonly entitlements: EntitlementDesk,
    private readonly agents: AgentDirectory,
  ) {}

  async hold(transaction: TenantTransaction): Promise<void> {
    await this.accounts.lock(transaction);
  }

  async requireFreeSeat(transaction: TenantTransaction): Promise<void> {
    const { agentLimit, mayRun, tier, why } = await this.entitlements.of(transaction);
    if (!mayRun) throw new BillingError('employees_stopped', { detail: why });
    const taken = await this.agents.countLive(transaction);
    if (taken < agentLimit) return;
    const way = tier === 'free' ? 'Subscribe to employ more.' : 'Add employees to the subscription, or pause one.';
    throw new BillingError('agent_limit_reached', {
      detail: `${taken} of ${agentLimit} employees are at work. ${way}`,
    });
  }
}
