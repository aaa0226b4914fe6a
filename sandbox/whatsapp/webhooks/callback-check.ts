import { randomInt } from 'node:crypto';

const TIMEOUT_MS = 10_000;

/** Meta's check of a callback address: a GET whose challenge has to come back. Null when it did, else what went wrong. */
export async function checkCallback(callbackUrl: string, verifyToken: string): Promise<string | null> {
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  const url = new URL(callbackUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', verifyToken);
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = await response.text();
    if (!response.ok) return `HTTP Status Code = ${response.status}; HTTP Message = ${response.statusText}`;
    return body === challenge ? null : 'the challenge did not come back';
  } catch (error) {
    const isTimeout = (error as { name?: string }).name === 'TimeoutError';
    return isTimeout ? 'the address did not answer in time' : 'the address could not be reached';
  }
}
