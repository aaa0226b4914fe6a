import { Injectable } from '@nestjs/common';
import { AgentDirectory, buildSystemPrompt, toAgentSettings, type Agent } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { addMonths, budgetPercent, budgetStatus, toUsd } from '@konstruct/contracts';
import { countTextTokens, priceOf } from '@konstruct/models';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { estimateCost } from './cost-estimate';
import { MonthlyWorks } from './monthly-works';
import { BusinessCalendar } from './business-calendar';
import { payrollRows, type PayrollRow } from './payroll';
import type { EstimateRequest, EstimateView, PayrollRowView, PayrollTotalsView, PayrollView } from './payroll.dto';
import { resolveMonth } from './report-range';
import { addFigures, spentNanoUsd, tokensOf, type UsageFigures } from './usage-figures';

/** Does the payroll: what each AI employee costs in a month, and what a new one would cost. */
@Injectable()
export class PayrollClerk {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly calendar: BusinessCalendar,
    private readonly agents: AgentDirectory,
    private readonly seats: SeatPrices,
    private readonly works: MonthlyWorks,
    private readonly clock: Clock,
  ) {}

  month(context: TenantContext, name: string | undefined): Promise<PayrollView> {
    return this.database.inTenant(context, async (transaction) => {
      const timeZone = await this.calendar.timeZone(transaction);
      const now = this.clock.now();
      const month = resolveMonth(name, timeZone, now);
      const works = await this.works.read(transaction, month);
      const seatPrice = await this.seats.monthlyNanoUsd(transaction);
      const employees = await this.agents.list(transaction);
      const rows = payrollRows(employees, works, month, seatPrice, now);
      const before = resolveMonth(addMonths(month.month, -1), timeZone, now);
      const previous = payrollRows(employees, await this.works.read(transaction, before), before, seatPrice, now);
      const drafts = addFigures(works.filter(({ agentId }) => agentId === null).map(({ figures }) => figures));
      return {
        month: month.month,
        time_zone: timeZone,
        as_of: now.toISOString(),
        days_elapsed: month.daysElapsed,
        days_in_month: month.daysInMonth,
        rows: rows.map((row) => toRowView(row, previous)),
        totals: {
          ...toTotals(rows),
          previous_total_usd: toUsd(previous.reduce((sum, row) => sum + totalNanoUsd(row), 0n)),
          unsaved_drafts_usd: toUsd(drafts.costNanoUsd),
        },
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

function toRowView(row: PayrollRow<Agent>, previous: readonly PayrollRow<Agent>[]): PayrollRowView {
  const { employee, work, seatDays, seatNanoUsd, forecastNanoUsd } = row;
  const before = previous.find((other) => other.employee.id === employee.id);
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
    total_usd: toUsd(totalNanoUsd(row)),
    previous_total_usd: before ? toUsd(totalNanoUsd(before)) : null,
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

function totalNanoUsd({ seatNanoUsd, work }: PayrollRow<Agent>): bigint {
  return seatNanoUsd + spentNanoUsd(work.figures);
}

function toTotals(
  rows: readonly PayrollRow<Agent>[],
): Omit<PayrollTotalsView, 'unsaved_drafts_usd' | 'previous_total_usd'> {
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
