import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing';
import { Database } from '../database/database';
import { newId } from '../identifiers';
import { PlatformModule } from '../platform.module';
import { ForgetIdempotencyKeysHandler } from './forget-idempotency-keys.handler';

const PLATFORM = { requestId: null, actor: { kind: 'system', id: null, name: 'test' } } as const;

describe('idempotency keys', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('are forgotten after a day, everybody’s, and before that seen by nobody else', async () => {
    for (const age of ['25 hours', '23 hours'])
      await owner.query(
        `INSERT INTO idempotency_keys (scope_id, key, request_hash, created_at) VALUES ($1, $2::text, $3, now() - $2::text::interval)`,
        [newId(), age, Buffer.alloc(32)],
      );
    const settings = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: database.url };
    const module = await Test.createTestingModule({ imports: [PlatformModule.forRoot(settings, [])] }).compile();
    const app = await module.init();
    try {
      const seen: object[] = await app
        .get(Database)
        .asPlatform(PLATFORM, ({ manager }) => manager.query('SELECT key FROM idempotency_keys'));
      expect(seen).toEqual([{ key: '25 hours' }]);
      await app.get(ForgetIdempotencyKeysHandler).run();
      expect((await owner.query('SELECT key FROM idempotency_keys')).rows).toEqual([{ key: '23 hours' }]);
    } finally {
      await app.close();
    }
  });
});
