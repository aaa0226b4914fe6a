import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook request as it came in, and what it is checked against. */
export interface SlackSignedRequest {
  readonly signingSecret: string;
  /** X-Slack-Request-Timestamp, in seconds. */
  readonly timestamp: string | undefined;
  /** X-Slack-Signature. */
  readonly signature: string | undefined;
  /** The body as it was sent; parsing and writing it again changes bytes. */
  readonly rawBody: Buffer | string;
  readonly nowSeconds: number;
}

const TOLERANCE_SECONDS = 300;
const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;

/**
 * Whether Slack signed this request within the last five minutes.
 * See https://docs.slack.dev/authentication/verifying-requests-from-slack/
 */
export function verifySlackSignature({
  signingSecret,
  timestamp,
  signature,
  rawBody,
  nowSeconds,
}: SlackSignedRequest): boolean {
  // An empty secret would let anyone sign.
  if (signingSecret === '' || !TIMESTAMP.test(timestamp ?? '') || !SIGNATURE.test(signature ?? '')) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
  return timingSafeEqual(Buffer.from(`v0=${expected}`), Buffer.from(signature ?? ''));
}
