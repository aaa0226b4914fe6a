import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { addMonths, toUsd } from '@konstruct/contracts';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { MonthlyWorks } from './monthly-works';
import { BudgetBook, type BudgetMonth } from './budget-book';
import { outlookOf, toBusinessView } from './budget-office';
import { payrollRows, type PayrollRow } from './payroll';
import type { PayrollRowView, PayrollTotalsView, PayrollView } from './payroll.dto';
import { resolveMonth } from './report-range';
import { addFigures, spentNanoUsd, tokensOf, type UsageFigures } from './usage-figures';

/** Does the payroll: what each AI employee costs in a month. */
@Injectable()
export class PayrollClerk {
  constructor(
    private readonly database: Database,
    private readonly budgets: BudgetBook,
    private readonly agents: AgentDirectory,
    private readonly seats: SeatPrices,
    private readonly works: MonthlyWorks,
    private readonly clock: Clock,
  ) {}

  month(context: TenantContext, name: string | undefined): Promise<PayrollView> {
    return this.database.inTenant(context, async (transaction) => {
      const budgets = await this.budgets.openMonth(transaction, name);
      const { month, now } = budgets;
      const { timeZone } = month;
      const works = await this.works.read(transaction, month);
      const seatPrice = await this.seats.monthlyNanoUsd(transaction);
      const employees = await this.agents.list(transaction);
      const rows = payrollRows(employees, works, month, seatPrice, now);
      const before = resolveMonth(addMonths(month.month, -1), timeZone, now);
      const previous = payrollRows(employees, await this.works.read(transaction, before), before, seatPrice, now);
      const drafts = addFigures(works.filter(({ agentId }) => agentId === null).map(({ figures }) => figures));
      const totals = toTotals(rows);
      return {
        month: month.month,
        time_zone: timeZone,
        as_of: now.toISOString(),
        days_elapsed: month.daysElapsed,
        days_in_month: month.daysInMonth,
        rows: rows.map((row) => ({ ...toRowView(row, previous), ...toBudgetView(row, budgets) })),
        totals: {
          ...totals,
          previous_total_usd: toUsd(previous.reduce((sum, row) => sum + totalNanoUsd(row), 0n)),
          unsaved_drafts_usd: toUsd(drafts.costNanoUsd),
        },
        business_budget: now < month.to ? toBusinessView(budgets, totals.unpriced_calls) : null,
      };
    });
  }
}

type BudgetFields = Pick<PayrollRowView, Extract<keyof PayrollRowView, `budget_${string}`>>;

function toBudgetView({ employee, work }: PayrollRow<Agent>, budgets: BudgetMonth): BudgetFields {
  const outlook = outlookOf(budgets, employee, work.figures.costNanoUsd);
  const { limit_usd: limit } = outlook;
  const isRunning = budgets.now < budgets.month.to && limit !== null;
  return {
    budget_limit_usd: limit,
    budget_effective_limit_usd: outlook.effective_limit_usd,
    budget_overtime_usd: outlook.overtime_usd,
    budget_percent: outlook.percent,
    budget_status: outlook.status,
    budget_reaches_limit_on: isRunning ? outlook.reaches_limit_on : null,
    budget_resets_in_days: isRunning ? outlook.resets_in_days : null,
  };
}

function toRowView(
  row: PayrollRow<Agent>,
  previous: readonly PayrollRow<Agent>[],
): Omit<PayrollRowView, keyof BudgetFields> {
  const { employee, work, seatDays, seatNanoUsd, forecastNanoUsd } = row;
  const before = previous.find((other) => other.employee.id === employee.id);
  const { figures, conversations } = work;
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
    model_usd: toUsd(figures.costNanoUsd),
    channel_fees_usd: toUsd(figures.feeNanoUsd),
    total_usd: toUsd(totalNanoUsd(row)),
    previous_total_usd: before ? toUsd(totalNanoUsd(before)) : null,
    forecast_usd: toUsd(forecastNanoUsd),
    messages_handled: work.messagesHandled,
    conversations,
    cost_per_conversation_usd: conversations === 0 ? null : toUsd(worked / BigInt(conversations)),
    total_tokens: tokensOf(figures),
    unpriced_calls: figures.unpricedCalls,
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
