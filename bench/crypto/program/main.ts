import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';

import { WORKSPACE_ROOT } from '../../../tools/workspace-root.ts';
import { median } from '../../report/statistics.ts';
import { bareDecrypt, bareEncrypt, newBareKeys } from './bare-fernet.ts';
import type { CryptoFigures, CryptoOrder, LatencyFigures } from './order.ts';

const SECRET = `sk-proj-${'Ab3'.repeat(16)}`;
const PER_BUSINESS = 100;
const OPERATIONS = 20_000;

interface Encryption {
  encrypt(binding: object, plaintext: string): Promise<{ ciphertext: string; keyId: string }>;
  decrypt(binding: object, secret: { ciphertext: string; keyId: string }): Promise<string>;
}

interface Access {
  of(tenantId: string): { find(provider: string): Promise<{ keyId: string | null } | null> };
}

/** The compiled product, as it runs. */
const product = createRequire(join(WORKSPACE_ROOT, 'dist', 'backend', 'backend', 'src', 'main.js'));

async function main(): Promise<void> {
  const { task, ...order } = JSON.parse(process.env.ORDER ?? '{}') as CryptoOrder & { task: keyof typeof TASKS };
  product('reflect-metadata');
  const { NestFactory } = product('@nestjs/core') as typeof import('@nestjs/core');
  const { AppModule } = product('./app.module.js') as { AppModule: { forEnvironment(env: object): never } };
  const environment = { ...process.env, KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'error', OPENAI_API_KEY: 'key' };
  const app = await NestFactory.createApplicationContext(AppModule.forEnvironment(environment), { logger: false });
  try {
    process.stdout.write(`\n${JSON.stringify(await TASKS[task](app, order))}\n`);
  } finally {
    await app.close();
  }
}

const TASKS = { primitive: comparePrimitives, seed, latency: measureLatency };

function encryptionOf(app: INestApplicationContext): Encryption {
  const { KeyEncryptionService } = product('../modules/crypto/index.js') as { KeyEncryptionService: symbol };
  return app.get<Encryption>(KeyEncryptionService);
}

async function comparePrimitives(app: INestApplicationContext, { rounds }: CryptoOrder): Promise<CryptoFigures> {
  const service = encryptionOf(app);
  const binding = { tenantId: randomUUID(), purpose: 'model_key:1' };
  const secret = await service.encrypt(binding, SECRET);
  const keys = newBareKeys();
  const token = bareEncrypt(keys, SECRET);
  const contest: Record<keyof CryptoFigures, number[]> = { encrypt: [], bareEncrypt: [], decrypt: [], bareDecrypt: [] };
  const turns: [keyof CryptoFigures, () => unknown][] = [
    ['encrypt', () => service.encrypt(binding, SECRET)],
    ['bareEncrypt', () => bareEncrypt(keys, SECRET)],
    ['decrypt', () => service.decrypt(binding, secret)],
    ['bareDecrypt', () => bareDecrypt(keys, token)],
  ];
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, work] of turns) {
      const startedAt = performance.now();
      for (let count = 0; count < OPERATIONS; count += 1) await work();
      const perSecond = OPERATIONS / ((performance.now() - startedAt) / 1_000);
      // The first round only warms up.
      if (round >= 0) contest[name].push(perSecond);
    }
  }
  return {
    encrypt: median(contest.encrypt),
    bareEncrypt: median(contest.bareEncrypt),
    decrypt: median(contest.decrypt),
    bareDecrypt: median(contest.bareDecrypt),
  };
}

async function seed(app: INestApplicationContext, { ownerUrl, secrets }: CryptoOrder): Promise<object> {
  const service = encryptionOf(app);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  for (let stored = 0; stored < secrets; stored += PER_BUSINESS) {
    const tenantId = randomUUID();
    await owner.query(
      `INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1::uuid, 'Bench', $1, 'UTC', now())`,
      [tenantId],
    );
    const ids = Array.from({ length: PER_BUSINESS }, () => randomUUID());
    const sealed = await Promise.all(
      ids.map((id) => service.encrypt({ tenantId, purpose: `model_key:${id}` }, SECRET)),
    );
    await owner.query(
      `INSERT INTO model_keys (tenant_id, id, provider, label, key_hint, secret_ciphertext, secret_key_id, created_at, created_by_name, checked_at, check_verdict)
       SELECT $1, id, CASE WHEN nr = 1 THEN 'openai' ELSE 'bench-' || nr END, 'Bench', 'Ab3A', ciphertext, key_id, now(), 'Bench', now(), 'ok'
       FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS g (id, ciphertext, key_id, nr)`,
      [tenantId, ids, sealed.map(({ ciphertext }) => ciphertext), sealed.map(({ keyId }) => keyId)],
    );
  }
  await owner.query('ANALYZE');
  await owner.end();
  return {};
}

async function measureLatency(app: INestApplicationContext, { ownerUrl }: CryptoOrder): Promise<LatencyFigures> {
  const { TENANT_ACCESS } = product('../modules/models/index.js') as { TENANT_ACCESS: symbol };
  const access = app.get<Access>(TENANT_ACCESS, { strict: false });
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ tenant_id: string }>(
    `SELECT DISTINCT tenant_id FROM model_keys WHERE provider = 'openai' LIMIT 200`,
  );
  await owner.end();
  const time = async (tenantId: string): Promise<number> => {
    const startedAt = performance.now();
    await access.of(tenantId).find('openai');
    return performance.now() - startedAt;
  };
  const none = randomUUID();
  for (let count = 0; count < 50; count += 1) await time(none);
  const [cold, warm, installation]: [number[], number[], number[]] = [[], [], []];
  for (const { tenant_id: tenantId } of rows) {
    cold.push(await time(tenantId));
    warm.push(await time(tenantId));
    installation.push(await time(none));
  }
  return { coldMs: median(cold), warmMs: median(warm), installationMs: median(installation) };
}

void main();
