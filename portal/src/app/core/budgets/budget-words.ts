import type { BudgetStandingView } from '@konstruct/api-client';
import { MoneyDisplay, exactMoney, formatMoney } from '@konstruct/ui';

/** How a budget of the running month stands. */
export type BudgetOutlook = BudgetStandingView & { readonly unpriced_calls?: number };

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** When a budget starts anew. */
export function resetsIn(days: number): string {
  return days === 0 ? 'Resets today' : `Resets in ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** "the 23rd" for "2026-11-23": the month is always the running one. */
export function dayInWords(date: string): string {
  const day = Number(date.slice(8));
  return `the ${day}${ENDINGS[ordinals.select(day)] ?? 'th'}`;
}

/** Where the month goes at the pace so far; empty without a limit. */
export function outlookInWords(outlook: BudgetOutlook, display: MoneyDisplay): string {
  const { limit_usd: limit, reaches_limit_on: date, over_limit_usd: over, refused_usd: refused } = outlook;
  if (limit === null) return '';
  if (over > 0) return `Above its limit by ${anyMoney(over, display)}`;
  if (refused > 0) return `No room for the next answer, which may cost up to ${anyMoney(refused, display)}`;
  if (outlook.status === 'exceeded') return 'Its limit is reached';
  if (outlook.current_usd === 0) return 'Nothing is spent yet this month';
  if (date) return `Reaches its limit on ${dayInWords(date)} at this pace`;
  return `About ${formatMoney(outlook.forecast_usd, display)} by the end of the month, within its limit`;
}

/** What a limit below what is spent already does, before somebody sets it; empty for any other. */
export function belowSpentInWords(
  limitUsd: number | null,
  { current_usd: spent, overtime_usd: overtime }: BudgetOutlook,
  display: MoneyDisplay,
): string {
  if (limitUsd === null || limitUsd <= 0 || limitUsd + overtime > spent) return '';
  return `${anyMoney(spent, display)} is spent already this month, so this limit is reached at once.`;
}

/** What a limit does that is lower than one long answer may cost, which is held before it is given; empty for any other. */
export function belowAnswerInWords(limitUsd: number | null, answerUsd: number, display: MoneyDisplay): string {
  if (limitUsd === null || limitUsd <= 0 || limitUsd >= answerUsd) return '';
  return `One answer of this model may cost ${anyMoney(answerUsd, display)} or more, so this limit has no room for any.`;
}

/** Also less than a cent is written out. */
export function anyMoney(usd: number, display: MoneyDisplay): string {
  return exactMoney(usd, display) || formatMoney(usd, display);
}
