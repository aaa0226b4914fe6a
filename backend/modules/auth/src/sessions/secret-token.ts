import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** An opaque token of 256 random bits, and the hash that the database keeps instead of it. */
export interface SecretToken {
  readonly token: string;
  readonly tokenHash: Buffer;
}

/** A new token. */
export function mintSecretToken(): SecretToken {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashOfToken(token) };
}

/** The stored form of a token. A plain hash is enough: 256 random bits cannot be guessed. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
