import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

import { runScript } from '../processes/run-script.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { asOwner } from './owner-connection.ts';

const SCRIPT = ['-r', '@swc-node/register', 'backend/src/detach-usage.ts'];

/** `npm run usage:retention -- --keep-months 24`: as the owner, since only the owner of a table may take months out of it. */
async function main(): Promise<void> {
  const envFile = join(WORKSPACE_ROOT, '.env');
  if (existsSync(envFile)) loadEnvFile(envFile);
  await asOwner(process.env, async (ownerUrl) => {
    const environment = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
    const onLine = (line: string): boolean => process.stdout.write(`${line}\n`);
    await runScript('usage:retention', [...SCRIPT, ...process.argv.slice(2)], environment, { onLine });
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
