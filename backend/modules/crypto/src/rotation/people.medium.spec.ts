import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { newId, type RequestContext } from '@konstruct/platform';
import { CryptoContext } from '../../testing/crypto-context';
import { VaultServer } from '../../testing/vault-server';
import { KeyEncryptionService } from '../key-encryption.service';
import { KeyInventory } from './key-inventory';
import { KeyRotation, RotationRefusedError } from './key-rotation';
import { bindingOf, PEOPLE, type SecretColumn } from './secret-column';

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'test' } };
const SEEDS: SecretColumn = {
  owner: 'person',
  table: 'test_people',
  rowId: 'user_id',
  ciphertext: 'seed_ciphertext',
  keyId: 'seed_key_id',
  purpose: 'test.seed',
};

const newKey = (): string => `${randomBytes(32).toString('base64url')}=`;

describe('secrets of people, who are in several businesses or in none', () => {
  let context: CryptoContext;
  const people: string[] = [];

  beforeEach(async () => {
    context = await CryptoContext.start();
    people.length = 0;
    await context.rows(
      'CREATE TABLE test_people (user_id uuid PRIMARY KEY, seed_ciphertext text NOT NULL, seed_key_id text NOT NULL)',
    );
    await context.rows('GRANT SELECT, UPDATE ON test_people TO konstruct_app');
    await context.business();
  }, 60_000);

  afterEach(() => context.stop());

  const program = (environment: Record<string, string>): Promise<INestApplicationContext> =>
    context.program(environment, { columns: [SEEDS] });

  async function store(app: INestApplicationContext, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const id = newId();
      people.push(id);
      const sealed = await app.get(KeyEncryptionService).encrypt(bindingOf(PEOPLE, SEEDS, id), `seed of ${id}`);
      await context.rows('INSERT INTO test_people VALUES ($1, $2, $3)', [id, sealed.ciphertext, sealed.keyId]);
    }
  }

  async function expectReadable(app: INestApplicationContext): Promise<void> {
    const rows = await context.rows<{ id: string; ciphertext: string; keyId: string }>(
      'SELECT user_id AS id, seed_ciphertext AS ciphertext, seed_key_id AS "keyId" FROM test_people',
    );
    expect(rows).toHaveLength(people.length);
    for (const row of rows)
      expect(await app.get(KeyEncryptionService).decrypt(bindingOf(PEOPLE, SEEDS, row.id), row)).toBe(
        `seed of ${row.id}`,
      );
  }

  const status = async (app: INestApplicationContext): Promise<unknown[]> =>
    (await app.get(KeyInventory).take(CAUSE)).keys.map(({ standing, secretsByPurpose, canBeDropped }) => [
      standing,
      secretsByPurpose,
      canBeDropped,
    ]);

  it('are re-encrypted like those of businesses, counted by the status, and refuse a key that is not there', async () => {
    const [first, second] = [newKey(), newKey()];
    await store(await program({ PLATFORM_ENCRYPTION_KEY: first }), 7);
    const without = await program({ PLATFORM_ENCRYPTION_KEY: second });
    await expect(without.get(KeyRotation).run(CAUSE)).rejects.toThrow(RotationRefusedError);
    const app = await program({ PLATFORM_ENCRYPTION_KEY: second, PLATFORM_ENCRYPTION_KEY_PREVIOUS: first });
    expect(await status(app)).toEqual([
      ['current', {}, false],
      ['previous', { 'test.seed': 7 }, false],
    ]);
    const runs = await Promise.all([app.get(KeyRotation).run(CAUSE), app.get(KeyRotation).run(CAUSE)]);
    expect(runs.reduce((sum, { rotated }) => sum + rotated, 0)).toBe(7);
    expect(await status(app)).toEqual([
      ['current', { 'test.seed': 7 }, false],
      ['previous', {}, true],
    ]);
    await expectReadable(without);
    expect(await context.rows('SELECT 1 FROM audit_events')).toEqual([]);
  });

  it('do not open for another person, nor as the secret of a business', async () => {
    const app = await program({ PLATFORM_ENCRYPTION_KEY: newKey() });
    const encryption = app.get(KeyEncryptionService);
    const [ada, grace] = [newId(), newId()];
    const sealed = await encryption.encrypt(bindingOf(PEOPLE, SEEDS, ada), 'seed');
    for (const binding of [bindingOf(PEOPLE, SEEDS, grace), bindingOf(ada, SEEDS, ada)])
      await expect(encryption.decrypt(binding, sealed)).rejects.toThrow();
  });

  it('go under a data key of the installation where a key service is used', async () => {
    const vault = await VaultServer.start();
    try {
      const local = newKey();
      await store(await program({ PLATFORM_ENCRYPTION_KEY: local }), 3);
      const app = await program({ ...vault.environment, PLATFORM_ENCRYPTION_KEY: local });
      await app.get(KeyRotation).run(CAUSE);
      await store(app, 2);
      expect(await status(app)).toEqual([
        ['current', { 'test.seed': 5 }, false],
        ['previous', {}, true],
      ]);
      const other = await program(vault.environment);
      await expectReadable(other);
      const keys = await context.rows('SELECT tenant_id FROM tenant_data_keys');
      expect(keys).toEqual([{ tenant_id: PEOPLE }]);
      await app.close();
      await other.close();
    } finally {
      await vault.http.stop();
    }
  });
});
