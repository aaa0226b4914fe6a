import { join } from 'node:path';

import { checkConnection } from '../postgres/check-connection.ts';
import { type RunningPostgres, startPostgres } from '../postgres/embedded-postgres.ts';
import { runMigrations } from '../postgres/migrations.ts';
import { enableApplicationRole, ensureProductDatabase } from '../postgres/product-database.ts';
import type { Progress } from '../processes/progress.ts';
import type { Environment } from './environment.ts';
import type { LocalSecrets } from './secrets.ts';

/** The migrated database of one run, and the server under it if it is ours. */
export interface PreparedDatabase {
  /** For the product: the unprivileged role. */
  url: string;
  server: RunningPostgres | undefined;
}

/** Where an embedded database lives and what protects it. */
export interface DatabaseRun {
  dataDir: string;
  logDir: string;
  secrets: LocalSecrets;
  settings?: Record<string, string>;
}

const DATABASE_NAME = 'konstruct';

/**
 * Starts the embedded Postgres, unless the user names one, and migrates it. A DATABASE_URL alone is the owner's: the product
 * still connects as the unprivileged role. With DATABASE_OWNER_URL beside it, DATABASE_URL is taken as it is.
 */
export async function prepareDatabase(
  user: Environment,
  run: DatabaseRun,
  progress: Progress,
): Promise<PreparedDatabase> {
  return user.DATABASE_URL
    ? { url: await prepareChosen(user.DATABASE_URL, user.DATABASE_OWNER_URL, run.secrets, progress), server: undefined }
    : prepareEmbedded(run, progress);
}

async function prepareChosen(
  chosenUrl: string,
  chosenOwnerUrl: string | undefined,
  secrets: LocalSecrets,
  progress: Progress,
): Promise<string> {
  const ownerUrl = chosenOwnerUrl || chosenUrl;
  await checkConnection(ownerUrl, chosenOwnerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL');
  await migrate(ownerUrl, progress);
  return chosenOwnerUrl ? chosenUrl : enableApplicationRole(ownerUrl, secrets.postgresApplicationPassword);
}

async function prepareEmbedded(run: DatabaseRun, progress: Progress): Promise<PreparedDatabase> {
  const server = await progress.step('Postgres ready', () =>
    startPostgres({
      dataDir: join(run.dataDir, 'postgres'),
      superuserPassword: run.secrets.postgresSuperuserPassword,
      logFile: join(run.logDir, 'postgres.log'),
      settings: run.settings ?? {},
    }),
  );
  try {
    const ownerUrl = await ensureProductDatabase(server.url, DATABASE_NAME, run.secrets.postgresOwnerPassword);
    await migrate(ownerUrl, progress);
    return { url: await enableApplicationRole(ownerUrl, run.secrets.postgresApplicationPassword), server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function migrate(ownerUrl: string, progress: Progress): Promise<void> {
  await progress.step('database migrated', () => runMigrations(ownerUrl, 'build'));
}
