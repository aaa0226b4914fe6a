import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { type RunningPostgres, startPostgres, THROWAWAY_SETTINGS } from '../postgres/embedded-postgres.ts';
import { runMigrations } from '../postgres/migrations.ts';
import { enableApplicationRole, ensureProductDatabase } from '../postgres/product-database.ts';
import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';

const TEMPLATE_DATABASE = 'konstruct_template';
const PASSWORD = 'test';
const FIRST_PORT = 15_433;

declare global {
  var testPostgres: { server: RunningPostgres; directory: string } | undefined;
}

/**
 * One Postgres for the whole test run, with one migrated database. Each spec clones that one (see
 * `@konstruct/platform/testing`), which takes some 40 ms, so that specs run side by side and see only their own rows.
 */
export default async function startTestPostgres(): Promise<void> {
  const directory = await makeTemporaryDataDirectory('test');
  const server = await startPostgres({
    dataDir: join(directory, 'postgres'),
    superuserPassword: PASSWORD,
    port: FIRST_PORT,
    settings: { ...THROWAWAY_SETTINGS, max_connections: '300' },
  });
  globalThis.testPostgres = { server, directory };
  try {
    const ownerUrl = await ensureProductDatabase(server.url, TEMPLATE_DATABASE, PASSWORD);
    await runMigrations(ownerUrl, 'source');
    await enableApplicationRole(ownerUrl, PASSWORD);
    process.env.TEST_POSTGRES_ADMIN_URL = server.url;
    process.env.TEST_TEMPLATE_DATABASE = TEMPLATE_DATABASE;
    process.env.TEST_APP_PASSWORD = PASSWORD;
  } catch (error) {
    await stopTestPostgres();
    throw error;
  }
}

/** Also used by the global teardown. */
export async function stopTestPostgres(): Promise<void> {
  if (globalThis.testPostgres === undefined) return;
  const { server, directory } = globalThis.testPostgres;
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}
