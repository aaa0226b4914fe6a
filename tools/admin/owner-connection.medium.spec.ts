import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { startPostgres, THROWAWAY_SETTINGS } from '../postgres/embedded-postgres.ts';
import {
  APPLICATION_ROLE,
  enableApplicationRole,
  ensureProductDatabase,
  OWNER_ROLE,
} from '../postgres/product-database.ts';
import { loadSecrets } from '../start/secrets.ts';
import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';
import { asOwner } from './owner-connection.ts';
import { asProduct } from './product-environment.ts';

describe('the connection of whoever runs the installation', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await makeTemporaryDataDirectory('admin');
    mkdirSync(join(directory, 'logs'), { recursive: true });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function nameAt(connectionString: string | undefined): Promise<string | undefined> {
    const client = new Client({ connectionString });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT current_user || ' of ' || current_database() AS name`,
    );
    await client.end();
    return rows[0]?.name;
  }

  async function whoAmI(): Promise<string | undefined> {
    let user: string | undefined;
    await asOwner({ KONSTRUCT_DATA_DIR: directory }, async (url) => {
      user = await nameAt(url);
    });
    return user;
  }

  async function whoIsTheProduct(): Promise<object> {
    let found: object = {};
    await asProduct({ KONSTRUCT_DATA_DIR: directory }, async (product) => {
      found = { user: await nameAt(product.DATABASE_URL), key: product.PLATFORM_ENCRYPTION_KEY };
    });
    return found;
  }

  it('leads to the database that npm start keeps, while the product runs and while it does not', async () => {
    await expect(whoAmI()).rejects.toThrow('There is no database yet');
    const secrets = loadSecrets(join(directory, 'secrets.json'));
    const product = { user: `${APPLICATION_ROLE} of konstruct`, key: secrets.platformEncryptionKey };
    const dataDir = join(directory, 'postgres');
    const server = await startPostgres({
      dataDir,
      superuserPassword: secrets.postgresSuperuserPassword,
      port: 15_833,
      settings: THROWAWAY_SETTINGS,
    });
    try {
      const ownerUrl = await ensureProductDatabase(server.url, 'konstruct', secrets.postgresOwnerPassword);
      await letInTheProduct(ownerUrl, secrets.postgresApplicationPassword);
      expect(await whoAmI()).toBe(`${OWNER_ROLE} of konstruct`);
      expect(await whoIsTheProduct()).toEqual(product);
    } finally {
      await server.stop();
    }
    expect(await whoAmI()).toBe(`${OWNER_ROLE} of konstruct`);
    expect(await whoIsTheProduct()).toEqual(product);
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
  }, 60_000);
});

/** As the migrations would. */
async function letInTheProduct(ownerUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`CREATE ROLE ${APPLICATION_ROLE}`);
  await client.end();
  await enableApplicationRole(ownerUrl, password);
}
