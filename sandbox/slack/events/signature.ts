import { createHmac } from 'node:crypto';

/** Slack's request signature, version 0: an HMAC over the version, the time and the raw body. */
export function signSlackRequest(signingSecret: string, timestamp: number, rawBody: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex');
  return `v0=${digest}`;
}
