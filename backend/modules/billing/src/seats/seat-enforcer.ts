import { Injectable } from '@nestjs/common';
import { AgentDirectory, AgentLifecycle } from '@konstruct/agents';
import type { TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { EntitlementDesk } from '../entitlements/entitlement-desk';
import { fitIntoSeats } from './who-stops';

/** Stops and brings back employees so that they fit what is paid for. Whoever calls holds the account. */
@Injectable()
export class SeatEnforcer {
  constructor(
    private readonly entitlements: EntitlementDesk,
    private readonly agents: AgentDirectory,
    private readonly lifecycle: AgentLifecycle,
    private readonly accounts: BillingAccountStore,
  ) {}

  /** Answers the names of those who stopped and came back. */
  async enforce(
    transaction: TenantTransaction,
    account: BillingAccount,
  ): Promise<{ readonly stopped: string[]; readonly reinstated: string[] }> {
    const { agentLimit } = this.entitlements.ofAccount(account);
    const live = await this.agents.listByStatus(transaction, 'live');
    const suspended = await this.agents.listByStatus(transaction, 'suspended');
    const { toStop, toReinstate } = fitIntoSeats(agentLimit, live, suspended, account.chosenToStop);
    for (const { id } of toStop) await this.lifecycle.suspend(transaction, id);
    for (const { id } of toReinstate) await this.lifecycle.reinstate(transaction, id);
    await this.forgetChoice(transaction, account, new Set(toReinstate.map(({ id }) => id)));
    return { stopped: toStop.map(({ name }) => name), reinstated: toReinstate.map(({ name }) => name) };
  }

  /** Whoever is back was chosen for another time. A choice that no sync has carried out yet stays. */
  private async forgetChoice(
    transaction: TenantTransaction,
    { chosenToStop }: BillingAccount,
    back: ReadonlySet<string>,
  ): Promise<void> {
    const left = chosenToStop.filter((id) => !back.has(id));
    if (left.length < chosenToStop.length) await this.accounts.update(transaction, { chosenToStop: left });
  }
}
