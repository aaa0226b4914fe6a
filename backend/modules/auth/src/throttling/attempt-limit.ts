import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** What is counted. Known devices are counted apart, so that strangers cannot lock the owner of an account out. */
export type AttemptKind =
  | 'sign_in.account'
  | 'sign_in.device'
  | 'sign_in.address'
  | 'sign_up.address'
  | 'business.person'
  | 'second_factor.account'
  | 'second_factor.account_day'
  | 'second_factor.device';

/** One counter and how far it may go within its window. */
export interface AttemptLimit {
  readonly kind: AttemptKind;
  readonly subject: Buffer;
  readonly limit: number;
  readonly windowMs: number;
}

/** The state of a counter after an attempt was added. */
export interface AttemptCount {
  readonly attempts: number;
  readonly windowEndsAt: Date;
}

/** The part of an address that one customer of a network holds: all of an IPv4 address, the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped?.[1]) return mapped[1];
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** The hash under which a subject is counted. */
export function subjectOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether an attempt goes beyond its limit. Windows do not move when it does, so waiting always helps. */
export function isBeyond(count: AttemptCount, { limit }: AttemptLimit): boolean {
  return count.attempts > limit;
}

/** Whole seconds until the window ends, at least one. */
export function secondsUntil(end: Date, now: Date): number {
  return Math.max(1, Math.ceil((end.getTime() - now.getTime()) / 1_000));
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  if (tail === undefined) return first.map(withoutZeros);
  const last = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].map(withoutZeros);
}

function withoutZeros(group: string): string {
  return group.toLowerCase().replace(/^0+(?=.)/, '');
}
