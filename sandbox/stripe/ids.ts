import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** An id as Stripe forms them: the kind's prefix, then letters and digits. */
export function newStripeId(prefix: string): string {
  const length = prefix === 'cs_test' || prefix === 'bps' ? 40 : 24;
  return `${prefix}_${prefix === 'cus' || prefix === 'prod' ? randomText(14) : randomText(length)}`;
}
