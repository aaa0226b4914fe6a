import { Injectable } from '@nestjs/common';
import { AgentDirectory, buildSystemPrompt, toAgentSettings, type Agent } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { budgetPercent, budgetStatus, toUsd } from '@konstruct/contracts';
import { countTextTokens, priceOf } from '@konstruct/models';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { estimateCost } from './cost-estimate';
import { payrollRows, type PayrollRow } from './payroll';
import type { EstimateRequest, EstimateView, PayrollRowView, PayrollTotalsView, PayrollView } from './payroll.dto';
import { PayrollQuery } from './payroll.query';
import { resolveMonth } from './report-range';

/** Does the payroll: what each AI employee costs in a month, and what a new one would cost. */
@Injectable()
export class PayrollClerk {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly agents: AgentDirectory,
    private readonly seats: SeatPrices,
    private readonly payroll: PayrollQuery,
    private readonly clock: Clock,
  ) {}

  month(context: TenantContext, name: string | undefined): Promise<PayrollView> {
    return this.database.inTenant(context, async (transaction) => {
      const { timeZone } = await this.tenants.find(transaction);
      const now = this.clock.now();
      const month = resolveMonth(name, timeZone, now);
      const works = await this.payroll.workByAgent(transaction, month);
      const seatPrice = await this.seats.monthlyNanoUsd(transaction);
      const rows = payrollRows(await this.agents.list(transaction), works, month, seatPrice, now);
      const drafts = works.find(({ agentId }) => agentId === null);
      return {
        month: month.month,
        time_zone: timeZone,
        as_of: now.toISOString(),
        days_elapsed: month.daysElapsed,
        days_in_month: month.daysInMonth,
        rows: rows.map(toRowView),
        totals: { ...toTotals(rows), unsaved_drafts_usd: toUsd(drafts?.costNanoUsd ?? 0n) },
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
}

function toRowView({ employee, work, seatNanoUsd, forecastNanoUsd }: PayrollRow<Agent>): PayrollRowView {
  const { costNanoUsd: cost, conversations } = work;
  return {
    agent_id: employee.id,
    name: employee.name,
    role_title: employee.roleTitle,
    avatar_color: employee.avatarColor,
    avatar_emoji: employee.avatarEmoji,
    status: employee.status,
    seat_usd: toUsd(seatNanoUsd),
    model_usd: toUsd(cost),
    total_usd: toUsd(seatNanoUsd + cost),
    forecast_usd: toUsd(forecastNanoUsd),
    messages_handled: work.messagesHandled,
    conversations,
    cost_per_conversation_usd: conversations === 0 ? null : toUsd(cost / BigInt(conversations)),
    total_tokens: work.totalTokens,
    unpriced_calls: work.unpricedCalls,
    budget_limit_usd: orNull(employee.budgetLimitNanoUsd),
    budget_percent: budgetPercent(cost, employee.budgetLimitNanoUsd),
    budget_status: budgetStatus(cost, employee.budgetLimitNanoUsd),
  };
}

function toTotals(rows: readonly PayrollRow<Agent>[]): Omit<PayrollTotalsView, 'unsaved_drafts_usd'> {
  const money = (of: (row: PayrollRow<Agent>) => bigint): number => toUsd(rows.reduce((sum, row) => sum + of(row), 0n));
  const count = (of: (row: PayrollRow<Agent>) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    headcount: rows.filter((row) => row.isEmployed).length,
    seat_usd: money((row) => row.seatNanoUsd),
    model_usd: money((row) => row.work.costNanoUsd),
    total_usd: money((row) => row.seatNanoUsd + row.work.costNanoUsd),
    forecast_usd: money((row) => row.forecastNanoUsd),
    messages_handled: count((row) => row.work.messagesHandled),
    conversations: count((row) => row.work.conversations),
    total_tokens: count((row) => row.work.totalTokens),
  };
}

function orNull(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : toUsd(nanoUsd);
}
