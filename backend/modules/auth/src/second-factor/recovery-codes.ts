import { randomBytes } from 'node:crypto';
import { hashOfToken } from '../sessions/secret-token';

/** How many a person gets at once. */
export const RECOVERY_CODES = 10;

/** Letters and digits that are not taken for each other (Crockford's base32), five bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const BITS_EACH = 5;
const CODE_BYTES = 10;
const GROUP = /.{4}(?=.)/g;
const RECOVERY_CODE = new RegExp(`^[${ALPHABET}]{${(CODE_BYTES * 8) / BITS_EACH}}$`);

/** New codes in groups of four, such as `7h2k-m9qd-xw4e-0rtz`. 80 random bits each: a plain hash of one cannot be turned back. */
export function mintRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => encode(randomBytes(CODE_BYTES)).replaceAll(GROUP, '$&-'));
}

/** The stored form of a new code. */
export function storedFormOf(code: string): Buffer {
  const hash = hashOfRecoveryCode(code);
  if (!hash) throw new Error('this is no recovery code');
  return hash;
}

/** The stored form of a code however it is typed; null for what cannot be one. */
export function hashOfRecoveryCode(typed: string): Buffer | null {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return RECOVERY_CODE.test(code) ? hashOfToken(code) : null;
}

function encode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let code = '';
  for (let left = bytes.length * 8; left > 0; left -= BITS_EACH) {
    code = `${ALPHABET[Number(bits & 31n)] ?? ''}${code}`;
    bits >>= BigInt(BITS_EACH);
  }
  return code;
}
