import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The two halves of a Fernet key. */
export interface BareKeys {
  readonly signing: Buffer;
  readonly encryption: Buffer;
}

export function newBareKeys(): BareKeys {
  return { signing: randomBytes(16), encryption: randomBytes(16) };
}

/** The same primitive with node:crypto alone: AES-128-CBC, HMAC-SHA256, base64url; no keys to find, nothing to check. */
export function bareEncrypt({ signing, encryption }: BareKeys, plaintext: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', encryption, iv);
  const head = Buffer.alloc(9);
  head[0] = 0x80;
  head.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1_000)), 1);
  const signed = Buffer.concat([head, iv, cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([signed, createHmac('sha256', signing).update(signed).digest()]).toString('base64url');
}

export function bareDecrypt({ signing, encryption }: BareKeys, token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  const signed = bytes.subarray(0, -32);
  if (!timingSafeEqual(createHmac('sha256', signing).update(signed).digest(), bytes.subarray(-32)))
    throw new Error('not signed with this key');
  const decipher = createDecipheriv('aes-128-cbc', encryption, signed.subarray(9, 25));
  return Buffer.concat([decipher.update(signed.subarray(25)), decipher.final()]).toString('utf8');
}
