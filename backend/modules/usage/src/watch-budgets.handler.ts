import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import type { AtLimitAction } from '@konstruct/contracts';
import { Notices } from '@konstruct/notices';
import { Database, HandlesJob, systemContext, type JobHandler, type TenantTransaction } from '@konstruct/platform';
import { BudgetBook, type BudgetMonth } from './budget-book';
import { businessOutlookOf, outlookOf } from './budget-office';
import type { BudgetOutlook } from './budget-outlook';
import { WATCH_BUDGETS_JOB } from './budget-settlement';
import { BudgetStore } from './budget.store';

/** One budget that can cross a threshold. */
interface Watched {
  readonly scopeId: string;
  readonly name: string;
  readonly atLimit: AtLimitAction;
  readonly outlook: BudgetOutlook;
}

/** Tells once a month each when a budget has come to 80%, and to 100% or has no room for the next answer, and takes it back when there is room again. */
@Injectable()
@HandlesJob(WATCH_BUDGETS_JOB)
export class WatchBudgetsHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly book: BudgetBook,
    private readonly store: BudgetStore,
    private readonly agents: AgentDirectory,
    private readonly notices: Notices,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId } = payload as { tenant_id: string };
    await this.database.inTenant(systemContext(tenantId, 'budget watch'), async (transaction) => {
      const month = await this.book.openMonth(transaction);
      const employees = (await this.agents.list(transaction)).filter(({ status }) => status !== 'archived');
      const business = {
        scopeId: tenantId,
        name: 'The business',
        atLimit: month.business?.atLimit ?? 'alert_only',
        outlook: businessOutlookOf(month),
      };
      const own = employees.map((agent) => ({
        scopeId: agent.id,
        name: agent.name,
        atLimit: agent.atLimit,
        outlook: outlookOf(month, agent),
      }));
      for (const watched of [...own, business]) await this.look(transaction, month, watched);
    });
  }

  private async look(transaction: TenantTransaction, { month }: BudgetMonth, watched: Watched): Promise<void> {
    const { status } = watched.outlook;
    const key = `budget:${watched.scopeId}:${month.month}`;
    if (status === 'none' || status === 'ok') return this.notices.resolve(transaction, key);
    const percent = status === 'exceeded' ? 100 : 80;
    const threshold = { scopeId: watched.scopeId, month: month.firstDay, percent } as const;
    const isFirst = await this.store.noteThreshold(transaction, threshold);
    // Who is at 100 at once is not told of 80 when overtime brings it back there.
    if (percent === 100) await this.store.noteThreshold(transaction, { ...threshold, percent: 80 });
    if (!isFirst) return;
    await this.notices.raise(transaction, {
      kind: status === 'exceeded' ? 'budget.exceeded' : 'budget.warning',
      severity: status === 'exceeded' ? 'critical' : 'warning',
      ...wordsOf(watched),
      link: `budgets?overtime=${watched.scopeId === transaction.tenantId ? 'business' : watched.scopeId}`,
      dedupeKey: key,
      audience: 'usage:read',
    });
  }
}

function wordsOf({ name, atLimit, outlook }: Watched): { title: string; body: string } {
  const spent = `${dollars(outlook.current_usd)} of ${dollars(outlook.effective_limit_usd ?? 0)}`;
  const days = outlook.resets_in_days;
  const reset = `It starts anew in ${days} ${days === 1 ? 'day' : 'days'}.`;
  if (outlook.refused_usd > 0) {
    const then = atLimit === 'stop' ? 'People get the out-of-office text' : 'It goes on with the cheaper model';
    return {
      title: `${name}: the next answer would go beyond the budget`,
      body: `${spent} is spent, and an answer may cost up to ${dollars(outlook.refused_usd)}. ${then}. ${reset} Grant overtime or raise the budget to go on as before.`,
    };
  }
  if (outlook.status === 'exceeded') {
    return {
      title: `${name}: the budget of this month is spent`,
      body: `${spent} is spent. ${reset} Grant overtime or raise the budget to go on as before.`,
    };
  }
  const forecast = outlook.reaches_limit_on ? ` At this pace it reaches its limit on ${outlook.reaches_limit_on}.` : '';
  return {
    title: `${name}: ${outlook.percent ?? 80}% of the budget is spent`,
    body: `${spent} is spent.${forecast} ${reset}`,
  };
}

/** Less than a dollar with a part of a cent: an answer rarely costs a whole one. */
function dollars(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 1 ? 4 : 2)}`;
}
