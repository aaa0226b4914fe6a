import { COMMON_WORDS } from './common-passwords';

/** Fewer characters than this can be guessed. */
export const MINIMUM_PASSWORD_LENGTH = 12;
/** More than this serves nobody and costs hashing time. */
export const MAXIMUM_PASSWORD_LENGTH = 200;

/** Shorter local parts ("jo", "ada") occur inside ordinary words. */
const MINIMUM_LOCAL_PART = 4;
const LONGEST_FIRST = [...COMMON_WORDS].sort((a, b) => b.length - a.length);
const MINIMUM_DISTINCT_CHARACTERS = 4;
/** A sequence may start over, as in 123412341234. */
const MAXIMUM_BREAKS = 2;

/** Why a password of allowed length is too easy to guess, in words for its owner; null when it is not. */
export function weaknessOf(password: string, email: string): string | null {
  const lower = password.normalize('NFKC').toLowerCase();
  const localPart = email.split('@', 1)[0] ?? '';
  if (lower.includes(email) || (localPart.length >= MINIMUM_LOCAL_PART && lower.includes(localPart))) {
    return 'password must not contain your e-mail address';
  }
  if (new Set(lower).size < MINIMUM_DISTINCT_CHARACTERS || isSequence(lower) || isCommon(lower)) {
    return 'password is among the first that would be guessed; use a few unrelated words instead';
  }
  return null;
}

/** Common words followed or joined by digits and signs only. */
function isCommon(password: string): boolean {
  let rest = password;
  for (const word of LONGEST_FIRST) rest = rest.replaceAll(word, '');
  return rest.length < password.length && /^[^\p{L}]*$/u.test(rest);
}

/** Only steps of one, up or down, such as 123456789012 or abcdefghijkl; 9 to 0 counts as a step. */
function isSequence(text: string): boolean {
  const codes = [...text.replaceAll('0', ':')].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.filter((step) => Math.abs(step) !== 1).length <= MAXIMUM_BREAKS;
}
