import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PostgresBinaries } from './binaries.ts';
import { unprivileged } from './unprivileged-command.ts';

/** Makes the data directory on first use. Passwords are always asked for, also over loopback: the machine may be shared. */
export function initializeCluster(binaries: PostgresBinaries, dataDir: string, superuserPassword: string): void {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  // An initdb that was interrupted leaves a directory without PG_VERSION, which the next one would refuse.
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(join(dataDir, '..'), { recursive: true });
  mkdirSync(dataDir, { mode: 0o700 });
  const passwordFile = `${dataDir}.password`;
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    runInitdb(binaries.initdb, dataDir, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(initdb: string, dataDir: string, passwordFile: string): void {
  const command = unprivileged(initdb, [dataDir, passwordFile]);
  const options = ['-D', dataDir, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const result = spawnSync(
    command.program,
    [...command.prefix, ...options, '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync'],
    { ...command.identity, encoding: 'utf8' },
  );
  if (result.status !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`);
  }
}
