/**
 * Days and months as a business lives them: in its own time zone, across clock changes. Local dates are `YYYY-MM-DD`
 * texts, so that they are never mistaken for instants. Intl alone does the zone arithmetic: the portal carries no library.
 */

const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether the text is a date that exists, `YYYY-MM-DD`, in a century that a business has to do with. */
export function isLocalDate(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether the text is a month, `YYYY-MM`. */
export function isLocalMonth(text: string): boolean {
  return isLocalDate(`${text}-01`);
}

/** The local date of an instant. */
export function localDateOf(instant: Date, zone: string): string {
  return new Date(wallClock(instant.getTime(), zone)).toISOString().slice(0, 10);
}

/** The local month of an instant, `YYYY-MM`. */
export function localMonthOf(instant: Date, zone: string): string {
  return localDateOf(instant, zone).slice(0, 7);
}

/** The date a number of days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The month a number of months later (or earlier). */
export function addMonths(month: string, months: number): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** How many days a month has. */
export function daysInMonth(month: string): number {
  return (Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - Date.parse(`${month}-01T00:00:00Z`)) / DAY_MS;
}

/**
 * The first instant of a local day. Where the clock jumps over midnight, the day begins after the jump; where midnight
 * comes twice, it begins at the first.
 */
export function startOfLocalDay(date: string, zone: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const candidates = [midnight - DAY_MS, midnight + DAY_MS]
    .map((near) => midnight - (wallClock(near, zone) - near))
    .filter((time) => localDateOf(new Date(time), zone) >= date);
  return new Date(Math.min(...candidates));
}

/** The local date and time of an instant, as if it were UTC. */
function wallClock(time: number, zone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(time)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, formatter);
  return formatter;
}
