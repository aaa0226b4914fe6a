import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { commandLine } from '../processes/command-line.ts';

const SHUTDOWN_TIMEOUT_MS = 20_000;

/**
 * Clears what an unclean end left in a data directory: a server whose starter was killed still runs and is stopped; a pid
 * file whose number meanwhile belongs to another program would stop Postgres from starting and is removed.
 */
export async function stopLeftoverServer(dataDir: string): Promise<void> {
  const pid = recordedPid(dataDir);
  if (pid === undefined) return;
  if (!isServerOf(pid, dataDir)) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + SHUTDOWN_TIMEOUT_MS;
  while (isServerOf(pid, dataDir)) {
    if (Date.now() > deadline) throw new Error(`The Postgres of an earlier run (process ${pid}) does not stop.`);
    await delay(50);
  }
}

function recordedPid(dataDir: string): number | undefined {
  try {
    const [firstLine] = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(firstLine);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isServerOf(pid: number, dataDir: string): boolean {
  return commandLine(pid).includes(dataDir);
}
