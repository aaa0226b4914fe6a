import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { BudgetBook } from './budget-book';
import { businessOutlookOf } from './budget-office';
import { BusinessCalendar } from './business-calendar';
import { previousPeriod, resolveBucket, resolveRange, type RangeRequest, type ReportPeriod } from './report-range';
import { UsageChartsQuery, type AgentUsage, type MessageVolume, type UsageAgent } from './usage-charts.query';
import type { DashboardQuery, DashboardView } from './usage-dashboard.dto';
import { toSeries } from './usage-series';
import { addFigures } from './usage-figures';
import { toFiguresView, toProviderViews } from './usage-views';
import type {
  AgentMessageVolumeView,
  AgentUsageView,
  MessageVolumeView,
  ReportView,
  UsageByProviderView,
  UsageSummaryView,
} from './usage.dto';

/** Puts together the reports on tokens, cost, messages and budgets, in the business's own calendar. */
@Injectable()
export class UsageReports {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly agents: AgentDirectory,
    private readonly charts: UsageChartsQuery,
    private readonly budgets: BudgetBook,
    private readonly clock: Clock,
  ) {}

  summary(context: TenantContext, request: RangeRequest): Promise<UsageSummaryView> {
    return this.report(context, request, async (transaction, period) => {
      const { byAgent } = await this.charts.read(transaction, period, ['byAgent']);
      const names = await this.namesOf(transaction, byAgent);
      return { total: toFiguresView(totalOf(byAgent)), agents: byAgent.map((agent) => toAgentView(agent, names)) };
    });
  }

  byProvider(context: TenantContext, request: RangeRequest): Promise<UsageByProviderView> {
    return this.report(context, request, async (transaction, period) => {
      const { byModel } = await this.charts.read(transaction, period, ['byModel']);
      return { total: toFiguresView(totalOf(byModel)), providers: toProviderViews(byModel) };
    });
  }

  messageVolume(context: TenantContext, request: RangeRequest): Promise<MessageVolumeView> {
    return this.report(context, request, async (transaction, period) => {
      const { messages } = await this.charts.read(transaction, period, ['messages']);
      const names = await this.namesOf(transaction, messages);
      return { items: messages.map((volume) => toVolumeView(volume, names)) };
    });
  }

  /** Everything that the Usage page shows, read in one statement. */
  dashboard(context: TenantContext, request: DashboardQuery): Promise<DashboardView> {
    return this.report(context, request, async (transaction, period) => {
      const bucket = resolveBucket(request.bucket, period);
      const charts =
        bucket === 'day'
          ? await this.charts.read(transaction, period, [
              ...ALWAYS,
              'agentsOverDays',
              'modelsOverDays',
              'messagesOverDays',
            ])
          : await this.charts.read(transaction, period, [
              ...ALWAYS,
              'agentsOverHours',
              'modelsOverHours',
              'messagesOverHours',
            ]);
      const names = await this.namesOf(transaction, [...charts.byAgent, ...charts.messages]);
      return {
        bucket,
        total: toFiguresView(totalOf(charts.byAgent)),
        previous: request.compare ? await this.previous(transaction, period) : null,
        agents: charts.byAgent.map((agent) => toAgentView(agent, names)),
        providers: toProviderViews(charts.byModel),
        messages: charts.messages.map((volume) => toVolumeView(volume, names)),
        ...toSeries(charts, period, bucket),
        business_budget: await this.businessBudget(transaction),
      };
    });
  }

  private async businessBudget(transaction: TenantTransaction): Promise<DashboardView['business_budget']> {
    const month = await this.budgets.openLimited(transaction);
    return month && businessOutlookOf(month);
  }

  private async previous(transaction: TenantTransaction, period: ReportPeriod): Promise<DashboardView['previous']> {
    const before = previousPeriod(period);
    const { byAgent } = await this.charts.read(transaction, before, ['byAgent']);
    return { from: before.from.toISOString(), to: before.to.toISOString(), total: toFiguresView(totalOf(byAgent)) };
  }

  private report<Body extends object>(
    context: TenantContext,
    request: RangeRequest,
    read: (transaction: TenantTransaction, period: ReportPeriod) => Promise<Body>,
  ): Promise<ReportView & Body> {
    return this.database.inTenant(context, async (transaction) => {
      const timeZone = await this.calendar.timeZone(transaction);
      const now = this.clock.now();
      const period = resolveRange(request, timeZone, now);
      const body = await read(transaction, period);
      return {
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        time_zone: timeZone,
        as_of: now.toISOString(),
        ...body,
      };
    });
  }

  private async namesOf(
    transaction: TenantTransaction,
    used: readonly { readonly agentId: string | null }[],
  ): Promise<Map<string, Agent>> {
    const ids = new Set(used.flatMap(({ agentId }) => agentId ?? []));
    const agents = ids.size === 0 ? [] : await this.agents.findMany(transaction, [...ids]);
    return new Map(agents.map((agent) => [agent.id, agent]));
  }
}

const ALWAYS = ['byAgent', 'byModel', 'messages'] as const;

function totalOf(used: readonly Pick<AgentUsage, 'figures'>[]): AgentUsage['figures'] {
  return addFigures(used.map(({ figures }) => figures));
}

/** The name of today, or for those who are not there any more the one that is in the books. */
function nameOf({ agentId, agentName }: UsageAgent, names: ReadonlyMap<string, Agent>): string {
  return names.get(agentId ?? '')?.name ?? agentName;
}

function toAgentView(agent: AgentUsage, names: ReadonlyMap<string, Agent>): AgentUsageView {
  return { agent_id: agent.agentId, agent_name: nameOf(agent, names), ...toFiguresView(agent.figures) };
}

function toVolumeView(volume: MessageVolume, names: ReadonlyMap<string, Agent>): AgentMessageVolumeView {
  const { agentId, channelKind, inbound, outbound } = volume;
  return {
    agent_id: agentId,
    agent_name: names.get(agentId)?.name ?? '',
    channel_kind: channelKind,
    inbound,
    outbound,
  };
}
