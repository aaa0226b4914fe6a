import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stopLeftoverServer } from '../postgres/leftover-server.ts';
import { commandLine } from '../processes/command-line.ts';
import { stopAbandonedProcesses } from './run-record.ts';

/**
 * A folder for one test run's data. A run that was killed could not tidy up: whatever it left (its folder is named after its
 * process), a running Postgres included, is cleared here first.
 */
export async function makeTemporaryDataDirectory(purpose: string): Promise<string> {
  const prefix = `konstruct-${purpose}-`;
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN;
    if (!Number.isNaN(owner) && commandLine(owner) === '') await clearAbandoned(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

async function clearAbandoned(directory: string): Promise<void> {
  await stopAbandonedProcesses(join(directory, 'run.json'));
  await stopLeftoverServer(join(directory, 'postgres'));
  rmSync(directory, { recursive: true, force: true });
}
