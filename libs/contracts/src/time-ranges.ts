import {
  addDays,
  addMonths,
  daysInMonth,
  isLocalDate,
  isLocalMonth,
  localDateOf,
  localMonthOf,
  startOfLocalDay,
} from './calendar';

/** The ranges that reports offer by name. */
export const TIME_RANGE_NAMES = ['today', '7d', '30d', '90d', 'this_month', 'last_month'] as const;
export type TimeRangeName = (typeof TIME_RANGE_NAMES)[number];

/** A stretch of time: `from` belongs to it, `to` is the first instant after it. */
export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A month of a business and how far it has come. */
export interface MonthProgress extends TimeRange {
  readonly month: string;
  readonly daysInMonth: number;
  /** Days begun: 0 before the month, all of them after it. */
  readonly daysElapsed: number;
}

/** A range that cannot be: which end is wrong, and why. */
export class TimeRangeError extends RangeError {
  constructor(
    readonly field: 'from' | 'to' | 'month',
    message: string,
  ) {
    super(message);
    this.name = 'TimeRangeError';
  }
}

const DAYS_OF_RANGE = { today: 1, '7d': 7, '30d': 30, '90d': 90 } as const;

/** A named range in the business's calendar; those counted in days end with today. */
export function namedTimeRange(name: TimeRangeName, zone: string, now: Date): TimeRange {
  if (name === 'this_month') return monthRange(localMonthOf(now, zone), zone);
  if (name === 'last_month') return monthRange(addMonths(localMonthOf(now, zone), -1), zone);
  const today = localDateOf(now, zone);
  return daysRange(addDays(today, 1 - DAYS_OF_RANGE[name]), today, zone);
}

/** From the beginning of one local date to the end of another, both included. */
export function calendarRange(from: string, to: string, zone: string): TimeRange {
  if (!isLocalDate(from)) throw new TimeRangeError('from', 'must be a date such as 2026-11-01');
  if (!isLocalDate(to)) throw new TimeRangeError('to', 'must be a date such as 2026-11-30');
  if (to < from) throw new TimeRangeError('to', `must not be before from (${from})`);
  return daysRange(from, to, zone);
}

/** A calendar month of the business. */
export function monthRange(month: string, zone: string): TimeRange {
  if (!isLocalMonth(month)) throw new TimeRangeError('month', 'must be a month such as 2026-11');
  return {
    from: startOfLocalDay(`${month}-01`, zone),
    to: startOfLocalDay(`${addMonths(month, 1)}-01`, zone),
  };
}

/** A calendar month of the business with the days that have begun. */
export function monthProgress(month: string, zone: string, now: Date): MonthProgress {
  const range = monthRange(month, zone);
  const days = daysInMonth(month);
  const current = localMonthOf(now, zone);
  const begun = current === month ? Number(localDateOf(now, zone).slice(8)) : current > month ? days : 0;
  return { ...range, month, daysInMonth: days, daysElapsed: begun };
}

function daysRange(first: string, last: string, zone: string): TimeRange {
  return { from: startOfLocalDay(first, zone), to: startOfLocalDay(addDays(last, 1), zone) };
}
