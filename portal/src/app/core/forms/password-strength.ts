export interface PasswordStrength {
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly words: string;
}

export const MINIMUM_PASSWORD_LENGTH = 12;

/**
 * A hint, not a gate: length counts most, since length is what makes guessing slow. Only the minimum length is a rule,
 * the same one the server has.
 */
export function passwordStrength(password: string): PasswordStrength {
  const missing = MINIMUM_PASSWORD_LENGTH - password.length;
  if (password === '') return { score: 0, words: 'At least 12 characters' };
  if (missing > 0) return { score: 1, words: `${missing} more ${missing === 1 ? 'character' : 'characters'}` };
  if (new Set(password).size < 6) return { score: 2, words: 'Long enough, but repetitive' };
  if (password.length < 16 && kindsOf(password) < 3) return { score: 3, words: 'Good' };
  return { score: 4, words: 'Strong' };
}

function kindsOf(password: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
}
