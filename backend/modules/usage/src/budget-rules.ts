import type { AtLimitAction } from '@konstruct/contracts';
import { costNanoUsd, NO_TOKENS, type ModelPrice } from '@konstruct/models';

/** The part of a budget that a decision needs. */
export interface BudgetState {
  readonly limitNanoUsd: bigint;
  readonly overtimeNanoUsd: bigint;
  readonly spentNanoUsd: bigint;
  /** What calls under way may cost at most. */
  readonly reservedNanoUsd: bigint;
  readonly atLimit: AtLimitAction;
}

/** How large a call is before it is made. */
export interface CallSize {
  readonly promptTokens: number;
  readonly maxReplyTokens: number;
}

/** Providers count a prompt by their own tokenizers, and add words of their own around every turn. */
const TOKENIZER_MARGIN = { factor: 1.15, tokens: 64 } as const;

const STRICTNESS: readonly AtLimitAction[] = ['alert_only', 'cheaper_model', 'stop'];

/** What may be spent this month, overtime included. */
export function effectiveLimit({ limitNanoUsd, overtimeNanoUsd }: BudgetState): bigint {
  return limitNanoUsd + overtimeNanoUsd;
}

/**
 * The most that a call can cost: everything sent at the dearest rate that input can have, and the longest reply. Nothing for
 * a model without a price, whose cost nobody knows.
 */
export function mostNanoUsd({ promptTokens, maxReplyTokens }: CallSize, price: ModelPrice | null): bigint {
  if (!price) return 0n;
  const input = Math.ceil(promptTokens * TOKENIZER_MARGIN.factor) + TOKENIZER_MARGIN.tokens;
  const output = { ...NO_TOKENS, outputTextTokens: maxReplyTokens };
  const [uncached, written] = [
    costNanoUsd({ ...output, inputUncachedTokens: input }, price),
    costNanoUsd({ ...output, cacheWrite5mTokens: input }, price),
  ];
  return uncached > written ? uncached : written;
}

/** What to do about a call of at most so much: nothing special, or the strictest of what the full budgets ask for. */
export function actionAtLimit(amountNanoUsd: bigint, budgets: readonly BudgetState[]): AtLimitAction | null {
  const full = fullBudgets(amountNanoUsd, budgets);
  const strictest = Math.max(...full.map(({ atLimit }) => STRICTNESS.indexOf(atLimit)));
  return STRICTNESS[strictest] ?? null;
}

/** Those without room for a call of at most so much. */
export function fullBudgets<Budget extends BudgetState>(amountNanoUsd: bigint, budgets: readonly Budget[]): Budget[] {
  return budgets.filter((budget) => !fits(amountNanoUsd, budget));
}

function fits(amountNanoUsd: bigint, budget: BudgetState): boolean {
  const { spentNanoUsd: spent, reservedNanoUsd: reserved } = budget;
  return spent < effectiveLimit(budget) && spent + reserved + amountNanoUsd <= effectiveLimit(budget);
}
