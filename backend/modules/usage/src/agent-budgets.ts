import { Injectable } from '@nestjs/common';
import { fallbackReference } from '@konstruct/models';
import type { Agent } from '@konstruct/agents';
import type { AtLimitAction } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { actionAtLimit, fullBudgets, mostNanoUsd, type BudgetState, type CallSize } from './budget-rules';
import { BudgetSettlement } from './budget-settlement';
import { BudgetStore, type BudgetFigures, type BusinessBudget } from './budget.store';
import { BusinessCalendar } from './business-calendar';
import type { PriceLookup } from './call-booking';
import { PriceBook } from './prices/price-book';
import { resolveMonth, type ReportPeriod } from './report-range';
import { ReservationKeeper } from './reservation-keeper';

/** Who wants to make a call. */
export type Spender = Pick<
  Agent,
  'provider' | 'model' | 'fallbackModel' | 'budgetLimitNanoUsd' | 'atLimit' | 'maxReplyTokens'
> & {
  /** Null for a draft, which has no budget but that of the business. */
  readonly id: string | null;
};

/** Leave to make a call. */
export interface BudgetGrant {
  /** What the operator chose for a budget that has no room for it; null while it has. */
  readonly atLimit: AtLimitAction | null;
  /** Give it to `UsageLedger.recordCalls`, or to `release`; null when nothing is held. */
  readonly reservationId: string | null;
}

/**
 * Grants calls within the budgets of an employee and of its business. What a call may cost at most is held before it is made
 * and settled when it is booked, so that calls at the same time cannot spend the same dollar. See ADR 30.
 */
@Injectable()
export class AgentBudgets {
  constructor(
    private readonly calendar: BusinessCalendar,
    private readonly store: BudgetStore,
    private readonly keeper: ReservationKeeper,
    private readonly settlement: BudgetSettlement,
    private readonly prices: PriceBook,
    private readonly clock: Clock,
  ) {}

  /** Holds the cost of a call, unless the budget is spent and the employee is to stop. The prompt is counted only when it matters. */
  async reserve(transaction: TenantTransaction, agent: Spender, countPromptTokens: () => number): Promise<BudgetGrant> {
    const business = await this.store.findBusinessBudget(transaction);
    if (agent.budgetLimitNanoUsd === null && !business) return { atLimit: null, reservationId: null };
    const size = { promptTokens: countPromptTokens(), maxReplyTokens: agent.maxReplyTokens };
    const month = resolveMonth(undefined, await this.calendar.timeZone(transaction), this.clock.now());
    await this.store.lock(transaction, agent.id, business !== null);
    const figures = await this.store.figures(transaction, month);
    const { of: prices } = await this.prices.open(transaction);
    const amount = this.amountOf(agent, size, prices);
    const budgets = budgetsOf(agent, business, figures);
    const atLimit = actionAtLimit(amount, budgets);
    const refusing = fullBudgets(amount, budgets).filter((budget) => isRefusal(agent, budget));
    if (refusing.length > 0) await this.noteRefusals(transaction, month, amount, refusing);
    if (atLimit === 'stop') return { atLimit, reservationId: null };
    const held = atLimit === 'cheaper_model' ? this.amountOfFallback(agent, size, prices) : amount;
    const reservationId = await this.store.reserve(transaction, agent.id, held);
    this.keeper.keep(transaction.context, reservationId);
    return { atLimit, reservationId };
  }

  /** The call has ended: what is held for it is settled as it is booked, or its lease ends by itself within a minute. */
  release({ reservationId }: BudgetGrant): void {
    if (reservationId) this.keeper.forget(reservationId);
  }

  /** Has the refusal told of as a used-up budget is: for who asks, it is one, though less is spent. */
  private async noteRefusals(
    transaction: TenantTransaction,
    { firstDay: month }: ReportPeriod,
    amountNanoUsd: bigint,
    budgets: readonly ScopedBudget[],
  ): Promise<void> {
    for (const { agentId } of budgets) {
      const scopeId = agentId ?? transaction.tenantId;
      await this.store.noteRefusal(transaction, { scopeId, month, amountNanoUsd });
    }
    await this.settlement.watch(transaction);
  }

  /** The dearer of the models that may come to answer. */
  private amountOf(agent: Spender, size: CallSize, prices: PriceLookup): bigint {
    const chosen = mostNanoUsd(size, prices(agent.provider, agent.model, this.clock.now()));
    const fallback = agent.fallbackModel === null ? 0n : this.amountOfFallback(agent, size, prices);
    return chosen > fallback ? chosen : fallback;
  }

  private amountOfFallback({ provider, model, fallbackModel }: Spender, size: CallSize, prices: PriceLookup): bigint {
    const reference = fallbackModel === null ? { provider, model } : fallbackReference(fallbackModel, provider);
    return mostNanoUsd(size, prices(reference.provider, reference.model, this.clock.now()));
  }
}

/** With whose it is: null for the business. */
type ScopedBudget = BudgetState & { readonly agentId: string | null };

const NOTHING = { spentNanoUsd: 0n, reservedNanoUsd: 0n, overtimeNanoUsd: 0n } as const;

/** Whether the answer is another one because the budget is full. */
function isRefusal({ fallbackModel }: Spender, { atLimit }: BudgetState): boolean {
  return atLimit === 'stop' || (atLimit === 'cheaper_model' && fallbackModel !== null);
}

function budgetsOf(
  agent: Spender,
  business: BusinessBudget | null,
  figures: ReadonlyMap<string | null, BudgetFigures>,
): ScopedBudget[] {
  const { id: agentId, atLimit } = agent;
  const own = agent.budgetLimitNanoUsd;
  return [
    ...(own === null ? [] : [{ ...NOTHING, ...figures.get(agentId), agentId, limitNanoUsd: own, atLimit }]),
    ...(business ? [{ ...NOTHING, ...figures.get(null), agentId: null, ...business }] : []),
  ];
}
