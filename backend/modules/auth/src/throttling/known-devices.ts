import { createHmac, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { derivedKey } from '../derived-key';

const ID_BYTES = 16;

/**
 * Recognises browsers that have signed in to an account before, by a signed cookie ("device cookies", OWASP). Their
 * attempts are counted apart, so that strangers who keep an account's counter full never lock its owner out. The cookie
 * signs nobody in.
 */
@Injectable()
export class KnownDevices {
  private readonly key: KeyObject;

  constructor(@Inject(AUTH_SETTINGS) settings: AuthSettings) {
    this.key = derivedKey(settings.SESSION_SECRET, 'known device');
  }

  issue(email: string): string {
    const id = randomBytes(ID_BYTES).toString('base64url');
    return `${id}.${this.signatureOf(id, email).toString('base64url')}`;
  }

  /** The device's id when the cookie was issued for this account; null otherwise. */
  recognise(cookie: string | undefined, email: string): string | null {
    const [id, signature] = cookie?.split('.') ?? [];
    if (!id || !signature) return null;
    const given = Buffer.from(signature, 'base64url');
    const expected = this.signatureOf(id, email);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
  }

  private signatureOf(id: string, email: string): Buffer {
    return createHmac('sha256', this.key).update(`${id}\n${email}`).digest();
  }
}
