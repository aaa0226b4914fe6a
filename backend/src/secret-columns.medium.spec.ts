import { createTestDatabase } from '@konstruct/platform/testing';
import { Client } from 'pg';
import { secretColumns } from './database-schema';

describe('columns of secrets', () => {
  it('are all declared, each beside its key id, so that rotation finds them', async () => {
    const database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND (column_name LIKE '%ciphertext' OR column_name LIKE '%encrypted%')`,
      );
      const declared = secretColumns.map(({ table, ciphertext }) => `${table}.${ciphertext}`);
      expect([...new Set(declared)].sort()).toEqual(rows.map(({ name }) => name).sort());
      for (const { table, owner: holder, rowId = 'id', ciphertext, keyId, rows: condition = 'true' } of secretColumns) {
        const columns = `${holder === 'person' ? '' : 'tenant_id, '}${rowId}, ${ciphertext}, ${keyId}`;
        await expect(owner.query(`SELECT ${columns} FROM ${table} WHERE ${condition} LIMIT 0`)).resolves.toBeDefined();
      }
      const purposes = secretColumns.map(({ purpose }) => purpose);
      expect(new Set(purposes).size).toBe(purposes.length);
    } finally {
      await owner.end();
      await database.drop();
    }
  });
});
