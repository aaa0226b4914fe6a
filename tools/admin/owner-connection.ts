import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { startPostgres } from '../postgres/embedded-postgres.ts';
import { connectionUrl, OWNER_ROLE } from '../postgres/product-database.ts';
import { isPortFree } from '../processes/free-port.ts';
import { loadSecrets, type LocalSecrets } from '../start/secrets.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

type Environment = Record<string, string | undefined>;

const PORT_LINE = 3;

/** Runs something as the owner of the schema: of the database that the environment names, else of the one that `npm start` keeps. */
export async function asOwner(user: Environment, work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const chosen = user.DATABASE_OWNER_URL || user.DATABASE_URL;
  if (chosen) return work(chosen);
  await onKeptDatabase(user, (url, { postgresOwnerPassword: password }) =>
    work(connectionUrl(url, { user: OWNER_ROLE, password })),
  );
}

/** Runs something on the database that `npm start` keeps, whose server is started for as long as it takes unless the product runs. */
export async function onKeptDatabase(
  user: Environment,
  work: (url: string, secrets: LocalSecrets) => Promise<void>,
): Promise<void> {
  const folder = dataFolder(user);
  const dataDir = join(folder, 'postgres');
  if (!existsSync(dataDir))
    throw new Error('There is no database yet: npm start makes one, or set DATABASE_OWNER_URL.');
  const secrets = loadSecrets(join(folder, 'secrets.json'));
  const database = 'konstruct';
  const running = await runningPort(dataDir);
  if (running !== undefined) return work(connectionUrl(`postgresql://127.0.0.1:${running}`, { database }), secrets);
  const logFile = join(folder, 'logs', 'postgres.log');
  const server = await startPostgres({ dataDir, superuserPassword: secrets.postgresSuperuserPassword, logFile });
  try {
    await work(connectionUrl(server.url, { database }), secrets);
  } finally {
    await server.stop();
  }
}

/** Where `npm start` keeps what is its own. */
export function dataFolder(user: Environment): string {
  return resolve(WORKSPACE_ROOT, user.KONSTRUCT_DATA_DIR ?? '.data');
}

/** Where the server of a data directory listens; undefined when it does not run, also after an unclean end. */
async function runningPort(dataDir: string): Promise<number | undefined> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[PORT_LINE]);
  return (await isPortFree(port)) ? undefined : port;
}
