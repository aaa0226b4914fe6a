import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

import { Client } from 'pg';

import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { asOwner } from './owner-connection.ts';
import { administer } from './platform-admins.ts';
import { resetSecondFactor } from './second-factor-reset.ts';

/**
 * `npm run admin:grant`, `admin:revoke`, `admin:list`, `users:reset-two-factor`: who runs the installation and who gets in without
 * their second factor is said at its machine, and nowhere else.
 */
async function main(): Promise<void> {
  const envFile = join(WORKSPACE_ROOT, '.env');
  if (existsSync(envFile)) loadEnvFile(envFile);
  await asOwner(process.env, async (connectionString) => {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      process.stdout.write(`${await run(client, process.argv.slice(2))}\n`);
    } finally {
      await client.end();
    }
  });
}

function run(client: Client, words: readonly string[]): Promise<string> {
  const [command, ...rest] = words;
  return command === 'reset-two-factor' ? resetSecondFactor(client, rest) : administer(client, words);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
