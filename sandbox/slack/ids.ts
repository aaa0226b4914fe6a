import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TOKEN_ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomText(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** An id as Slack forms them: a letter for the kind, then ten capitals and digits. */
export function newSlackId(kind: 'T' | 'U' | 'C' | 'D' | 'B' | 'A' | 'Ev'): string {
  return `${kind}0${randomText(ALPHABET, 9)}`;
}

function tokenBody(length: number): string {
  return `${randomInt(1e11, 9e11)}-${randomInt(1e11, 9e11)}-${randomText(TOKEN_ALPHABET, length)}`;
}

/** Slack's token forms: `xoxb-`/`xoxp-`, and `xoxe.xoxb-1-` when tokens rotate. */
export function newAccessToken(kind: 'bot' | 'user', rotates: boolean): string {
  const prefix = kind === 'bot' ? 'xoxb-' : 'xoxp-';
  return rotates ? `xoxe.${prefix}1-${randomText(TOKEN_ALPHABET, 48)}` : `${prefix}${tokenBody(24)}`;
}

export function newRefreshToken(): string {
  return `xoxe-1-${randomText(TOKEN_ALPHABET, 48)}`;
}

export function newAuthorizationCode(): string {
  return `${randomInt(1e11, 9e11)}.${randomInt(1e11, 9e11)}.${randomBytes(32).toString('hex')}`;
}
