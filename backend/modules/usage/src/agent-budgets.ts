import { Injectable } from '@nestjs/common';
import type { Agent } from '@konstruct/agents';
import { budgetStatus, type BudgetStatus } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { resolveMonth } from './report-range';
import { UsageSummaryQuery } from './usage-summary.query';

/** Tells whether an agent may still spend in the running month of its business. */
@Injectable()
export class AgentBudgets {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly usage: UsageSummaryQuery,
    private readonly clock: Clock,
  ) {}

  async statusOf(
    transaction: TenantTransaction,
    { id, budgetLimitNanoUsd }: Pick<Agent, 'id' | 'budgetLimitNanoUsd'>,
  ): Promise<BudgetStatus> {
    if (budgetLimitNanoUsd === null) return 'none';
    const { timeZone } = await this.tenants.find(transaction);
    const month = resolveMonth(undefined, timeZone, this.clock.now());
    return budgetStatus(await this.usage.costOf(transaction, id, month), budgetLimitNanoUsd);
  }
}
