import { Injectable } from '@nestjs/common';
import type { MonthProgress } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { BudgetStore, type BudgetFigures, type BusinessBudget } from './budget.store';
import { BusinessCalendar } from './business-calendar';
import { resolveMonth, type ReportPeriod } from './report-range';
import { UsageChartsQuery } from './usage-charts.query';
import type { UsageFigures } from './usage-figures';

/** The budgets of a month. */
export interface BudgetMonth {
  readonly month: MonthProgress & ReportPeriod;
  readonly now: Date;
  readonly business: BusinessBudget | null;
  /** By employee, and under `null` for the business. */
  readonly figures: ReadonlyMap<string | null, BudgetFigures>;
  /** By how much a reply cost more than was held for it, at most; by employee, and under `null` for the business. */
  readonly estimateErrors: ReadonlyMap<string | null, bigint>;
}

/** The budgets of the running month with what was used in it. */
export interface UsedBudgetMonth extends BudgetMonth {
  readonly used: ReadonlyMap<string | null, UsageFigures>;
}

/** Reads the budgets of a month. */
@Injectable()
export class BudgetBook {
  constructor(
    private readonly calendar: BusinessCalendar,
    private readonly store: BudgetStore,
    private readonly charts: UsageChartsQuery,
    private readonly clock: Clock,
  ) {}

  async open(transaction: TenantTransaction): Promise<UsedBudgetMonth> {
    const month = await this.openMonth(transaction);
    const { byAgent } = await this.charts.read(transaction, month.month, ['byAgent']);
    return { ...month, used: new Map(byAgent.map((own) => [own.agentId, own.figures])) };
  }

  /** The running month where the business has a budget; else null, for the price of one look. */
  async openLimited(transaction: TenantTransaction): Promise<BudgetMonth | null> {
    return (await this.store.findBusinessBudget(transaction)) && this.openMonth(transaction);
  }

  /** One month by its name, `YYYY-MM`; the running one without. The limits are today's. */
  async openMonth(transaction: TenantTransaction, name?: string): Promise<BudgetMonth> {
    const now = this.clock.now();
    const month = resolveMonth(name, await this.calendar.timeZone(transaction), now);
    return {
      month,
      now,
      business: await this.store.findBusinessBudget(transaction),
      figures: await this.store.figures(transaction, month),
      estimateErrors: await this.store.worstEstimateErrors(transaction, month),
    };
  }
}
