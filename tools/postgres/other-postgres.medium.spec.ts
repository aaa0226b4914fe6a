import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';
import { type RunningPostgres, startPostgres, THROWAWAY_SETTINGS } from './embedded-postgres.ts';
import { runMigrations } from './migrations.ts';
import { APPLICATION_ROLE, enableApplicationRole, ensureProductDatabase } from './product-database.ts';

const OLDEST_SUPPORTED = 15;
const DISTRIBUTION = '/usr/lib/postgresql';

/** The oldest Postgres of the distribution that the product supports, or nothing on a machine without one. */
function installedPostgres(): string | undefined {
  try {
    const versions = readdirSync(DISTRIBUTION).map(Number);
    const supported = versions.filter((version) => version >= OLDEST_SUPPORTED).sort((one, other) => one - other);
    return supported[0] === undefined ? undefined : join(DISTRIBUTION, String(supported[0]), 'bin');
  } catch {
    return undefined;
  }
}

const binDirectory = installedPostgres();
const describeWhereInstalled = binDirectory === undefined ? describe.skip : describe;

describeWhereInstalled('a Postgres other than the embedded one', () => {
  let directory: string;
  let server: RunningPostgres;

  beforeAll(async () => {
    directory = await makeTemporaryDataDirectory('other-postgres');
    mkdirSync(directory, { recursive: true });
    server = await startPostgres({
      dataDir: join(directory, 'postgres'),
      superuserPassword: 'test',
      port: 15_733,
      settings: THROWAWAY_SETTINGS,
      ...(binDirectory === undefined ? {} : { binDirectory }),
    });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('takes the same migrations from ormconfig.ts, again and again, and lets the application role in', async () => {
    const ownerUrl = await ensureProductDatabase(server.url, 'konstruct', 'owner');
    await runMigrations(ownerUrl, 'source');
    await runMigrations(ownerUrl, 'source');
    const client = new Client({ connectionString: await enableApplicationRole(ownerUrl, 'application') });
    await client.connect();
    const { rows } = await client.query(
      'SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    await client.end();
    expect(rows).toEqual([{ name: APPLICATION_ROLE, rolsuper: false, rolbypassrls: false }]);
  }, 60_000);
});
