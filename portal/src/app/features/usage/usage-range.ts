import { TIME_RANGE_NAMES, TimeRangeName, isLocalDate } from '@konstruct/contracts';

/** Which stretch of time the page shows, as it stands in the address. */
export interface UsageRange {
  readonly name: TimeRangeName | 'custom';
  /** Dates of the business, both included; only of a custom range. */
  readonly from: string;
  readonly to: string;
}

export const RANGE_LABELS: Readonly<Record<TimeRangeName, string>> = {
  today: 'Today',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  this_month: 'This month',
  last_month: 'Last month',
};

/** Reads the address; what it does not write correctly is this month. */
export function readRange(range?: string, from?: string, to?: string): UsageRange {
  if (from && to && isLocalDate(from) && isLocalDate(to) && from <= to) return { name: 'custom', from, to };
  const name = TIME_RANGE_NAMES.find((known) => known === range) ?? 'this_month';
  return { name, from: '', to: '' };
}

/** The range for the API. */
export function rangeQuery({ name, from, to }: UsageRange): Record<string, string> {
  return name === 'custom' ? { from, to } : { range: name };
}

/** The range for the address; this month is what it shows without one. */
export function rangeAddress({ name, from, to }: UsageRange): Record<'range' | 'from' | 'to', string | null> {
  if (name === 'custom') return { range: null, from, to };
  return { range: name === 'this_month' ? null : name, from: null, to: null };
}
