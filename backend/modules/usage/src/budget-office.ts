import { Injectable } from '@nestjs/common';
import { AgentDirectory, AgentError, type Agent } from '@konstruct/agents';
import { AuditLog } from '@konstruct/audit';
import { fromUsd, toUsd, type AtLimitAction } from '@konstruct/contracts';
import { Database, LiveUpdates, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { BudgetBook, type BudgetMonth, type UsedBudgetMonth } from './budget-book';
import { budgetOutlook, type BudgetOutlook, type WatchedState } from './budget-outlook';
import { BudgetSettlement } from './budget-settlement';
import { BudgetStore } from './budget.store';
import { UsageError } from './usage.errors';
import { NO_USAGE } from './usage-figures';
import type { BudgetAlertPage, BusinessBudgetView } from './usage.dto';

const NOTHING = { spentNanoUsd: 0n, reservedNanoUsd: 0n, overtimeNanoUsd: 0n, refusedNanoUsd: 0n } as const;

const MOST_OVERTIME_NANO_USD = fromUsd(1_000_000);

/** Shows the budgets of the month, sets the one of the business, and grants overtime. */
@Injectable()
export class BudgetOffice {
  constructor(
    private readonly database: Database,
    private readonly book: BudgetBook,
    private readonly store: BudgetStore,
    private readonly settlement: BudgetSettlement,
    private readonly agents: AgentDirectory,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
  ) {}

  alerts(context: TenantContext): Promise<BudgetAlertPage> {
    return this.database.inTenant(context, async (transaction) => {
      const month = await this.book.open(transaction);
      const employees = (await this.agents.list(transaction)).filter(({ status }) => status !== 'archived');
      const items = employees.map((agent) => ({
        agent_id: agent.id,
        agent_name: agent.name,
        at_limit: agent.atLimit,
        ...outlookOf(month, agent),
        unpriced_calls: (month.used.get(agent.id) ?? NO_USAGE).unpricedCalls,
      }));
      return { items, next_cursor: null, business: toBusinessView(month, unpricedOf(month)) };
    });
  }

  setBusinessBudget(
    context: TenantContext,
    { limitUsd, atLimit }: { readonly limitUsd: number | null; readonly atLimit: AtLimitAction },
  ): Promise<BusinessBudgetView> {
    return this.database.inTenant(context, async (transaction) => {
      const before = await this.store.findBusinessBudget(transaction);
      await this.store.lock(transaction, null, true);
      await this.store.saveBusinessBudget(
        transaction,
        limitUsd === null ? null : { limitNanoUsd: fromUsd(limitUsd), atLimit },
      );
      await this.audit.record(transaction, {
        event_type: 'budget.changed',
        subject: { type: 'tenant', id: transaction.tenantId },
        summary: `${context.actor.name} ${limitUsd === null ? 'took away the budget of the business' : `set the budget of the business to $${limitUsd} a month`}.`,
        changes: { limit_usd: { before: before && toUsd(before.limitNanoUsd), after: limitUsd } },
      });
      await this.settlement.watch(transaction);
      await this.live.announce(transaction, 'payroll');
      const month = await this.book.open(transaction);
      return toBusinessView(month, unpricedOf(month));
    });
  }

  /** Raises this month's limit, of one employee or of the business; next month is as before. */
  grantOvertime(
    context: TenantContext,
    agentId: string | null,
    amountUsd: number,
    grantedSoFarUsd?: number,
  ): Promise<BudgetOutlook> {
    return this.database.inTenant(context, async (transaction) => {
      const agent = agentId === null ? null : await this.agents.find(transaction, agentId);
      if (agentId !== null && !agent) throw new AgentError('agent_not_found');
      await this.store.lock(transaction, agentId, agentId === null);
      const before = await this.book.openMonth(transaction);
      const amountNanoUsd = fromUsd(amountUsd);
      assertGrantable(agent ? outlookOf(before, agent) : businessOutlookOf(before), amountNanoUsd, grantedSoFarUsd);
      await this.store.addOvertime(transaction, { agentId, month: before.month.firstDay, amountNanoUsd });
      await this.tellOfOvertime(transaction, agent, amountUsd);
      const now = await this.book.openMonth(transaction);
      return agent ? outlookOf(now, agent) : businessOutlookOf(now);
    });
  }

  private async tellOfOvertime(transaction: TenantTransaction, agent: Agent | null, amountUsd: number): Promise<void> {
    const whose = agent?.name ?? 'the business';
    await this.audit.record(transaction, {
      event_type: 'budget.overtime_granted',
      subject: agent ? { type: 'agent', id: agent.id, name: agent.name } : { type: 'tenant', id: transaction.tenantId },
      summary: `${transaction.context.actor.name} granted ${whose} $${amountUsd} of overtime until the end of the month.`,
      changes: { overtime_usd: { before: null, after: amountUsd } },
    });
    await this.settlement.watch(transaction);
    await this.live.announce(transaction, 'payroll');
  }
}

/** Who says what was granted so far cannot grant the same twice. */
function assertGrantable(
  { limit_usd, overtime_usd }: BudgetOutlook,
  amountNanoUsd: bigint,
  grantedSoFarUsd: number | undefined,
): void {
  const soFar = fromUsd(overtime_usd);
  if (limit_usd === null) throw new UsageError('no_budget');
  if (grantedSoFarUsd !== undefined && fromUsd(grantedSoFarUsd) !== soFar) throw new UsageError('overtime_changed');
  if (soFar + amountNanoUsd > MOST_OVERTIME_NANO_USD) throw new UsageError('too_much_overtime');
}

/** How one employee's budget stands; what is spent can be that of a report, so that both say the same. */
export function outlookOf(
  opened: BudgetMonth,
  { id, budgetLimitNanoUsd }: Agent,
  spentNanoUsd = opened.figures.get(id)?.spentNanoUsd ?? 0n,
): BudgetOutlook {
  const { month, now } = opened;
  const state = { ...stateOf(opened, id, budgetLimitNanoUsd), spentNanoUsd };
  return budgetOutlook(state, month, month.timeZone, now);
}

/** How the budget of the business stands. */
export function businessOutlookOf(opened: BudgetMonth): BudgetOutlook {
  const { month, now, business } = opened;
  return budgetOutlook(stateOf(opened, null, business?.limitNanoUsd ?? null), month, month.timeZone, now);
}

/** The same for a page. */
export function toBusinessView(opened: BudgetMonth, unpricedCalls: number): BusinessBudgetView {
  return {
    ...businessOutlookOf(opened),
    at_limit: opened.business?.atLimit ?? 'alert_only',
    unpriced_calls: unpricedCalls,
  };
}

function unpricedOf({ used }: UsedBudgetMonth): number {
  return [...used.values()].reduce((sum, { unpricedCalls }) => sum + unpricedCalls, 0);
}

function stateOf(
  { figures, estimateErrors }: BudgetMonth,
  agentId: string | null,
  limitNanoUsd: bigint | null,
): WatchedState {
  const estimateErrorNanoUsd = estimateErrors.get(agentId) ?? 0n;
  return { ...NOTHING, ...figures.get(agentId), limitNanoUsd, estimateErrorNanoUsd };
}
