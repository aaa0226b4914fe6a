import { Injectable } from '@nestjs/common';
import type { Agent } from '@konstruct/agents';
import { budgetStatus, type BudgetStatus } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { BusinessCalendar } from './business-calendar';
import { resolveMonth } from './report-range';
import { UsageChartsQuery } from './usage-charts.query';

/** Tells whether an agent may still spend in the running month of its business. */
@Injectable()
export class AgentBudgets {
  constructor(
    private readonly calendar: BusinessCalendar,
    private readonly charts: UsageChartsQuery,
    private readonly clock: Clock,
  ) {}

  async statusOf(
    transaction: TenantTransaction,
    { id, budgetLimitNanoUsd }: Pick<Agent, 'id' | 'budgetLimitNanoUsd'>,
  ): Promise<BudgetStatus> {
    if (budgetLimitNanoUsd === null) return 'none';
    const month = resolveMonth(undefined, await this.calendar.timeZone(transaction), this.clock.now());
    const { byAgent } = await this.charts.read(transaction, month, ['byAgent']);
    const spent = byAgent.find(({ agentId }) => agentId === id)?.figures.costNanoUsd ?? 0n;
    return budgetStatus(spent, budgetLimitNanoUsd);
  }
}
