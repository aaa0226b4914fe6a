const SECOND_MS = 1_000;
const FIRST_DELAY_MS = 1 * SECOND_MS;
const LONGEST_DELAY_MS = 300 * SECOND_MS;

/** After this long without success a delivery is parked and waits for a person. */
const PARK_AFTER_MS = 24 * 60 * 60 * SECOND_MS;

/** How long to wait before the next attempt: doubling from one second to five minutes, or as long as the provider says. */
export function retryDelayMs(attempts: number, retryAfterSeconds: number | null): number {
  if (retryAfterSeconds !== null) return Math.max(retryAfterSeconds * SECOND_MS, FIRST_DELAY_MS);
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_DELAY_MS);
}

/** Whether a delivery has been tried for long enough. */
export function isToBeParked(tryingSince: Date, now: Date): boolean {
  return now.getTime() - tryingSince.getTime() >= PARK_AFTER_MS;
}
