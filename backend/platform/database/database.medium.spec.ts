import { DataSource } from 'typeorm';
import type { TenantContext } from '../context';
import { newId } from '../identifiers';
import { createTestDatabase, type TestDatabase } from '../testing';
import { Database } from './database';

const SETTING = `SELECT current_setting('app.tenant_id', true) AS tenant, current_setting('app.user_id', true) AS person`;

describe('transactions', () => {
  let server: TestDatabase;
  let dataSource: DataSource;
  let database: Database;

  beforeAll(async () => {
    server = await createTestDatabase();
    // One connection, so that each transaction follows another on it.
    const extra = { max: 1, pipeline: true };
    dataSource = await new DataSource({
      type: 'postgres',
      url: server.url,
      installExtensions: false,
      extra,
    }).initialize();
    database = new Database(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await server.drop();
  });

  function tenant(kind: 'user' | 'system' = 'system'): TenantContext {
    return { tenantId: newId(), role: null, requestId: null, actor: { kind, id: newId(), name: 'Ada' } };
  }

  it('are of one tenant and one person, and leave neither behind on the connection', async () => {
    const context = tenant('user');
    const read = (): Promise<unknown> => database.inTenant(context, ({ manager }) => manager.query(SETTING));
    expect(await read()).toEqual([{ tenant: context.tenantId, person: context.actor.id }]);
    const outside = await database.outsideTenants(context, ({ manager }) => manager.query(SETTING));
    expect(outside).toEqual([{ tenant: '', person: '' }]);
    await expect(database.inTenant(context, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await dataSource.query(SETTING)).toEqual([{ tenant: '', person: '' }]);
  });

  it('write nothing when they fail, and say so when the failure was swallowed', async () => {
    await database.outsideTenants(tenant(), async ({ manager }) => {
      await manager.query('CREATE TEMPORARY TABLE written (id int)');
    });
    const failing = database.inTenant(tenant(), async ({ manager }) => {
      await manager.query('INSERT INTO written VALUES (1)');
      await manager.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('swallowed');
    expect(await dataSource.query('SELECT * FROM written')).toEqual([]);
  });

  it('do not begin when Postgres refuses the scope', async () => {
    const context = { ...tenant(), tenantId: '\0' };
    await expect(database.inTenant(context, ({ manager }) => manager.query('SELECT 1'))).rejects.toThrow();
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
