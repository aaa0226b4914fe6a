import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What a key derived from SESSION_SECRET is for; one key never serves two purposes. */
export type KeyPurpose = 'access token' | 'csrf token' | 'known device' | 'sign-in challenge';

const KEY_BYTES = 32;

/** Derives the key of one purpose. A KeyObject, because signing with a string costs jsonwebtoken 60 times as much. */
export function derivedKey(sessionSecret: string, purpose: KeyPurpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', sessionSecret, '', `konstruct ${purpose}`, KEY_BYTES)));
}
