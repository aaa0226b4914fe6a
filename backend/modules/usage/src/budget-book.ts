import { Injectable } from '@nestjs/common';
import type { MonthProgress } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { BudgetStore, type BudgetFigures, type BusinessBudget } from './budget.store';
import { BusinessCalendar } from './business-calendar';
import { resolveMonth, type ReportPeriod } from './report-range';
import { UsageChartsQuery } from './usage-charts.query';
import type { UsageFigures } from './usage-figures';

/** Everything about the budgets of the running month. */
export interface BudgetMonth {
  readonly month: MonthProgress & ReportPeriod;
  readonly now: Date;
  readonly business: BusinessBudget | null;
  /** By employee, and under `null` for the business. */
  readonly figures: ReadonlyMap<string | null, BudgetFigures>;
  readonly used: ReadonlyMap<string | null, UsageFigures>;
}

/** Reads the budgets of the running month. */
@Injectable()
export class BudgetBook {
  constructor(
    private readonly calendar: BusinessCalendar,
    private readonly store: BudgetStore,
    private readonly charts: UsageChartsQuery,
    private readonly clock: Clock,
  ) {}

  async open(transaction: TenantTransaction): Promise<BudgetMonth> {
    const now = this.clock.now();
    const month = resolveMonth(undefined, await this.calendar.timeZone(transaction), now);
    const business = await this.store.findBusinessBudget(transaction);
    const figures = await this.store.figures(transaction, month);
    const { byAgent } = await this.charts.read(transaction, month, ['byAgent']);
    return { month, now, business, figures, used: new Map(byAgent.map((own) => [own.agentId, own.figures])) };
  }
}
