import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { startPostgres, THROWAWAY_SETTINGS } from '../postgres/embedded-postgres.ts';
import { runMigrations } from '../postgres/migrations.ts';
import { enableApplicationRole, ensureProductDatabase } from '../postgres/product-database.ts';
import { runScript } from '../processes/run-script.ts';
import { productEnvironments } from '../start/environment.ts';
import { loadSecrets } from '../start/secrets.ts';
import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** The contract that is checked in. */
export const OPENAPI_FILE = join(WORKSPACE_ROOT, 'docs', 'openapi.json');

const SCRIPT = join('dist', 'backend', 'backend', 'src', 'openapi.js');
const FIRST_PORT = 15_933;

/**
 * The OpenAPI document of the built backend. The program starts as it would for real, so that the document cannot differ from what
 * it serves; it therefore gets a database of its own for a moment.
 */
export async function generateOpenApiDocument(): Promise<string> {
  const directory = await makeTemporaryDataDirectory('openapi');
  const secrets = loadSecrets(join(directory, 'secrets.json'));
  const server = await startPostgres({
    dataDir: join(directory, 'postgres'),
    superuserPassword: secrets.postgresSuperuserPassword,
    port: FIRST_PORT,
    settings: THROWAWAY_SETTINGS,
  });
  try {
    const ownerUrl = await ensureProductDatabase(server.url, 'konstruct', secrets.postgresOwnerPassword);
    await runMigrations(ownerUrl, 'build');
    const url = await enableApplicationRole(ownerUrl, secrets.postgresApplicationPassword);
    const layout = { port: 3000, sandboxPort: 3001, sandboxDataDir: directory, portalDir: '' };
    // Not the user's own environment: the document must be the same on every machine.
    const { product } = productEnvironments({ PATH: process.env.PATH }, layout, secrets, url);
    const output = join(directory, 'openapi.json');
    await runScript('The OpenAPI document', [SCRIPT, output], product);
    return readFileSync(output, 'utf8');
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
