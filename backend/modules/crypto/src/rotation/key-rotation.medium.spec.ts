import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { newId, type RequestContext } from '@konstruct/platform';
import { AwsKmsServer } from '../../testing/aws-kms-server';
import { CryptoContext } from '../../testing/crypto-context';
import { VaultServer } from '../../testing/vault-server';
import { KeyEncryptionService, type EncryptedSecret } from '../key-encryption.service';
import { KeyInventory } from './key-inventory';
import { KeyRotation, whereIs, type RotationProgress, type UnreadableSecret } from './key-rotation';
import { bindingOf, type SecretColumn } from './secret-column';

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'test' } };
const COLUMNS: readonly SecretColumn[] = [
  { table: 'test_secrets', ciphertext: 'one_ciphertext', keyId: 'one_key_id', purpose: 'test.one' },
  { table: 'test_secrets', ciphertext: 'two_ciphertext', keyId: 'two_key_id', purpose: 'test.two', rows: 'has_two' },
  { table: 'test_details', rowId: 'of_id', ciphertext: 'ciphertext', keyId: 'key_id', purpose: 'test.detail' },
];

const newKey = (): string => `${randomBytes(32).toString('base64url')}=`;

describe('rotation of keys', () => {
  let context: CryptoContext;
  let first: string;
  let keys: string[];

  beforeEach(async () => {
    context = await CryptoContext.start();
    await createTables(context);
    first = newKey();
    keys = [];
  }, 60_000);

  afterEach(() => context.stop());

  const program = (current: string, previous: string[] = []): Promise<INestApplicationContext> =>
    context.program(
      { PLATFORM_ENCRYPTION_KEY: current, PLATFORM_ENCRYPTION_KEY_PREVIOUS: previous.join(',') },
      { columns: COLUMNS },
    );

  /** Stores secrets of some businesses; the plaintext names where it belongs. */
  async function store(app: INestApplicationContext, tenants: number, each: number): Promise<void> {
    const encryption = app.get(KeyEncryptionService);
    for (let index = 0; index < tenants; index += 1) {
      const tenantId = await context.business();
      for (let row = 0; row < each; row += 1) {
        const id = newId();
        keys.push(id);
        const [one, two, detail] = await Promise.all(
          COLUMNS.map((column) => encryption.encrypt(bindingOf(tenantId, column, id), `${column.purpose} ${id}`)),
        );
        await insert(context, tenantId, id, [one!, two!, detail!]);
      }
    }
  }

  async function expectReadable(app: INestApplicationContext): Promise<void> {
    const encryption = app.get(KeyEncryptionService);
    const rows = await context.rows<Record<string, string>>(
      'SELECT * FROM test_secrets JOIN test_details ON of_id = id',
    );
    expect(rows).toHaveLength(keys.length);
    for (const row of rows) {
      for (const { ciphertext, keyId, purpose } of COLUMNS) {
        const secret = { ciphertext: row[ciphertext]!, keyId: row[keyId]! };
        const binding = bindingOf(row['tenant_id']!, { purpose }, row['id']!);
        expect(await encryption.decrypt(binding, secret)).toBe(`${purpose} ${row['id']}`);
      }
    }
  }

  const rotate = (app: INestApplicationContext): Promise<RotationProgress> => app.get(KeyRotation).run(CAUSE);

  const standings = async (app: INestApplicationContext): Promise<unknown[]> =>
    (await app.get(KeyInventory).take(CAUSE)).keys.map(({ standing, secrets, canBeDropped }) => [
      standing,
      secrets,
      canBeDropped,
    ]);

  it('re-encrypts all secrets of all businesses, and then says that the old key can be dropped', async () => {
    await store(await program(first), 3, 4);
    const second = newKey();
    const app = await program(second, [first]);
    expect(await standings(app)).toEqual([
      ['current', 0, false],
      ['previous', 36, false],
    ]);
    const seen: RotationProgress[] = [];
    const progress = await app.get(KeyRotation).run(CAUSE, { onProgress: (now) => void seen.push(now) });
    expect(progress).toEqual({ total: 36, rotated: 36, unreadable: 0 });
    expect(seen.length).toBeGreaterThan(1);
    expect(await standings(app)).toEqual([
      ['current', 36, false],
      ['previous', 0, true],
    ]);
    await expectReadable(await program(second));
    expect(await rotate(app)).toEqual({ total: 0, rotated: 0, unreadable: 0 });
    const trail = await context.rows<{ summary: string }>(
      `SELECT summary FROM audit_events WHERE event_type = 'secrets.re_encrypted'`,
    );
    expect(trail.map(({ summary }) => summary)).toContain('12 stored secrets were encrypted under the current key.');
  });

  it('refuses with a wrong previous key and changes nothing', async () => {
    await store(await program(first), 2, 2);
    const before = await context.rows('SELECT * FROM test_secrets JOIN test_details ON of_id = id ORDER BY id');
    const app = await program(newKey(), [newKey()]);
    await expect(rotate(app)).rejects.toThrow(
      /Nothing was changed: secrets are under keys that are not here: [0-9a-f]{16} \(12 secrets\)/,
    );
    expect(await context.rows('SELECT * FROM test_secrets JOIN test_details ON of_id = id ORDER BY id')).toEqual(
      before,
    );
  });

  it('goes on without what is under lost keys when it is told to, of the settings or of a service', async () => {
    const vault = await VaultServer.start();
    try {
      await store(await program(first), 1, 2);
      const second = newKey();
      await store(await program(second), 1, 1);
      await store(await context.program(vault.environment, { columns: COLUMNS }), 1, 1);
      const third = newKey();
      const app = await program(third, [second]);
      await expect(rotate(app)).rejects.toThrow(/npm run keys:rotate -- --leave-missing/);
      const progress = await app.get(KeyRotation).run(CAUSE, { isToLeaveMissing: true });
      expect(progress).toEqual({ total: 3, rotated: 3, unreadable: 0 });
      expect(await standings(app)).toEqual([
        ['current', 3, false],
        ['missing', 6, false],
        ['missing', 3, false],
        ['previous', 0, true],
      ]);
    } finally {
      await vault.http.stop();
    }
  });

  it('goes on after a kill where it was, with any number of earlier keys', async () => {
    const second = newKey();
    await store(await program(first), 10, 2);
    await store(await program(second), 10, 2);
    const third = newKey();
    const killed = await program(third, [first, second]);
    const abort = new AbortController();
    await killed.get(KeyRotation).run(CAUSE, { signal: abort.signal, onProgress: () => abort.abort() });
    const app = await program(third, [second, first]);
    const left = await rotate(app);
    expect(left.total).toBeGreaterThan(0);
    expect(left.total).toBeLessThan(120);
    expect(left.rotated).toBe(left.total);
    await expectReadable(await program(third));
  });

  it('is safe beside a second rotation and beside traffic', async () => {
    await store(await program(first), 4, 10);
    const second = newKey();
    const [one, other] = [await program(second, [first]), await program(second, [first])];
    const encryption = one.get(KeyEncryptionService);
    const rows = await context.rows<{ tenant_id: string; id: string }>('SELECT tenant_id, id FROM test_secrets');
    const traffic = async (): Promise<void> => {
      for (const { tenant_id: tenantId, id } of rows) {
        const secret = await encryption.encrypt(bindingOf(tenantId, COLUMNS[0]!, id), `renewed ${id}`);
        await context.owner.query('UPDATE test_secrets SET one_ciphertext = $2, one_key_id = $3 WHERE id = $1', [
          id,
          secret.ciphertext,
          secret.keyId,
        ]);
      }
    };
    const [a, b] = await Promise.all([rotate(one), rotate(other), traffic()]);
    expect(a.rotated + b.rotated).toBeLessThanOrEqual(120);
    expect(await standings(await program(second, [first]))).toEqual([
      ['current', 120, false],
      ['previous', 0, true],
    ]);
    const reader = (await program(second)).get(KeyEncryptionService);
    for (const row of await context.rows<Record<string, string>>('SELECT * FROM test_secrets')) {
      const secret = { ciphertext: row['one_ciphertext']!, keyId: row['one_key_id']! };
      const read = await reader.decrypt(bindingOf(row['tenant_id']!, COLUMNS[0]!, row['id']!), secret);
      expect(read).toBe(`renewed ${row['id']}`);
    }
  });

  it('leaves a damaged secret and one of another row as they are, and says which', async () => {
    await store(await program(first), 1, 3);
    const [damaged, robbed, source] = keys as [string, string, string];
    await context.owner.query(`UPDATE test_secrets SET one_ciphertext = 'gAAA' WHERE id = $1`, [damaged]);
    await context.owner.query(
      'UPDATE test_secrets SET two_ciphertext = (SELECT two_ciphertext FROM test_secrets WHERE id = $2) WHERE id = $1',
      [robbed, source],
    );
    const app = await program(newKey(), [first]);
    const named: string[] = [];
    const onUnreadable = (secret: UnreadableSecret): void => void named.push(whereIs(secret));
    const progress = await app.get(KeyRotation).run(CAUSE, { onUnreadable });
    expect(progress).toEqual({ total: 9, rotated: 7, unreadable: 2 });
    expect(named.sort()).toEqual([
      expect.stringMatching(new RegExp(`^test.one of business [0-9a-f-]{36} \\(test_secrets ${damaged}\\)$`)),
      expect.stringMatching(new RegExp(`^test.two of business [0-9a-f-]{36} \\(test_secrets ${robbed}\\)$`)),
    ]);
    expect(await standings(app)).toEqual([
      ['current', 7, false],
      ['previous', 2, false],
    ]);
  });

  it("moves secrets under a key service's data keys, and turns the service's key without touching them", async () => {
    const vault = await VaultServer.start();
    try {
      await store(await program(first), 2, 2);
      const settings = { ...vault.environment, PLATFORM_ENCRYPTION_KEY: first, DATA_KEY_CACHE_SECONDS: '10' };
      const app = await context.program(settings, { columns: COLUMNS });
      expect(await rotate(app)).toEqual({ total: 12, rotated: 12, unreadable: 0 });
      const before = await context.rows('SELECT * FROM test_secrets ORDER BY id');
      expect(await standings(app)).toEqual([
        ['current', 12, false],
        ['previous', 0, true],
      ]);
      vault.rotate('konstruct');
      expect(await standings(app)).toEqual([
        ['current', 0, false],
        ['previous', 12, false],
        ['previous', 0, true],
      ]);
      expect(await rotate(app)).toEqual({ total: 2, rotated: 2, unreadable: 0 });
      expect(await context.rows('SELECT * FROM test_secrets ORDER BY id')).toEqual(before);
      const { PLATFORM_ENCRYPTION_KEY: _, ...withoutLocal } = settings;
      const reader = await context.program(withoutLocal, { columns: COLUMNS });
      expect(await standings(reader)).toEqual([['current', 12, false]]);
      await expectReadable(reader);
    } finally {
      await vault.http.stop();
    }
  });

  it('wraps data keys anew when the name of a key of AWS KMS is given to another', async () => {
    const kms = await AwsKmsServer.start();
    try {
      Object.assign(process.env, kms.credentials);
      const [one, other] = [kms.addKey('one'), kms.addKey('other')];
      kms.nameKey('konstruct', one);
      const settings = { ...kms.environment('alias/konstruct'), DATA_KEY_CACHE_SECONDS: '10' };
      await store(await context.program(settings, { columns: COLUMNS }), 2, 1);
      kms.nameKey('konstruct', other);
      const app = await context.program(settings, { columns: COLUMNS });
      expect(await rotate(app)).toEqual({ total: 2, rotated: 2, unreadable: 0 });
      expect(await standings(app)).toEqual([['current', 6, false]]);
      kms.removeKey(one);
      await expectReadable(await context.program(settings, { columns: COLUMNS }));
    } finally {
      await kms.http.stop();
    }
  });
});

