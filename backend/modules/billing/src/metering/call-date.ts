import { addDays, localDateOf, startOfLocalDay } from '@konstruct/contracts';

/** The name of a business's day, and when it is over. */
export interface CallDate {
  readonly date: string;
  readonly resetsAt: Date;
}

/** The day on which the clocks go forward has an hour or two less. */
const SHORTEST_DAY_MS = 22 * 60 * 60 * 1_000;

/**
 * The day of now, where `last` is the one that was begun last. A day stays in force until its own end, and the next one lasts a whole
 * day at least: otherwise every change of the time zone would give calls anew.
 */
export function callDateOf(now: Date, timeZone: string, last: CallDate | null): CallDate {
  if (last && now < last.resetsAt) return last;
  const today = localDateOf(now, timeZone);
  if (!last) return endOf(today, timeZone);
  const next = addDays(last.date, 1);
  const day = endOf(today > next ? today : next, timeZone);
  const isWhole = day.resetsAt.getTime() - last.resetsAt.getTime() >= SHORTEST_DAY_MS;
  return isWhole ? day : endOf(addDays(day.date, 1), timeZone);
}

function endOf(date: string, timeZone: string): CallDate {
  return { date, resetsAt: startOfLocalDay(addDays(date, 1), timeZone) };
}
