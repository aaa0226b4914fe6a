const MINUTE_MS = 60 * 1_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A session ends after this long without use. */
export const IDLE_LIFETIME_MS = 14 * DAY_MS;
/** A session ends after this long in any case. */
export const ABSOLUTE_LIFETIME_MS = 90 * DAY_MS;

const TOUCH_INTERVAL_MS = MINUTE_MS;

/** When a session ends that is used now. */
export function expiryOf(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_LIFETIME_MS, createdAt.getTime() + ABSOLUTE_LIFETIME_MS));
}

/** Whether a use is worth a write: at most one a minute, since most requests come in bursts. */
export function isTouchDue(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= TOUCH_INTERVAL_MS;
}
