import type { ReconciliationListedView, ReconciliationReason } from '@konstruct/api-client';
import { formatTime } from '../../core/time/format-time';

const REASONS: Readonly<Record<ReconciliationReason, string>> = {
  unpriced_calls: 'Not priced yet',
  other_traffic: 'Other programs',
  not_in_statement: 'Not in the statement',
  other_key: 'Another key',
  other_price: 'Another price',
  time_zone: 'Days begin at other hours',
  rounding: 'Rounding',
  taxes_or_fees: 'Taxes or fees',
};

/** A larger share of next to nothing says nothing. */
const MOST_PERCENT = 1_000;

/** A likely reason in two or three words; the page has it in a sentence as well. */
export function reasonWords(reason: ReconciliationReason): string {
  return REASONS[reason];
}

/** Providers bill by days in UTC. */
export function dayInWords(day: string): string {
  return formatTime(`${day}T12:00:00Z`, 'date', 'UTC');
}

/** What a statement covers. */
export function daysInWords({ first_day: first, last_day: last }: ReconciliationListedView): string {
  return first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
}

/** How a difference reads: who has more. */
export function differenceInWords(differenceUsd: number | null, percent: number | null): string {
  if (differenceUsd === null) return 'The provider gave no money, so tokens are compared';
  if (differenceUsd === 0) return 'Both sides agree';
  const share =
    percent === null || Math.abs(percent) > MOST_PERCENT ? '' : `, ${Math.abs(percent).toLocaleString('en')}%`;
  return differenceUsd > 0 ? `The provider bills more${share}` : `The books have more${share}`;
}
