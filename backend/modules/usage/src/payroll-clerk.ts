import { Injectable } from '@nestjs/common';
import { AgentDirectory, buildSystemPrompt, toAgentSettings, type Agent } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { budgetPercent, budgetStatus, toUsd } from '@konstruct/contracts';
import { countTextTokens, priceOf } from '@konstruct/models';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { estimateCost } from './cost-estimate';
import { BusinessCalendar } from './business-calendar';
import { payrollRows, type MonthlyWork, type PayrollRow } from './payroll';
import type { EstimateRequest, EstimateView, PayrollRowView, PayrollTotalsView, PayrollView } from './payroll.dto';
import { resolveMonth, type ReportPeriod } from './report-range';
import { UsageChartsQuery } from './usage-charts.query';
import { addFigures, NO_USAGE, spentNanoUsd, tokensOf, type UsageFigures } from './usage-figures';

/** Does the payroll: what each AI employee costs in a month, and what a new one would cost. */
@Injectable()
export class PayrollClerk {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly calendar: BusinessCalendar,
    private readonly agents: AgentDirectory,
    private readonly seats: SeatPrices,
    private readonly charts: UsageChartsQuery,
    private readonly clock: Clock,
  ) {}

  month(context: TenantContext, name: string | undefined): Promise<PayrollView> {
    return this.database.inTenant(context, async (transaction) => {
      const timeZone = await this.calendar.timeZone(transaction);
      const now = this.clock.now();
      const month = resolveMonth(name, timeZone, now);
      const works = await this.worksOf(transaction, month);
      const seatPrice = await this.seats.monthlyNanoUsd(transaction);
      const rows = payrollRows(await this.agents.list(transaction), works, month, seatPrice, now);
      const drafts = addFigures(works.filter(({ agentId }) => agentId === null).map(({ figures }) => figures));
      return {
        month: month.month,
        time_zone: timeZone,
        as_of: now.toISOString(),
        days_elapsed: month.daysElapsed,
        days_in_month: month.daysInMonth,
        rows: rows.map(toRowView),
        totals: { ...toTotals(rows), unsaved_drafts_usd: toUsd(drafts.costNanoUsd) },
      };
    });
  }

  async estimate(context: TenantContext, { draft, messages_per_month }: EstimateRequest): Promise<EstimateView> {
    const { tenant, seatNanoUsd } = await this.database.inTenant(context, async (transaction) => ({
      tenant: await this.tenants.find(transaction),
      seatNanoUsd: await this.seats.monthlyNanoUsd(transaction),
    }));
    const settings = toAgentSettings(draft);
    const now = this.clock.now();
    const prompt = buildSystemPrompt(settings, {
      businessName: tenant.name,
      timeZone: tenant.timeZone,
      now,
      place: 'Direct message',
    });
    const estimate = estimateCost({
      promptTokens: countTextTokens(prompt),
      maxReplyTokens: settings.maxReplyTokens,
      messagesPerMonth: messages_per_month,
      seatNanoUsd,
      price: priceOf(settings.provider, settings.model, now),
      modelName: settings.model,
    });
    return {
      seat_usd: toUsd(estimate.seatNanoUsd),
      model_usd: orNull(estimate.modelNanoUsd),
      total_usd: orNull(estimate.totalNanoUsd),
      per_message_usd: orNull(estimate.perMessageNanoUsd),
      assumptions: estimate.assumptions,
    };
  }

  /** What everyone did in a month, read in one statement, so that its figures are of one moment. */
  private async worksOf(transaction: TenantTransaction, month: ReportPeriod): Promise<MonthlyWork[]> {
    const charts = await this.charts.read(transaction, month, ['byAgent', 'messages', 'conversations']);
    const conversations = new Map(charts.conversations.map((own) => [own.agentId, own.conversations]));
    const messages = Map.groupBy(charts.messages, ({ agentId }) => agentId);
    const used = new Map(charts.byAgent.flatMap(({ agentId, figures }) => (agentId ? [[agentId, figures]] : [])));
    const ids = new Set([...used.keys(), ...messages.keys()]);
    const works = [...ids].map((agentId) => ({
      agentId,
      figures: used.get(agentId) ?? NO_USAGE,
      conversations: conversations.get(agentId) ?? 0,
      messagesHandled: (messages.get(agentId) ?? []).reduce((sum, { inbound }) => sum + inbound, 0),
    }));
    const drafts = charts.byAgent.filter(({ agentId }) => agentId === null);
    return [
      ...works,
      ...drafts.map(({ figures }) => ({ agentId: null, figures, conversations: 0, messagesHandled: 0 })),
    ];
  }
}

function toRowView({ employee, work, seatDays, seatNanoUsd, forecastNanoUsd }: PayrollRow<Agent>): PayrollRowView {
  const { figures, conversations } = work;
  const { costNanoUsd: cost } = figures;
  const worked = spentNanoUsd(figures);
  return {
    agent_id: employee.id,
    name: employee.name,
    role_title: employee.roleTitle,
    avatar_color: employee.avatarColor,
    avatar_emoji: employee.avatarEmoji,
    status: employee.status,
    seat_days: seatDays,
    seat_usd: toUsd(seatNanoUsd),
    model_usd: toUsd(cost),
    channel_fees_usd: toUsd(figures.feeNanoUsd),
    total_usd: toUsd(seatNanoUsd + worked),
    forecast_usd: toUsd(forecastNanoUsd),
    messages_handled: work.messagesHandled,
    conversations,
    cost_per_conversation_usd: conversations === 0 ? null : toUsd(worked / BigInt(conversations)),
    total_tokens: tokensOf(figures),
    unpriced_calls: figures.unpricedCalls,
    budget_limit_usd: orNull(employee.budgetLimitNanoUsd),
    budget_percent: budgetPercent(cost, employee.budgetLimitNanoUsd),
    budget_status: budgetStatus(cost, employee.budgetLimitNanoUsd),
  };
}

function toTotals(rows: readonly PayrollRow<Agent>[]): Omit<PayrollTotalsView, 'unsaved_drafts_usd'> {
  const figures: UsageFigures = addFigures(rows.map((row) => row.work.figures));
  const money = (of: (row: PayrollRow<Agent>) => bigint): bigint => rows.reduce((sum, row) => sum + of(row), 0n);
  const count = (of: (row: PayrollRow<Agent>) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const seats = money((row) => row.seatNanoUsd);
  return {
    headcount: rows.filter((row) => row.isEmployed).length,
    seat_usd: toUsd(seats),
    model_usd: toUsd(figures.costNanoUsd),
    channel_fees_usd: toUsd(figures.feeNanoUsd),
    total_usd: toUsd(seats + spentNanoUsd(figures)),
    forecast_usd: toUsd(money((row) => row.forecastNanoUsd)),
    messages_handled: count((row) => row.work.messagesHandled),
    conversations: count((row) => row.work.conversations),
    total_tokens: tokensOf(figures),
    unpriced_calls: figures.unpricedCalls,
  };
}

function orNull(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : toUsd(nanoUsd);
}
