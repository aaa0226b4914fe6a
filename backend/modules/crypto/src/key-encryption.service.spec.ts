import { randomBytes } from 'node:crypto';
import type { CryptoSettings } from './crypto.config';
import { InvalidFernetToken } from './fernet';
import { KeyEncryptionService } from './key-encryption.service';
import { UnknownKeyError } from './wrapping/data-keys';
import { KeyWrappers } from './wrapping/key-wrappers';

const newKey = (): string => randomBytes(32).toString('base64url');

function service(current: string, previous = ''): KeyEncryptionService {
  const settings = {
    KEY_PROVIDER: 'local',
    PLATFORM_ENCRYPTION_KEY: current,
    PLATFORM_ENCRYPTION_KEY_PREVIOUS: previous,
    AWS_KMS_KEY_ID: '',
    VAULT_ADDR: '',
  } as CryptoSettings;
  return new KeyEncryptionService(settings, new KeyWrappers(settings), {} as never);
}

const acme = { tenantId: '0198d8a0-0000-7000-8000-000000000001', purpose: 'slack.bot_token' };

describe('KeyEncryptionService', () => {
  it('returns what was encrypted, for the same tenant and purpose alone', async () => {
    const keys = service(newKey());
    const secret = await keys.encrypt(acme, 'xoxb-1');
    expect(await keys.decrypt(acme, secret)).toBe('xoxb-1');
    const moved = { ...acme, purpose: 'slack.refresh_token' };
    await expect(keys.decrypt(moved, secret)).rejects.toThrow(InvalidFernetToken);
    const stolen = { ...acme, tenantId: '0198d8a0-0000-7000-8000-000000000002' };
    await expect(keys.decrypt(stolen, secret)).rejects.toThrow(InvalidFernetToken);
  });

  it.each([
    ['cut short', (token: string) => token.slice(0, -24)],
    ['put in another order', (token: string) => token.slice(44) + token.slice(0, 44)],
    ['empty', () => ''],
    ['of another secret', (token: string) => token.slice(0, 30) + token.slice(30).split('').reverse().join('')],
  ])('refuses a ciphertext that is %s', async (_, change) => {
    const keys = service(newKey());
    const { ciphertext, keyId } = await keys.encrypt(acme, 'xoxb-1');
    await expect(keys.decrypt(acme, { ciphertext: change(ciphertext), keyId })).rejects.toThrow(InvalidFernetToken);
  });

  it('refuses a ciphertext under the right id of a wrong key', async () => {
    const [one, other] = [service(newKey()), service(newKey())];
    const { ciphertext } = await one.encrypt(acme, 'xoxb-1');
    const keyId = await other.currentKeyId(acme.tenantId);
    await expect(other.decrypt(acme, { ciphertext, keyId })).rejects.toThrow(InvalidFernetToken);
  });

  it('decrypts under any number of previous keys and rotates to the current one', async () => {
    const [oldest, old] = [newKey(), newKey()];
    const secrets = [await service(oldest).encrypt(acme, 'xoxb-1'), await service(old).encrypt(acme, 'xoxb-1')];
    const keys = service(newKey(), `${old}, ${oldest}`);
    for (const secret of secrets) {
      const rotated = await keys.rotate(acme, secret);
      expect(rotated.keyId).toBe(await keys.currentKeyId(acme.tenantId));
      expect(await keys.decrypt(acme, rotated)).toBe('xoxb-1');
      expect(await keys.rotate(acme, rotated)).toBe(rotated);
    }
  });

  it('names the key it lacks', async () => {
    const secret = await service(newKey()).encrypt(acme, 'xoxb-1');
    await expect(service(newKey()).decrypt(acme, secret)).rejects.toThrow(UnknownKeyError);
  });
});
