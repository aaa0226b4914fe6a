import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { locatePostgresBinaries } from './binaries.ts';
import { initializeCluster } from './cluster.ts';
import { findFreePort, isPortFree } from '../processes/free-port.ts';
import { stopLeftoverServer } from './leftover-server.ts';
import { unprivileged } from './unprivileged-command.ts';

/** What a caller may choose about its Postgres. The data directory belongs to one caller at a time. */
export interface PostgresOptions {
  dataDir: string;
  superuserPassword: string;
  /** Taken if free, else the next free one. */
  port?: number;
  /** Server settings, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  /** Another installation than the embedded one. */
  binDirectory?: string;
  logFile?: string;
}

/** A Postgres that runs until `stop()`. `url` is the superuser's, for the database `postgres`. */
export interface RunningPostgres {
  url: string;
  port: number;
  /** Settles when the server ends, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** What tests and benches add: nothing survives a power cut, and everything is several times faster. */
export const THROWAWAY_SETTINGS: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const DEFAULT_PORT = 5433;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Starts Postgres on loopback only, over a data directory that is made on first use. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = locatePostgresBinaries(options.binDirectory);
  initializeCluster(binaries, dataDir, options.superuserPassword);
  await stopLeftoverServer(dataDir);
  const logFile = options.logFile ?? `${dataDir}.log`;
  const settings = options.settings ?? {};
  for (let firstPort = options.port ?? DEFAULT_PORT; ;) {
    const port = await findFreePort(firstPort);
    const server = spawnServer(binaries.postgres, dataDir, { port, logFile, settings });
    const ended = new Promise<void>((settle) => server.once('close', () => settle()));
    try {
      await waitUntilReady(server, dataDir, logFile);
    } catch (error) {
      // Between the look and the start another program may have taken the port.
      if (await isPortFree(port)) throw error;
      firstPort = port + 1;
      continue;
    }
    return {
      url: `postgresql://postgres:${encodeURIComponent(options.superuserPassword)}@127.0.0.1:${port}/postgres`,
      port,
      ended,
      stop: () => stopServer(server, ended),
    };
  }
}

function spawnServer(
  program: string,
  dataDir: string,
  run: { port: number; logFile: string; settings: Record<string, string> },
): ChildProcess {
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...run.settings };
  const command = unprivileged(program, [dataDir]);
  const log = openSync(run.logFile, 'a');
  const server = spawn(
    command.program,
    [
      ...command.prefix,
      ...['-D', dataDir, '-p', String(run.port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A group of its own: Ctrl-C must reach the starter only, which stops Postgres after everything that uses it.
    { ...command.identity, stdio: ['ignore', log, log], detached: process.platform !== 'win32', windowsHide: true },
  );
  closeSync(log);
  return server;
}

async function waitUntilReady(server: ChildProcess, dataDir: string, logFile: string): Promise<void> {
  let failure: string | undefined;
  server.once('error', (error) => (failure = error.message));
  server.once('exit', (code) => (failure ??= `it ended with code ${code}`));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isReady(server, dataDir)) {
    if (failure === undefined && Date.now() > deadline) failure = 'it was not ready in time';
    if (failure !== undefined) {
      server.kill('SIGQUIT');
      throw new Error(`Postgres did not start: ${failure}.\n${lastLines(logFile)}`);
    }
    await delay(10);
  }
}

/** Line 8 of the pid file is the status; the first line tells that it is this server's and not a leftover. */
function isReady(server: ChildProcess, dataDir: string): boolean {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

async function stopServer(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  // SIGINT is Postgres' "fast" shutdown: open transactions roll back, nothing waits for clients.
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
