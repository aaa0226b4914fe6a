import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { KeyEncryptionService } from '@konstruct/crypto';
import { createApp } from '../src/create-app';
import { codeOf } from './authenticator';
import { makePlatformAdmin } from './platform-admin';
import { PortalClient } from './portal-client';
import { eventually, signUp, startProduct, type RunningProduct } from './product';

interface Rotation {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly rotated: number;
  readonly detail: string | null;
}

interface Key {
  readonly standing: string;
  readonly secrets: number;
  readonly can_be_dropped: boolean;
}

const ADMIN = 'root@example.com';
const PASSWORD = 'correct horse battery staple';
const KEYS = '/api/admin/encryption/keys';
const ROTATIONS = '/api/admin/encryption/rotations';
const MANY = 6_000;
/** Those of businesses, and a seed of a person. */
const ALL = MANY + 1;

describe('changing the platform key', () => {
  let product: RunningProduct;
  let owner: Client;
  let admin: PortalClient;
  const newKey = `${randomBytes(32).toString('base64url')}=`;

  beforeAll(async () => {
    product = await startProduct();
    owner = new Client({ connectionString: product.database.ownerUrl });
    await owner.connect();
    admin = (await signUp(product, 'Root', ADMIN)).client;
    await makePlatformAdmin(product, ADMIN);
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await product.stop();
  });

  const SECOND_FACTOR = '/api/portal/auth/second-factor';
  let seed = '';

  /** A person's second factor is a secret of no business. */
  async function useTwoSteps(): Promise<void> {
    seed = (await admin.post<{ secret: string }>(`${SECOND_FACTOR}/set-up`, { password: PASSWORD })).body.secret;
    const confirmed = await admin.post(`${SECOND_FACTOR}/confirmation`, { code: codeOf(seed, -1) });
    expect(confirmed.status).toBe(200);
  }

  /** Many secrets of a few businesses, as the product itself would store them. */
  async function storeSecrets(): Promise<void> {
    const encryption = product.app.get(KeyEncryptionService);
    for (let business = 0; business < 6; business += 1) {
      const { tenantId } = await signUp(product, 'Full');
      const ids = Array.from({ length: MANY / 6 }, () => crypto.randomUUID());
      const sealed = await Promise.all(
        ids.map((id) => encryption.encrypt({ tenantId, purpose: `model_key:${id}` }, `key of ${id}`)),
      );
      await owner.query(
        `INSERT INTO model_keys (tenant_id, id, provider, label, key_hint, secret_ciphertext, secret_key_id, created_at, created_by_name, checked_at, check_verdict)
         SELECT $1, id, 'provider-' || nr, 'Many', '', ciphertext, key_id, now(), 'Test', now(), 'ok'
         FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS g (id, ciphertext, key_id, nr)`,
        [tenantId, ids, sealed.map(({ ciphertext }) => ciphertext), sealed.map(({ keyId }) => keyId)],
      );
    }
  }

  function rotate(
    environment: Record<string, string>,
    ...options: string[]
  ): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(
      process.execPath,
      ['-r', '@swc-node/register', resolve('backend/src/rotate-keys.ts'), ...options],
      {
        env: {
          ...process.env,
          ...product.environment,
          ...environment,
          SWC_NODE_PROJECT: resolve('tsconfig.node.json'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, output })));
    return { child, ended };
  }

  const underOldKey = async (): Promise<number> => {
    const { rows } = await owner.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM model_keys WHERE secret_key_id = $1',
      [oldKeyId],
    );
    return rows[0]?.count ?? 0;
  };
  let oldKeyId = '';

  it('goes on after a SIGKILL where it was, refuses a wrong previous key, and says when the old key can go', async () => {
    const nothingToDo = await admin.post<Rotation>(ROTATIONS);
    expect(await ended(nothingToDo.body.id)).toMatchObject({ status: 'done', total: 0, rotated: 0 });
    await storeSecrets();
    await useTwoSteps();
    const oldKey = product.environment['PLATFORM_ENCRYPTION_KEY']!;
    oldKeyId = (await owner.query<{ id: string }>('SELECT secret_key_id AS id FROM model_keys LIMIT 1')).rows[0]!.id;
    const wrong = `${randomBytes(32).toString('base64url')}=`;
    const refused = await rotate({ PLATFORM_ENCRYPTION_KEY: newKey, PLATFORM_ENCRYPTION_KEY_PREVIOUS: wrong }).ended;
    expect([refused.code, refused.output]).toEqual([
      1,
      expect.stringContaining(
        `Nothing was changed: secrets are under keys that are not here: ${oldKeyId} (${ALL} secrets)`,
      ),
    ]);
    expect(await underOldKey()).toBe(MANY);

    const keys = { PLATFORM_ENCRYPTION_KEY: newKey, PLATFORM_ENCRYPTION_KEY_PREVIOUS: oldKey };
    const { child, ended: killed } = rotate(keys);
    await eventually(async () => (await underOldKey()) < MANY, 'the rotation to begin', 60_000);
    child.kill('SIGKILL');
    await killed;
    const left = await underOldKey();
    expect(left).toBeGreaterThan(0);

    const [one, other] = await Promise.all([rotate(keys).ended, rotate(keys).ended]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(one.output).toMatch(/nothing is under it: it can be dropped now/);
    expect(await underOldKey()).toBe(0);
    const status = await rotate({ PLATFORM_ENCRYPTION_KEY: newKey }, '--status').ended;
    expect([status.code, status.output]).toEqual([
      0,
      expect.stringMatching(/^[0-9a-f]{16} {2}6001 secrets \(model_key 6000, second_factor\.seed 1\) .*current/m),
    ]);
  }, 240_000);

  it('can be begun and followed by those who run the installation, and by nobody else', async () => {
    const stranger = (await signUp(product, 'Mallory')).client;
    for (const [method, path] of [
      ['GET', KEYS],
      ['POST', ROTATIONS],
    ] as const)
      expect((await stranger.send(method, path)).status).toBe(403);

    const begun = await admin.post<Rotation>(ROTATIONS);
    expect([begun.status, begun.body.status]).toEqual([202, 'running']);
    // This process knows the old key alone, and everything is under the new one by now.
    const refused = await ended(begun.body.id);
    expect(refused).toMatchObject({ status: 'refused', detail: expect.stringContaining('Nothing was changed') });
    const missing = await admin.get<{ items: Key[] }>(KEYS);
    expect(missing.body.items).toContainEqual(expect.objectContaining({ standing: 'missing', secrets: ALL }));
    expect((await admin.get(`${ROTATIONS}/0198d8a0-0000-7000-8000-00000000dead`)).status).toBe(404);
  }, 60_000);

  it('is done over HTTP too by a process that knows the previous key, after which the old key can go', async () => {
    const newest = `${randomBytes(32).toString('base64url')}=`;
    const environment = {
      ...product.environment,
      PORT: '0',
      KONSTRUCT_ROLES: 'api,worker',
      PLATFORM_ENCRYPTION_KEY: newest,
      PLATFORM_ENCRYPTION_KEY_PREVIOUS: newKey,
    };
    // A process of the old configuration would take the job from the queue and, rightly, refuse.
    await product.app.close();
    const app = await createApp(environment);
    try {
      await app.listen(0, '127.0.0.1');
      const there = admin.at(await app.getUrl());
      const begun = await there.post<Rotation>(ROTATIONS);
      expect([begun.status, begun.body.status]).toEqual([202, 'running']);
      const done = await ended(begun.body.id, there);
      expect(done).toMatchObject({ status: 'done', total: ALL, rotated: ALL, detail: null });
      const { body } = await there.get<{ items: Key[] }>(KEYS);
      expect(body.items).toContainEqual(expect.objectContaining({ standing: 'current', secrets: ALL }));
      expect(body.items).toContainEqual(
        expect.objectContaining({ standing: 'previous', secrets: 0, can_be_dropped: true }),
      );
      expect(await signInByCode(await app.getUrl())).toBe(200);
    } finally {
      await app.close();
    }
  }, 120_000);

  /** The second factor still opens, twice re-encrypted. */
  async function signInByCode(url: string): Promise<number> {
    const client = new PortalClient(url);
    const credentials = { email: ADMIN, password: PASSWORD };
    const { body } = await client.post<{ challenge: string }>('/api/portal/auth/sign-in', credentials);
    const step = { challenge: body.challenge, code: codeOf(seed, 1) };
    return (await client.post('/api/portal/auth/sign-in/second-step', step)).status;
  }

  const ended = (id: string, where = admin): Promise<Rotation> =>
    eventually(async () => {
      const { body } = await where.get<Rotation>(`${ROTATIONS}/${id}`);
      return body.status !== 'running' && body;
    }, 'the rotation to end');
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
}
