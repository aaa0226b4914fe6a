import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 50;
const START_TIMEOUT_MS = 90_000;

/** Resolves when the address answers with success; gives up with what it last said, or when `signal` says so. */
export async function answersAt(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const problem = await attempt(url, signal);
    if (problem === undefined) return;
    signal.throwIfAborted();
    if (Date.now() > deadline) throw new Error(`${url} did not answer in time (${problem}).`);
    await delay(POLL_INTERVAL_MS, undefined, { signal });
  }
}

async function attempt(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
    await response.body?.cancel();
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return error.cause instanceof Error ? error.cause.message : error.message;
  }
}
