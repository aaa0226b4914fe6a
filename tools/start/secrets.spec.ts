import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSecrets } from './secrets.ts';

describe('the secrets of one machine', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'konstruct-secrets-'));
    file = join(directory, 'secrets.json');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('are made once and readable by their owner only', () => {
    const first = loadSecrets(file);
    expect(loadSecrets(file)).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
  });

  it('have an encryption key that Fernet takes', () => {
    const key = loadSecrets(file).platformEncryptionKey;
    expect(key).toMatch(/^[\w-]{43}=$/);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  });

  it('keep what is there when a newer version needs one more', () => {
    writeFileSync(file, JSON.stringify({ sessionSecret: 'kept' }));
    expect(loadSecrets(file).sessionSecret).toBe('kept');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('sandboxModelApiKey');
  });

  it('are never replaced when the file cannot be read: some of the data is encrypted with them', () => {
    writeFileSync(file, '{"sessionSecret": ');
    expect(() => loadSecrets(file)).toThrow(/is not valid JSON/);
    expect(readFileSync(file, 'utf8')).toBe('{"sessionSecret": ');
  });
});
