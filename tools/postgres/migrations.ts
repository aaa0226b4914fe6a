import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** Where the data source comes from: the TypeScript at the root, or what `npm run build` compiled from it (faster). */
export type MigrationSource = 'source' | 'build';

/** Brings the schema up to date, exactly as `npm run migrate` does. Rejects with TypeORM's own output. */
export async function runMigrations(ownerUrl: string, source: MigrationSource): Promise<void> {
  const typeorm = createRequire(import.meta.url).resolve('typeorm/cli.js');
  const [loader, dataSource] =
    source === 'source'
      ? [['-r', '@swc-node/register'], 'ormconfig.ts']
      : [[], join('dist', 'backend', 'ormconfig.js')];
  const { code, output } = await run([...loader, typeorm, 'migration:run', '-d', dataSource], {
    DATABASE_OWNER_URL: ownerUrl,
    SWC_NODE_PROJECT: 'tsconfig.node.json',
  });
  if (code !== 0) throw new Error(`The database migrations failed.\n${output.trim()}`);
}

async function run(args: string[], environment: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: WORKSPACE_ROOT,
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => settle({ code, output }));
  });
}
