import { createHmac } from 'node:crypto';

/** Stripe's signature header: the time, and one HMAC for each secret that is valid now. */
export function stripeSignature(secrets: string[], timestamp: number, rawBody: string): string {
  const sign = (secret: string) => createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest('hex');
  return [`t=${timestamp}`, ...secrets.map((secret) => `v1=${sign(secret)}`)].join(',');
}
