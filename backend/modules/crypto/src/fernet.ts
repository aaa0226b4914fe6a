import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
const HEADER_BYTES = 9;
const IV_BYTES = 16;
const MAC_BYTES = 32;
const BLOCK_BYTES = 16;
const MAXIMUM_CLOCK_SKEW_SECONDS = 60;
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;

/** Raised for every token that the specification does not accept; says nothing of why, so that it is no oracle. */
export class InvalidFernetToken extends Error {
  constructor() {
    super('not a valid Fernet token for this key');
    this.name = 'InvalidFernetToken';
  }
}

/** Whether a text is a Fernet key: 32 bytes in base64url. */
export function isFernetKey(text: string): boolean {
  return BASE64URL.test(text) && Buffer.from(text, 'base64url').length === 32;
}

/** Encrypts with a 32-byte key (16 signing, 16 encryption) as in https://github.com/fernet/spec. */
export function fernetEncrypt(
  key: Buffer,
  plaintext: Buffer,
  nowSeconds = Math.floor(Date.now() / 1000),
  iv = randomBytes(IV_BYTES),
): string {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(VERSION, 0);
  header.writeBigUInt64BE(BigInt(nowSeconds), 1);
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv);
  const signed = Buffer.concat([header, iv, cipher.update(plaintext), cipher.final()]);
  const token = Buffer.concat([signed, createHmac('sha256', key.subarray(0, 16)).update(signed).digest()]);
  return padded(token.toString('base64url'));
}

/** Decrypts; with a time to live also refuses tokens that are older, or too far in the future. */
export function fernetDecrypt(
  key: Buffer,
  token: string,
  lifetime?: { ttlSeconds: number; nowSeconds: number },
): Buffer {
  const bytes = decode(token);
  const signed = bytes.subarray(0, bytes.length - MAC_BYTES);
  const mac = createHmac('sha256', key.subarray(0, 16)).update(signed).digest();
  if (!timingSafeEqual(mac, bytes.subarray(bytes.length - MAC_BYTES))) throw new InvalidFernetToken();
  if (lifetime) checkLifetime(Number(signed.readBigUInt64BE(1)), lifetime);
  try {
    const decipher = createDecipheriv(
      'aes-128-cbc',
      key.subarray(16),
      signed.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES),
    );
    return Buffer.concat([decipher.update(signed.subarray(HEADER_BYTES + IV_BYTES)), decipher.final()]);
  } catch {
    throw new InvalidFernetToken();
  }
}

function decode(token: string): Buffer {
  if (!BASE64URL.test(token) || token.length % 4 !== 0) throw new InvalidFernetToken();
  const bytes = Buffer.from(token, 'base64url');
  const ciphertextBytes = bytes.length - HEADER_BYTES - IV_BYTES - MAC_BYTES;
  if (bytes[0] !== VERSION || ciphertextBytes < BLOCK_BYTES || ciphertextBytes % BLOCK_BYTES !== 0)
    throw new InvalidFernetToken();
  return bytes;
}

function checkLifetime(issuedAt: number, { ttlSeconds, nowSeconds }: { ttlSeconds: number; nowSeconds: number }): void {
  if (issuedAt + ttlSeconds < nowSeconds || issuedAt > nowSeconds + MAXIMUM_CLOCK_SKEW_SECONDS)
    throw new InvalidFernetToken();
}

function padded(text: string): string {
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}
