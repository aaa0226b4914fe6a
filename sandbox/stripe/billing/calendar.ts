import type { Interval } from '../state/stripe-objects';

export const HOUR = 3_600;
export const DAY = 86_400;
const MONTHS_PER_YEAR = 12;

/** The recurring part of a price: how long one period is. */
export interface Rhythm {
  interval: Interval;
  interval_count: number;
}

/**
 * The start of the n-th period after the anchor, in UTC. A month that is too short for the anchor's day ends the period on
 * its last day, and the next long month returns to the anchor's day: 31 January, 28 February, 31 March.
 */
export function periodBoundary(anchor: number, rhythm: Rhythm, periods: number): number {
  const count = rhythm.interval_count * periods;
  if (rhythm.interval === 'day') return anchor + count * DAY;
  if (rhythm.interval === 'week') return anchor + count * 7 * DAY;
  const months = rhythm.interval === 'year' ? count * MONTHS_PER_YEAR : count;
  const start = new Date(anchor * 1_000);
  const month = start.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  const time = [start.getUTCHours(), start.getUTCMinutes(), start.getUTCSeconds()] as const;
  return Date.UTC(start.getUTCFullYear(), month, day, ...time) / 1_000;
}

/** The first boundary after a moment. */
export function nextBoundary(anchor: number, rhythm: Rhythm, after: number): number {
  let periods = 0;
  while (periodBoundary(anchor, rhythm, periods) <= after) periods += 1;
  return periodBoundary(anchor, rhythm, periods);
}

/** `25 Nov 2026`, as Stripe writes days on invoice lines. */
export function formatDay(moment: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(moment * 1_000);
}