async function createTables({ owner }: CryptoContext): Promise<void> {
  await owner.query(`CREATE TABLE test_secrets (tenant_id uuid NOT NULL, id uuid NOT NULL, has_two boolean NOT NULL,
    one_ciphertext text, one_key_id text, two_ciphertext text, two_key_id text, PRIMARY KEY (tenant_id, id))`);
  await owner.query(`CREATE TABLE test_details (tenant_id uuid NOT NULL, of_id uuid NOT NULL, ciphertext text, key_id text,
    PRIMARY KEY (tenant_id, of_id))`);
  for (const table of ['test_secrets', 'test_details']) {
    await owner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await owner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await owner.query(
      `CREATE POLICY own ON ${table} USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    await owner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO konstruct_app`);
  }
}

async function insert(
  { owner }: CryptoContext,
  tenantId: string,
  id: string,
  [one, two, detail]: [EncryptedSecret, EncryptedSecret, EncryptedSecret],
): Promise<void> {
  await owner.query('INSERT INTO test_secrets VALUES ($1, $2, true, $3, $4, $5, $6)', [
    tenantId,
    id,
    one.ciphertext,
    one.keyId,
    two.ciphertext,
    two.keyId,
  ]);
  await owner.query('INSERT INTO test_details VALUES ($1, $2, $3, $4)', [
    tenantId,
    id,
    detail.ciphertext,
    detail.keyId,
  ]);
}
