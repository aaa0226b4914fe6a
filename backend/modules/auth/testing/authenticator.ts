import { Secret, TOTP } from 'otpauth';
import type { AuthApp } from './auth-app';
import type { Answer, Browser } from './browser';
import { PASSWORD, type Person } from './people';

const STEP_MS = 30_000;

/** An authenticator app on somebody's phone. */
export class Authenticator {
  private readonly totp: TOTP;

  constructor(
    secret: string,
    private readonly app: AuthApp,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** What it shows now; `drift` counts time steps from there. */
  code(drift = 0): string {
    return this.totp.generate({ timestamp: this.app.clock.now().getTime() + drift * STEP_MS });
  }

  /** Waits for the next code, since each works once. */
  next(): string {
    this.app.clock.advance(STEP_MS);
    return this.code();
  }
}

/** Somebody with two-step sign-in. */
export interface SecuredPerson extends Person {
  readonly phone: Authenticator;
  readonly recoveryCodes: readonly string[];
}

const SECOND_FACTOR = '/api/portal/auth/second-factor';

/** Turns two-step sign-in on. */
export async function secure(app: AuthApp, person: Person): Promise<SecuredPerson> {
  const setUp = await person.browser.call('POST', `${SECOND_FACTOR}/set-up`, { password: PASSWORD });
  const phone = new Authenticator(setUp.body.secret, app);
  const { status, body } = await person.browser.call('POST', `${SECOND_FACTOR}/confirmation`, { code: phone.code() });
  if (status !== 200) throw new Error(`confirming answered ${status}: ${JSON.stringify(body)}`);
  return { ...person, phone, recoveryCodes: body.recovery_codes };
}

/** The first step, and the second with this code. */
export async function signInWith(browser: Browser, email: string, code: string): Promise<Answer> {
  const first = await browser.call('POST', '/api/portal/auth/sign-in', { email, password: PASSWORD });
  if (first.status !== 202) throw new Error(`the first step answered ${first.status}`);
  return browser.call('POST', '/api/portal/auth/sign-in/second-step', { challenge: first.body.challenge, code });
}
