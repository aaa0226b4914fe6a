/** How much of a monthly budget is spent: `none` without a limit, `warning` from 80%, `exceeded` from 100%. */
export const BUDGET_STATUSES = ['none', 'ok', 'warning', 'exceeded'] as const;
export type BudgetStatus = (typeof BUDGET_STATUSES)[number];

const WARNING_PERCENT = 80n;

/** The status of a budget; exact, because a rounded percentage would turn 99.96% into "exceeded". */
export function budgetStatus(spentNanoUsd: bigint, limitNanoUsd: bigint | null): BudgetStatus {
  if (limitNanoUsd === null) return 'none';
  if (spentNanoUsd >= limitNanoUsd) return 'exceeded';
  return spentNanoUsd * 100n >= limitNanoUsd * WARNING_PERCENT ? 'warning' : 'ok';
}

/** The spent part in percent with one decimal, rounded down so that it never contradicts the status. */
export function budgetPercent(spentNanoUsd: bigint, limitNanoUsd: bigint | null): number | null {
  if (limitNanoUsd === null) return null;
  if (limitNanoUsd <= 0n) return 100;
  return Number((spentNanoUsd * 1_000n) / limitNanoUsd) / 10;
}
