import {
  calendarRange,
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

/** The stretch of time that a request means, in the business's calendar; this month when it names none. */
export function resolveRange({ range, from, to }: RangeRequest, zone: string, now: Date): TimeRange {
  if (from === undefined && to === undefined) return namedTimeRange(range ?? 'this_month', zone, now);
  if (range !== undefined) throw wrongField('range', 'give either range or from and to, not both');
  if (from === undefined) throw wrongField('from', 'is needed together with to');
  if (to === undefined) throw wrongField('to', 'is needed together with from');
  return refusing(() => calendarRange(from, to, zone));
}

/** The month that a request means, this one when it names none; months to come have no payroll yet. */
export function resolveMonth(month: string | undefined, zone: string, now: Date): MonthProgress {
  const progress = refusing(() => monthProgress(month ?? localMonthOf(now, zone), zone, now));
  if (progress.from > now) throw wrongField('month', 'lies in the future');
  return progress;
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TimeRangeError) throw wrongField(error.field, error.message);
    throw error;
  }
}

function wrongField(name: string, message: string): RequestError {
  const field: FieldProblem = { pointer: `/${name}`, detail: `${name} ${message}` };
  return new RequestError('validation_failed', { fields: [field] });
}
