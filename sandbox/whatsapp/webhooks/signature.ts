import { createHmac } from 'node:crypto';

/**
 * A payload as Meta writes it: everything beyond ASCII escaped with lower-case hex digits, and slashes too. The signature is
 * over these very bytes, so that whoever parses and writes the JSON anew before checking gets another one.
 */
export function serializeForMeta(payload: unknown): string {
  return JSON.stringify(payload)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The value of X-Hub-Signature-256. */
export function signWebhook(appSecret: string, rawBody: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
}

/** What a call has to bring along to show that whoever has the token also has the app's secret. */
export function proofOf(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}
