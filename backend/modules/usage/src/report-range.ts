import {
  addDays,
  addMonths,
  calendarRange,
  localDateOf,
  localMonthOf,
  monthProgress,
  namedTimeRange,
  TimeRangeError,
  type MonthProgress,
  type TimeRange,
  type TimeRangeName,
} from '@konstruct/contracts';
import { RequestError, type FieldProblem } from '@konstruct/platform';

/** How a request names a stretch of time. */
export interface RangeRequest {
  readonly range?: TimeRangeName;
  readonly from?: string;
  readonly to?: string;
}

/** Whole days of a business: the instants, and the dates that rollups go by. */
export interface ReportPeriod extends TimeRange {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly timeZone: string;
}

/** The longest range of days that a report covers: a year and a month to compare it with. */
const MOST_DAYS = 400;
/** Beyond a month, hours are too many to be told apart. */
const MOST_DAYS_BY_HOUR = 31;

const DAY_MS = 86_400_000;

/** The books have no months before; a request for one is a mistake and not an empty answer. */
const FIRST_MONTH = '2015-01';

/** The stretch of time that a request means, in the business's calendar; this month when it names none. */
export function resolveRange(request: RangeRequest, zone: string, now: Date): ReportPeriod {
  const { range, from, to } = request;
  if (from === undefined && to === undefined) return toPeriod(namedTimeRange(range ?? 'this_month', zone, now), zone);
  if (range !== undefined) throw wrongField('range', 'give either range or from and to, not both');
  if (from === undefined) throw wrongField('from', 'is needed together with to');
  if (to === undefined) throw wrongField('to', 'is needed together with from');
  const period = toPeriod(
    refusing(() => calendarRange(from, to, zone)),
    zone,
  );
  if (period.firstDay < FIRST_MONTH)
    throw wrongField('from', `lies before ${FIRST_MONTH}, when there was nothing to record`);
  if (daysOf(period) > MOST_DAYS) throw wrongField('to', `is more than ${MOST_DAYS} days after from; ask for less`);
  return period;
}

/** The dates of a stretch of time that begins and ends with days of the business. */
export function toPeriod({ from, to }: TimeRange, timeZone: string): ReportPeriod {
  const lastDay = localDateOf(new Date(to.getTime() - 1), timeZone);
  return { from, to, firstDay: localDateOf(from, timeZone), lastDay, timeZone };
}

/** As many days, directly before. */
export function previousPeriod({ firstDay, lastDay, timeZone }: ReportPeriod): ReportPeriod {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS + 1;
  return toPeriod(calendarRange(addDays(firstDay, -days), addDays(firstDay, -1), timeZone), timeZone);
}

/** The first day of the first whole month in a period, and the first day after the last; the day after its end when there is none. */
export function wholeMonths({ firstDay, lastDay }: Pick<ReportPeriod, 'firstDay' | 'lastDay'>): [string, string] {
  const end = addDays(lastDay, 1);
  const first = firstDay.endsWith('-01') ? firstDay : `${addMonths(firstDay.slice(0, 7), 1)}-01`;
  const after = `${end.slice(0, 7)}-01`;
  return first < after ? [first, after] : [end, end];
}

/** How many days a period has. */
export function daysOf({ firstDay, lastDay }: ReportPeriod): number {
  return (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS + 1;
}

/** How a chart over time is cut: as asked for, else hours for up to two days. */
export function resolveBucket(bucket: 'day' | 'hour' | undefined, period: ReportPeriod): 'day' | 'hour' {
  if (bucket === 'hour' && daysOf(period) > MOST_DAYS_BY_HOUR) {
    throw wrongField('bucket', `can be hour for up to ${MOST_DAYS_BY_HOUR} days; use day for longer ranges`);
  }
  return bucket ?? (daysOf(period) <= 2 ? 'hour' : 'day');
}

/** The month that a request means, this one when it names none; months to come have no payroll yet. */
export function resolveMonth(month: string | undefined, zone: string, now: Date): MonthProgress & ReportPeriod {
  const progress = refusing(() => monthProgress(month ?? localMonthOf(now, zone), zone, now));
  if (progress.from > now) throw wrongField('month', 'lies in the future');
  if (progress.month < FIRST_MONTH)
    throw wrongField('month', `lies before ${FIRST_MONTH}, when there was nothing to record`);
  return { ...progress, ...toPeriod(progress, zone) };
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TimeRangeError) throw wrongField(error.field, error.message);
    throw error;
  }
}

/** A field of the request that cannot be, and why. */
export function wrongField(name: string, message: string): RequestError {
  const field: FieldProblem = { pointer: `/${name}`, detail: `${name} ${message}` };
  return new RequestError('validation_failed', { fields: [field] });
}
