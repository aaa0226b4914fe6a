import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

import { Client } from 'pg';

import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { asOwner } from './owner-connection.ts';
import { administer } from './platform-admins.ts';

/** `npm run admin:grant`, `admin:revoke`, `admin:list`: who runs the installation is said at its machine, and nowhere else. */
async function main(): Promise<void> {
  const envFile = join(WORKSPACE_ROOT, '.env');
  if (existsSync(envFile)) loadEnvFile(envFile);
  await asOwner(process.env, async (connectionString) => {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      process.stdout.write(`${await administer(client, process.argv.slice(2))}\n`);
    } finally {
      await client.end();
    }
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
