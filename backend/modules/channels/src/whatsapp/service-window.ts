const WINDOW_MS = 24 * 60 * 60 * 1_000;

/** Whether a person may be answered freely: WhatsApp's customer service window, from the last time they wrote. */
export function isWindowOpen(lastInboundAt: Date | null, now: Date): boolean {
  return lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < WINDOW_MS;
}
