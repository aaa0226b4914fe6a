import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { BusinessAccount, Person } from './state/whatsapp-state';

const TOKEN_ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomDigits(length: number): string {
  return Array.from({ length }, (_, index) => String(randomInt(index === 0 ? 1 : 0, 10))).join('');
}

/** The long numbers that Meta gives accounts, numbers, apps, templates and media. */
export function newGraphId(): string {
  return randomDigits(15);
}

export function newTraceId(): string {
  return `A${randomBytes(17).toString('base64url').replaceAll('-', 'x')}`;
}

export function newAppSecret(): string {
  return randomBytes(16).toString('hex');
}

/** Tokens of system users begin with EAA. */
export function newAccessToken(): string {
  const body = Array.from(randomBytes(48), (byte) => TOKEN_ALPHABET.charAt(byte % TOKEN_ALPHABET.length)).join('');
  return `EAAG${body}ZDZD`;
}

/** A message id as Meta forms them: base64 of who it is about and eighteen characters. */
export function newMessageId(about: string, from: 'person' | 'business'): string {
  const digits = about.replaceAll(/\D/g, '').slice(-11).padStart(11, '0');
  const unique = randomBytes(9).toString('hex').toUpperCase();
  const direction = from === 'person' ? '\x12' : '\x11';
  const bytes = Buffer.from(`\x1c\x18\x0b${digits}\x15\x02\x00${direction}\x18\x12${unique}\x00`, 'latin1');
  return `wamid.${bytes.toString('base64')}`;
}

export function newConversationId(): string {
  return randomBytes(16).toString('hex');
}

/** What stands for a person at one business: another business is told another id for the same person. */
export function userIdOf(person: Person, account: BusinessAccount): string {
  if (person.userId !== null) return person.userId;
  const digest = createHash('sha256').update(`${account.id}/${person.id}`).digest();
  return `US.${(digest.readBigUInt64BE(0) + 10n ** 19n).toString().slice(0, 20)}`;
}
