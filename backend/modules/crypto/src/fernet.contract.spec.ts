import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fernetDecrypt, fernetEncrypt, InvalidFernetToken } from './fernet';

interface Vector {
  readonly desc?: string;
  readonly token: string;
  readonly now: string;
  readonly ttl_sec?: number;
  readonly iv?: number[];
  readonly src?: string;
  readonly secret: string;
}

const folder = join(process.env['CONTRACTS_DIR'] ?? resolve('../shared/contracts'), 'vectors');

function vectors(name: string): Vector[] {
  const file = join(folder, `fernet-${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vector[]) : [];
}

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1_000);

(existsSync(folder) ? describe : describe.skip)("Fernet's own test vectors", () => {
  it('are there', () => {
    expect([vectors('generate').length, vectors('verify').length, vectors('invalid').length]).toEqual([1, 1, 8]);
  });

  it('are made exactly', () => {
    for (const { secret, src = '', now, iv = [], token } of vectors('generate')) {
      const made = fernetEncrypt(Buffer.from(secret, 'base64url'), Buffer.from(src), seconds(now), Buffer.from(iv));
      expect(made).toBe(token);
    }
  });

  it('are accepted', () => {
    for (const { secret, src, now, token, ttl_sec: ttlSeconds = 0 } of vectors('verify')) {
      const key = Buffer.from(secret, 'base64url');
      expect(fernetDecrypt(key, token, { ttlSeconds, nowSeconds: seconds(now) }).toString()).toBe(src);
    }
  });

  it('are refused, each of them', () => {
    for (const { desc, secret, now, token, ttl_sec: ttlSeconds = 0 } of vectors('invalid')) {
      const decrypt = (): Buffer =>
        fernetDecrypt(Buffer.from(secret, 'base64url'), token, { ttlSeconds, nowSeconds: seconds(now) });
      expect([desc, capture(decrypt)]).toEqual([desc, InvalidFernetToken]);
    }
  });
});

function capture(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as Error).constructor;
  }
}
