import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** What an authenticator app shows `drift` steps from now: of three neighbouring codes each is accepted once, without a wait. */
export function codeOf(secret: string, drift: -1 | 0 | 1): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + drift * STEP_MS });
}
