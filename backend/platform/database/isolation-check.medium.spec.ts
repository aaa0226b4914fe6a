import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../testing';
import { assertIsolation, IsolationError } from './isolation-check';

describe('the isolation check at start', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  async function check(url: string): Promise<void> {
    const dataSource = await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
    try {
      await assertIsolation(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  it('passes for the application role on a migrated database', async () => {
    await expect(check(database.url)).resolves.toBeUndefined();
  });

  it('refuses the owner', async () => {
    await expect(check(database.ownerUrl)).rejects.toThrow(IsolationError);
  });

  it('refuses a table with tenant_id and no forced policy, and names it', async () => {
    await owner.query('CREATE TABLE forgotten (tenant_id uuid)');
    await expect(check(database.url)).rejects.toThrow(/forgotten/);
    await owner.query('ALTER TABLE forgotten ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON forgotten USING (true)');
    await expect(check(database.url)).rejects.toThrow(/forgotten/);
    await owner.query('DROP TABLE forgotten');
  });

  it('shows no row of any tenant without a tenant', async () => {
    const tables = await owner.query<{ relname: string }>(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    const application = new Client({ connectionString: database.url });
    await application.connect();
    try {
      for (const { relname } of tables.rows) {
        const { rows } = await application.query<{ count: string }>(`SELECT count(*) FROM ${relname}`);
        expect(`${relname}: ${rows[0]?.count}`).toBe(`${relname}: 0`);
      }
    } finally {
      await application.end();
    }
  });
});
