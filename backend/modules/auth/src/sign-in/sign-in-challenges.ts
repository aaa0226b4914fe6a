import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@konstruct/platform';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { derivedKey } from '../derived-key';

const LIFETIME_MS = 5 * 60 * 1_000;

/** What somebody gets whose password was right and whose code is still missing. */
export interface SignInChallenge {
  readonly challenge: string;
  readonly expiresAt: Date;
}

/** Proof of a right password for a few minutes, signed and kept nowhere. It opens nothing but the second step. */
@Injectable()
export class SignInChallenges {
  private readonly key: KeyObject;

  constructor(
    @Inject(AUTH_SETTINGS) settings: AuthSettings,
    private readonly clock: Clock,
  ) {
    this.key = derivedKey(settings.SESSION_SECRET, 'sign-in challenge');
  }

  issue(userId: string): SignInChallenge {
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_MS);
    const claims = `${userId}.${expiresAt.getTime()}`;
    return { challenge: `${claims}.${this.signatureOf(claims).toString('base64url')}`, expiresAt };
  }

  /** The id of the person who gave the password; null when it is forged or too long ago. */
  open(challenge: string): string | null {
    const [userId = '', end = '', signature = ''] = challenge.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.signatureOf(`${userId}.${end}`);
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
    return isOurs && Number(end) > this.clock.now().getTime() ? userId : null;
  }

  private signatureOf(claims: string): Buffer {
    return createHmac('sha256', this.key).update(claims).digest();
  }
}
