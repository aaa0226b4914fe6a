import { Injectable } from '@nestjs/common';
import { countTextTokens, type ModelCall, type ModelRequest } from '@konstruct/models';
import { KeyWatch } from '@konstruct/model-keys';
import { Database, type TenantContext } from '@konstruct/platform';
import { AgentBudgets, UsageLedger, type BudgetGrant } from '@konstruct/usage';
import { ConversationError } from './conversations.errors';

/** A draft has no budget of its own: that of the business holds for it. */
const DRAFT = { id: null, budgetLimitNanoUsd: null, atLimit: 'alert_only' } as const;

/** Keeps what trying drafts out costs within the budget of the business, and in its books. */
@Injectable()
export class TrialBooks {
  constructor(
    private readonly database: Database,
    private readonly budgets: AgentBudgets,
    private readonly usage: UsageLedger,
    private readonly keys: KeyWatch,
  ) {}

  /** Holds what a question may cost; refuses it when the budget of the business is spent and stops employees as well. */
  async reserve(context: TenantContext, request: ModelRequest): Promise<BudgetGrant> {
    const texts = [request.system, ...request.messages.map(({ content }) => content)];
    const countTokens = (): number => texts.reduce((sum, text) => sum + countTextTokens(text), 0);
    const grant = await this.database.inTenant(context, (transaction) =>
      this.budgets.reserve(transaction, { ...DRAFT, ...request }, countTokens),
    );
    if (grant.atLimit === 'stop') throw new ConversationError('budget_spent');
    return grant;
  }

  /** Books the calls and lets go of what was held for them. */
  record(
    context: TenantContext,
    name: string,
    calls: readonly ModelCall[],
    grant: BudgetGrant,
  ): Promise<bigint | null> {
    this.budgets.release(grant);
    return this.database.inTenant(context, async (transaction) => {
      await this.keys.noteCalls(transaction, calls);
      return this.usage.recordCalls(transaction, {
        agent: { id: null, name },
        conversationId: null,
        kind: 'try',
        channelKind: null,
        calls,
        reservationId: grant.reservationId,
      });
    });
  }
}
