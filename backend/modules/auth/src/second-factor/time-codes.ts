import { Secret, TOTP } from 'otpauth';

/** What RFC 4226 recommends: as long as the hash. */
const SEED_BYTES = 20;
/** Clocks of phones are off by a little: the code before and the one after count too. */
const DRIFT_STEPS = 1;
const ISSUER = 'Konstruct';

const TIME_CODE = /^\d{6}$/;

/** A new seed, as base32: what authenticator apps call the setup key. */
export function newSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32;
}

/** What an authenticator app reads from the QR code. */
export function enrolmentUri(seed: string, email: string): string {
  return totpOf(seed, email).toString();
}

/** The time step whose code this is; null when it is none of now. A step is accepted once, which is for the caller to see to. */
export function stepOfCode(seed: string, code: string, at: Date): number | null {
  const timestamp = at.getTime();
  if (!TIME_CODE.test(code)) return null;
  const drift = totpOf(seed, '').validate({ token: code, timestamp, window: DRIFT_STEPS });
  return drift === null ? null : TOTP.counter({ timestamp }) + drift;
}

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, thirty seconds. */
function totpOf(seed: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: 30 });
}
