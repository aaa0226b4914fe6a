export type TimeStyle = 'date' | 'time' | 'clock' | 'date_time' | 'full';

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  date_time: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
};

/** Words are English, but whether a day has 12 or 24 hours is the reader's own habit. */
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();

/** A moment in words, in the given zone; empty for what is not a time. */
export function formatTime(value: string, style: TimeStyle, timeZone: string): string {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime())
    ? ''
    : new Intl.DateTimeFormat('en', { ...STYLES[style], hourCycle, timeZone }).format(moment);
}

const STEPS: readonly [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [2_592_000, 86_400, 'day'],
];

/** How long ago a moment is: "just now", "5 minutes ago", "yesterday"; after a month the date. */
export function formatAgo(value: string | number, now: number, timeZone: string): string {
  const elapsed = Math.round((now - new Date(value).getTime()) / 1000);
  if (elapsed < 45) return 'just now';
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [limit, seconds, unit] of STEPS) {
    if (elapsed < limit) return words.format(-Math.max(1, Math.round(elapsed / seconds)), unit);
  }
  return formatTime(new Date(value).toISOString(), 'date', timeZone);
}

/** A length of time such as "4 min 12 s", for receipts. */
export function formatDuration(fromIso: string, toIso: string): string {
  const seconds = Math.max(0, Math.round((new Date(toIso).getTime() - new Date(fromIso).getTime()) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}
