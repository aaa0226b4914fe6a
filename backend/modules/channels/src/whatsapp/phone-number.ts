const WRITTEN = /^\+?[\d\s()./-]+$/;
const DIGITS = /^[1-9]\d{6,14}$/;

/** A phone number with its country code in digits, however it is written; null when it is none. */
export function digitsOf(written: string): string | null {
  if (!WRITTEN.test(written.trim())) return null;
  const digits = written.replaceAll(/\D/g, '').replace(/^00/, '');
  return DIGITS.test(digits) ? digits : null;
}
