import { join } from 'node:path';

import { packageProgram } from '../processes/package-program.ts';
import { runScript } from '../processes/run-script.ts';

/** Where the data source comes from: the TypeScript at the root, or what `npm run build` compiled from it (faster). */
export type MigrationSource = 'source' | 'build';

/** Brings the schema up to date, exactly as `npm run migrate` does. Rejects with TypeORM's own output. */
export async function runMigrations(ownerUrl: string, source: MigrationSource): Promise<void> {
  const [loader, dataSource] =
    source === 'source'
      ? [['-r', '@swc-node/register'], 'ormconfig.ts']
      : [[], join('dist', 'backend', 'ormconfig.js')];
  await runScript(
    'Database migrations',
    [...loader, packageProgram('typeorm'), 'migration:run', '-d', dataSource],
    // Options for this process, such as those of a test runner, are not meant for that one.
    { ...process.env, NODE_OPTIONS: '', DATABASE_OWNER_URL: ownerUrl },
  );
}
