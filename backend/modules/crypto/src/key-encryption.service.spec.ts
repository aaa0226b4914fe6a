import { randomBytes } from 'node:crypto';
import { InvalidFernetToken } from './fernet';
import { KeyEncryptionService, UnknownKeyError } from './key-encryption.service';

const newKey = (): string => randomBytes(32).toString('base64url');
const service = (current: string, previous = ''): KeyEncryptionService =>
  new KeyEncryptionService({ PLATFORM_ENCRYPTION_KEY: current, PLATFORM_ENCRYPTION_KEY_PREVIOUS: previous } as never);

const acme = { tenantId: '0198d8a0-0000-7000-8000-000000000001', purpose: 'slack.bot_token' };

describe('KeyEncryptionService', () => {
  it('returns what was encrypted, for the same tenant and purpose alone', () => {
    const keys = service(newKey());
    const secret = keys.encrypt(acme, 'xoxb-1');
    expect(keys.decrypt(acme, secret)).toBe('xoxb-1');
    expect(() => keys.decrypt({ ...acme, purpose: 'slack.refresh_token' }, secret)).toThrow(InvalidFernetToken);
    expect(() => keys.decrypt({ ...acme, tenantId: '0198d8a0-0000-7000-8000-000000000002' }, secret)).toThrow(
      InvalidFernetToken,
    );
  });

  it('decrypts under a previous key and rotates to the current one', () => {
    const old = newKey();
    const secret = service(old).encrypt(acme, 'xoxb-1');
    const keys = service(newKey(), old);
    const rotated = keys.rotate(acme, secret);
    expect(rotated.keyId).toBe(keys.currentKeyId);
    expect(keys.decrypt(acme, rotated)).toBe('xoxb-1');
    expect(keys.rotate(acme, rotated)).toBe(rotated);
  });

  it('names the key it lacks', () => {
    const secret = service(newKey()).encrypt(acme, 'xoxb-1');
    expect(() => service(newKey()).decrypt(acme, secret)).toThrow(UnknownKeyError);
  });
});
