import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { newId, type JobAttempt, type RequestContext } from '@konstruct/platform';
import { CryptoContext } from '../../testing/crypto-context';
import { VaultServer } from '../../testing/vault-server';
import { KeyEncryptionService } from '../key-encryption.service';
import { RotateKeysHandler } from './rotate-keys.handler';
import { RotationDesk, ROTATE_JOB } from './rotation-desk';
import { bindingOf, type SecretColumn } from './secret-column';

const ADMIN: RequestContext = { requestId: null, actor: { kind: 'user', id: newId(), name: 'Ada' } };
const SECRET: SecretColumn = {
  table: 'model_keys',
  ciphertext: 'secret_ciphertext',
  keyId: 'secret_key_id',
  purpose: 'model_key',
};
const LOCAL_KEY = `${randomBytes(32).toString('base64url')}=`;

interface Job {
  readonly attempts: number;
  readonly max_attempts: number;
  readonly is_due: boolean;
}

describe('a rotation over HTTP while the key service is away', () => {
  let context: CryptoContext;
  let vault: VaultServer;
  let app: INestApplicationContext;

  beforeEach(async () => {
    context = await CryptoContext.start();
    vault = await VaultServer.start();
    const environment = { ...vault.environment, PLATFORM_ENCRYPTION_KEY: LOCAL_KEY };
    app = await context.program(environment, { columns: [SECRET] });
    await storeKey();
    vault.http.outage = { status: 503, body: { errors: ['sealed'] } };
  }, 60_000);

  afterEach(async () => {
    await context.stop();
    await vault.http.stop();
  });

  /** A model key from before the key service. */
  async function storeKey(): Promise<void> {
    const local = await context.program({ PLATFORM_ENCRYPTION_KEY: LOCAL_KEY });
    const [tenantId, id] = [await context.business(), newId()];
    const { ciphertext, keyId } = await local
      .get(KeyEncryptionService)
      .encrypt(bindingOf(tenantId, SECRET, id), 'sk-1');
    await context.owner.query(
      `INSERT INTO model_keys (tenant_id, id, provider, label, key_hint, secret_ciphertext, secret_key_id, created_at, created_by_name, checked_at, check_verdict)
       VALUES ($1, $2, 'openai', 'Main', '', $3, $4, now(), 'Ada', now(), 'ok')`,
      [tenantId, id, ciphertext, keyId],
    );
  }

  const attempt = (nr: number, maxAttempts: number): JobAttempt => ({
    ...{ attempt: nr, maxAttempts, processId: newId() },
    signal: undefined,
  });

  const work = (id: string, nr: number, maxAttempts = 8): Promise<void> =>
    app.get(RotateKeysHandler).run({ rotation_id: id }, attempt(nr, maxAttempts));

  const jobs = (): Promise<Job[]> =>
    context.rows<Job>(
      'SELECT attempts, max_attempts, run_at <= now() AS is_due FROM graphile_worker._private_jobs WHERE key = $1',
      [ROTATE_JOB],
    );

  const desk = (): RotationDesk => app.get(RotationDesk);

  it('says what it waits for, is tried at once when somebody asks again, and gets done', async () => {
    const { id } = await desk().begin(ADMIN, false);
    await expect(work(id, 1)).rejects.toThrow('Vault answered 503');
    expect(await desk().find(ADMIN, id)).toMatchObject({
      status: 'running',
      detail: 'Vault answered 503 to encrypt. It is tried again by itself.',
    });
    await context.owner.query(
      `UPDATE graphile_worker._private_jobs SET attempts = 7, run_at = now() + interval '3 hours' WHERE key = $1`,
      [ROTATE_JOB],
    );
    expect(await desk().begin(ADMIN, false)).toMatchObject({ id, status: 'running' });
    expect(await jobs()).toEqual([{ attempts: 0, max_attempts: 8, is_due: true }]);
    vault.http.outage = null;
    await work(id, 1);
    expect(await desk().find(ADMIN, id)).toMatchObject({ status: 'done', rotated: 1, detail: null });
  });

  it('is left alone while a worker is at it', async () => {
    await desk().begin(ADMIN, false);
    await context.owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker' WHERE key = $1`,
      [ROTATE_JOB],
    );
    await desk().begin(ADMIN, false);
    expect(await jobs()).toHaveLength(1);
  });

  it('ends as failed when patience ends, and another goes on', async () => {
    const { id } = await desk().begin(ADMIN, false);
    await expect(work(id, 8)).rejects.toThrow('Vault answered 503');
    expect(await desk().find(ADMIN, id)).toMatchObject({
      status: 'failed',
      finishedAt: expect.any(Date),
      detail: expect.stringMatching(/^Vault answered 503 to encrypt\. Begin another rotation when that is solved/),
    });
    const next = await desk().begin(ADMIN, false);
    expect(next).toMatchObject({ status: 'running', detail: null });
    expect(next.id).not.toBe(id);
  });
});
