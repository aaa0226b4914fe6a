/** Slack's message timestamps are unix seconds with six decimals, unique within a workspace. */
export function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** The microseconds of a `ts`; null when it is not one. */
export function parseTs(ts: string): number | null {
  const match = /^(\d{1,11})(?:\.(\d{1,6}))?$/.exec(ts);
  if (!match) return null;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}

export function isTs(ts: string): boolean {
  return /^\d{10}\.\d{6}$/.test(ts);
}
