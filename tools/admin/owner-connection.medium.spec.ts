import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { startPostgres, THROWAWAY_SETTINGS } from '../postgres/embedded-postgres.ts';
import { ensureProductDatabase, OWNER_ROLE } from '../postgres/product-database.ts';
import { loadSecrets } from '../start/secrets.ts';
import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';
import { asOwner } from './owner-connection.ts';

describe('the connection of whoever runs the installation', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await makeTemporaryDataDirectory('admin');
    mkdirSync(join(directory, 'logs'), { recursive: true });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function whoAmI(): Promise<string | undefined> {
    let user: string | undefined;
    await asOwner({ KONSTRUCT_DATA_DIR: directory }, async (connectionString) => {
      const client = new Client({ connectionString });
      await client.connect();
      user = (await client.query<{ user: string }>('SELECT current_user AS user')).rows[0]?.user;
      await client.end();
    });
    return user;
  }

  it('leads to the database that npm start keeps, while the product runs and while it does not', async () => {
    await expect(whoAmI()).rejects.toThrow('There is no database yet');
    const secrets = loadSecrets(join(directory, 'secrets.json'));
    const dataDir = join(directory, 'postgres');
    const server = await startPostgres({
      dataDir,
      superuserPassword: secrets.postgresSuperuserPassword,
      port: 15_833,
      settings: THROWAWAY_SETTINGS,
    });
    try {
      await ensureProductDatabase(server.url, 'konstruct', secrets.postgresOwnerPassword);
      expect(await whoAmI()).toBe(OWNER_ROLE);
    } finally {
      await server.stop();
    }
    expect(await whoAmI()).toBe(OWNER_ROLE);
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
  }, 60_000);
});
