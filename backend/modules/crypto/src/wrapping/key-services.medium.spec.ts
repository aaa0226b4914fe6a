import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '@konstruct/platform';
import { AwsKmsServer } from '../../testing/aws-kms-server';
import { CryptoContext } from '../../testing/crypto-context';
import { VaultServer } from '../../testing/vault-server';
import { KeyEncryptionService, type EncryptedSecret } from '../key-encryption.service';
import { KeyServiceError } from './key-wrapper';

const LOCAL_KEY = `${randomBytes(32).toString('base64url')}=`;
const MINUTES_MS = 60_000;

class MovableClock extends Clock {
  offsetMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

describe('data keys wrapped by a key service', () => {
  let context: CryptoContext;
  let kms: AwsKmsServer;
  let vault: VaultServer;

  beforeAll(async () => {
    context = await CryptoContext.start();
    kms = await AwsKmsServer.start();
    vault = await VaultServer.start();
    Object.assign(process.env, kms.credentials);
  }, 60_000);

  afterAll(async () => {
    await context.stop();
    await kms.http.stop();
    await vault.http.stop();
  });

  beforeEach(() => {
    for (const { http } of [kms, vault]) {
      http.requests.length = 0;
      http.outage = null;
    }
  });

  const keysOf = async (environment: Record<string, string>, clock?: Clock): Promise<KeyEncryptionService> =>
    (await context.program(environment, clock ? { clock } : {})).get(KeyEncryptionService);

  const binding = (tenantId: string): { tenantId: string; purpose: string } => ({ tenantId, purpose: 'llm_key' });

  const services = [
    ['AWS KMS', () => kms.environment(kms.addKey(randomBytes(4).toString('hex'))), () => kms.http],
    ['Vault', () => vault.environment, () => vault.http],
  ] as const;

  it.each(services)('%s: encrypt and decrypt, across processes, and ask the service once', async (_, env, http) => {
    const environment = env();
    const tenantId = await context.business();
    const [one, other] = [await keysOf(environment), await keysOf(environment)];
    const secrets = await Promise.all(
      Array.from({ length: 20 }, (__, index) => one.encrypt(binding(tenantId), `key ${index}`)),
    );
    const asked = http().requests.length;
    expect(asked).toBeLessThanOrEqual(3);
    for (const [index, secret] of secrets.entries())
      expect(await other.decrypt(binding(tenantId), secret)).toBe(`key ${index}`);
    expect(http().requests.length).toBe(asked + 1);
    const [row] = await context.rows<Record<string, string>>('SELECT * FROM tenant_data_keys WHERE tenant_id = $1', [
      tenantId,
    ]);
    expect(secrets[0]?.keyId).toBe(`dk_${row?.['id']}`);
    expect(row?.['wrapping_key_id']).toMatch(/^(aws-kms:arn:aws:kms:|vault:transit\/konstruct:v1$)/);
  });

  it.each(services)('%s: a data key in another business opens nothing', async (_, env) => {
    const keys = await keysOf(env());
    const [victim, thief] = [await context.business(), await context.business()];
    const secret = await keys.encrypt(binding(victim), 'sk-1');
    await expect(keys.decrypt(binding(thief), secret)).rejects.toThrow(/is not this tenant's/);
    await context.owner.query('UPDATE tenant_data_keys SET tenant_id = $2 WHERE tenant_id = $1', [victim, thief]);
    const fresh = await keysOf(env());
    await expect(fresh.decrypt(binding(thief), secret)).rejects.toThrow(KeyServiceError);
  });

  it.each(services)(
    '%s: keep a data key for minutes and no longer',
    async (_, env, http) => {
      const clock = new MovableClock();
      const keys = await keysOf(env(), clock);
      const tenantId = await context.business();
      const secret = await keys.encrypt(binding(tenantId), 'sk-1');
      http().outage = { status: 503, body: { errors: ['sealed'], __type: 'KMSInternalException' } };
      expect(await keys.decrypt(binding(tenantId), secret)).toBe('sk-1');
      clock.offsetMs = 6 * MINUTES_MS;
      const failure: unknown = await keys.decrypt(binding(tenantId), secret).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(KeyServiceError);
      expect((failure as KeyServiceError).isRetryable).toBe(true);
      expect(JSON.stringify(failure)).not.toContain('sk-1');
      http().outage = null;
      expect(await keys.decrypt(binding(tenantId), secret)).toBe('sk-1');
    },
    60_000,
  );

  it('say that a refusal will not pass', async () => {
    const keys = await keysOf({ ...vault.environment, VAULT_TOKEN: 'wrong' });
    const failure: unknown = await keys
      .encrypt(binding(await context.business()), 'x')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'Vault answered 403 to encrypt', isRetryable: false });
    const gone = await keysOf(kms.environment('arn:aws:kms:eu-central-1:111122223333:key/gone'));
    const refused: unknown = await gone
      .encrypt(binding(await context.business()), 'x')
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ isRetryable: false, message: expect.stringContaining('NotFoundException') });
  });

  it.each<[string, unknown]>([
    ['a page of a proxy', '<html>'],
    ['nothing', null],
    ['something else', { data: null }],
  ])('Vault: take %s with 200 for no key, in words', async (what, body) => {
    const keys = await keysOf(vault.environment);
    const tenantId = await context.business();
    vault.http.outage = { status: 200, body, ...(body === '<html>' ? { isText: true } : {}) };
    const failure: unknown = await keys.encrypt(binding(tenantId), 'x').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KeyServiceError);
    expect(failure).toMatchObject({ isRetryable: what === 'a page of a proxy' });
  });

  it.each(['ExpiredTokenException', 'ServiceUnavailable'])('AWS KMS: %s may pass', async (type) => {
    const keys = await keysOf(kms.environment(kms.addKey('passing')));
    kms.http.outage = { status: 400, body: { __type: type, message: 'x' } };
    const failure: unknown = await keys
      .encrypt(binding(await context.business()), 'x')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ isRetryable: true });
  });

  it("read Vault's token from a file each time, so that an agent may renew it", async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'vault-')), 'token');
    writeFileSync(file, 'expired');
    const { VAULT_TOKEN: token, ...rest } = vault.environment;
    const keys = await keysOf({ ...rest, VAULT_TOKEN_FILE: file });
    const tenantId = await context.business();
    await expect(keys.encrypt(binding(tenantId), 'x')).rejects.toMatchObject({ isRetryable: true });
    writeFileSync(file, `${token}\n`);
    await expect(keys.encrypt(binding(tenantId), 'x')).resolves.toBeDefined();
  });

  it('take over from a key of the settings, and give back to it', async () => {
    const tenantId = await context.business();
    const local = await keysOf({ PLATFORM_ENCRYPTION_KEY: LOCAL_KEY });
    const before = await local.encrypt(binding(tenantId), 'sk-1');
    const service = await keysOf({ ...vault.environment, PLATFORM_ENCRYPTION_KEY: LOCAL_KEY });
    const inside = await service.rotate(binding(tenantId), before);
    expect(inside.keyId).toMatch(/^dk_/);
    const back = await keysOf({ ...vault.environment, KEY_PROVIDER: 'local', PLATFORM_ENCRYPTION_KEY: LOCAL_KEY });
    const after: EncryptedSecret = await back.rotate(binding(tenantId), inside);
    expect(after.keyId).toBe(before.keyId);
    expect(await local.decrypt(binding(tenantId), after)).toBe('sk-1');
  });
});
