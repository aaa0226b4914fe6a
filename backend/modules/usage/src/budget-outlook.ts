import {
  budgetPercent,
  budgetStatus,
  localDateOf,
  toUsd,
  type BudgetStatus,
  type MonthProgress,
} from '@konstruct/contracts';
import { effectiveLimit, type BudgetState } from './budget-rules';
import { forecastNanoUsd } from './payroll';

const DAY_MS = 86_400_000;

/** How a budget stands, and how it will. */
export interface BudgetOutlook {
  readonly current_usd: number;
  readonly reserved_usd: number;
  /** As it was set. */
  readonly limit_usd: number | null;
  /** What may be spent this month: with overtime. */
  readonly effective_limit_usd: number | null;
  readonly overtime_usd: number;
  /** How far the month is above the limit. */
  readonly over_limit_usd: number;
  readonly estimate_error_usd: number;
  /** What a reply that found no room could have cost at most, while there is none for it; else 0. */
  readonly refused_usd: number;
  readonly percent: number | null;
  readonly status: BudgetStatus;
  readonly forecast_usd: number;
  readonly reaches_limit_on: string | null;
  readonly resets_at: string;
  readonly resets_in_days: number;
}

/** A budget, or the figures of who has none. */
export type WatchedState = Omit<BudgetState, 'limitNanoUsd' | 'atLimit'> & {
  readonly limitNanoUsd: bigint | null;
  /** What the last reply that found no room could have cost at most; 0 when each found some. */
  readonly refusedNanoUsd: bigint;
  /** By how much a reply cost more than was held for it, at most. */
  readonly estimateErrorNanoUsd: bigint;
};

/**
 * The outlook at the pace so far. What has no room for the next reply is used up, as far as anybody who writes can tell. What is held
 * for replies under way does not count for that: most of it comes back. A budget that is reached after the month ends is not reached.
 */
export function budgetOutlook(state: WatchedState, month: MonthProgress, timeZone: string, now: Date): BudgetOutlook {
  const limit =
    state.limitNanoUsd === null
      ? null
      : effectiveLimit({ ...state, limitNanoUsd: state.limitNanoUsd, atLimit: 'stop' });
  const spent = state.spentNanoUsd;
  const isRefusing = limit !== null && state.refusedNanoUsd > 0n && spent + state.refusedNanoUsd > limit;
  const reached = limit === null || isRefusing ? null : reachesLimitAt(spent, limit, month, now);
  return {
    current_usd: toUsd(spent),
    reserved_usd: toUsd(state.reservedNanoUsd),
    limit_usd: state.limitNanoUsd === null ? null : toUsd(state.limitNanoUsd),
    effective_limit_usd: limit === null ? null : toUsd(limit),
    overtime_usd: toUsd(state.overtimeNanoUsd),
    over_limit_usd: limit === null || spent <= limit ? 0 : toUsd(spent - limit),
    estimate_error_usd: toUsd(state.estimateErrorNanoUsd),
    refused_usd: isRefusing ? toUsd(state.refusedNanoUsd) : 0,
    percent: budgetPercent(spent, limit),
    status: isRefusing ? 'exceeded' : budgetStatus(spent, limit),
    forecast_usd: toUsd(forecastNanoUsd(spent, month, now)),
    reaches_limit_on: reached && localDateOf(reached, timeZone),
    resets_at: month.to.toISOString(),
    resets_in_days: Math.max(0, Math.ceil((month.to.getTime() - now.getTime()) / DAY_MS)),
  };
}

/** When the pace so far reaches the limit; null when it is reached already, or not this month. */
function reachesLimitAt(spent: bigint, limit: bigint, { from, to }: MonthProgress, now: Date): Date | null {
  if (spent <= 0n || spent >= limit) return null;
  const elapsed = BigInt(Math.max(DAY_MS, now.getTime() - from.getTime()));
  const reached = from.getTime() + Number((limit * elapsed) / spent);
  return reached < to.getTime() ? new Date(reached) : null;
}
