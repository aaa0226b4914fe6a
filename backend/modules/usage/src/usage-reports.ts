import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { budgetPercent, budgetStatus, toUsd, type TimeRange } from '@konstruct/contracts';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { MessageVolumeQuery } from './message-volume.query';
import { PayrollQuery } from './payroll.query';
import { resolveMonth, resolveRange, type RangeRequest } from './report-range';
import { addSums, UsageSummaryQuery, type UsageSums } from './usage-summary.query';
import type {
  BudgetAlertPage,
  MessageVolumeView,
  ReportView,
  UsageByProviderView,
  UsageFiguresView,
  UsageSummaryView,
} from './usage.dto';

/** Puts together the reports on tokens, cost, messages and budgets, in the business's own calendar. */
@Injectable()
export class UsageReports {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly agents: AgentDirectory,
    private readonly usage: UsageSummaryQuery,
    private readonly messages: MessageVolumeQuery,
    private readonly payroll: PayrollQuery,
    private readonly clock: Clock,
  ) {}

  summary(context: TenantContext, request: RangeRequest): Promise<UsageSummaryView> {
    return this.report(context, request, async (transaction, range) => {
      const agents = await this.usage.byAgent(transaction, range);
      const names = await this.namesOf(
        transaction,
        agents.flatMap(({ agentId }) => agentId ?? []),
      );
      return {
        total: toFigures(addSums(agents)),
        agents: agents.map((agent) => ({
          agent_id: agent.agentId,
          agent_name: names.get(agent.agentId ?? '') ?? agent.agentName,
          ...toFigures(agent),
        })),
      };
    });
  }

  byProvider(context: TenantContext, request: RangeRequest): Promise<UsageByProviderView> {
    return this.report(context, request, async (transaction, range) => {
      const providers = await this.usage.byProvider(transaction, range);
      return {
        total: toFigures(addSums(providers)),
        providers: providers.map((usage) => ({ provider: usage.provider, ...toFigures(usage) })),
      };
    });
  }

  messageVolume(context: TenantContext, request: RangeRequest): Promise<MessageVolumeView> {
    return this.report(context, request, async (transaction, range) => {
      const volumes = await this.messages.byAgentAndChannel(transaction, range);
      const names = await this.namesOf(
        transaction,
        volumes.map(({ agentId }) => agentId),
      );
      const items = volumes.map(({ agentId, channelKind, inbound, outbound }) => ({
        agent_id: agentId,
        agent_name: names.get(agentId) ?? '',
        channel_kind: channelKind,
        inbound,
        outbound,
      }));
      return { items };
    });
  }

  /** The budgets of this month. */
  budgetAlerts(context: TenantContext): Promise<BudgetAlertPage> {
    return this.database.inTenant(context, async (transaction) => {
      const { timeZone } = await this.tenants.find(transaction);
      const month = resolveMonth(undefined, timeZone, this.clock.now());
      const works = new Map((await this.payroll.workByAgent(transaction, month)).map((work) => [work.agentId, work]));
      const employees = (await this.agents.list(transaction)).filter(({ status }) => status !== 'archived');
      const items = employees.map(({ id, name, budgetLimitNanoUsd: limit }) => {
        const spent = works.get(id)?.costNanoUsd ?? 0n;
        return {
          agent_id: id,
          agent_name: name,
          current_usd: toUsd(spent),
          limit_usd: limit === null ? null : toUsd(limit),
          percent: budgetPercent(spent, limit),
          status: budgetStatus(spent, limit),
          unpriced_calls: works.get(id)?.unpricedCalls ?? 0,
          resets_at: month.to.toISOString(),
        };
      });
      return { items, next_cursor: null };
    });
  }

  private report<Body extends object>(
    context: TenantContext,
    request: RangeRequest,
    read: (transaction: TenantTransaction, range: TimeRange) => Promise<Body>,
  ): Promise<ReportView & Body> {
    return this.database.inTenant(context, async (transaction) => {
      const { timeZone } = await this.tenants.find(transaction);
      const now = this.clock.now();
      const range = resolveRange(request, timeZone, now);
      const body = await read(transaction, range);
      return {
        from: range.from.toISOString(),
        to: range.to.toISOString(),
        time_zone: timeZone,
        as_of: now.toISOString(),
        ...body,
      };
    });
  }

  private async namesOf(transaction: TenantTransaction, ids: readonly string[]): Promise<Map<string, string>> {
    const agents = await this.agents.findMany(transaction, [...new Set(ids)]);
    return new Map(agents.map((agent) => [agent.id, agent.name]));
  }
}

function toFigures(sums: UsageSums): UsageFiguresView {
  return {
    input_tokens: sums.inputTokens,
    cached_input_tokens: sums.cachedInputTokens,
    output_tokens: sums.outputTokens,
    reasoning_tokens: sums.reasoningTokens,
    total_tokens: sums.totalTokens,
    model_calls: sums.modelCalls,
    cost_usd: toUsd(sums.costNanoUsd),
    unpriced_calls: sums.unpricedCalls,
  };
}
