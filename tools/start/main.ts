import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';

import type { LogLine } from '../processes/log-line.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { openBrowser } from './browser.ts';
import { buildProjects, PRODUCT_PROJECTS } from '../build/build-projects.ts';
import { startProduct, type RunningProduct } from './product.ts';
import { consoleProgress } from '../processes/progress.ts';

const { values: options } = parseArgs({
  options: { verbose: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
});

const progress = consoleProgress();

/** `npm start`: from source code to one address, and back to nothing on Ctrl-C. */
async function main(): Promise<void> {
  const interrupted = interruptionSignal();
  const product = await startEverything(interrupted).catch((error: unknown) => {
    if (interrupted.aborted) process.exit(0);
    throw error;
  });
  progress.note(`\n  Konstruct is ready at ${product.url}\n  Ctrl-C stops it; your data stays.\n`);
  if (options['no-open'] !== true) openBrowser(product.url);
  await Promise.race([product.crashed, aborted(interrupted)]).catch(async (error: unknown) => {
    await product.stop();
    throw error;
  });
  process.once('SIGINT', () => product.kill());
  await progress.step('all stopped', () => product.stop());
  process.exit(0);
}

async function startEverything(signal: AbortSignal): Promise<RunningProduct> {
  const envFile = join(WORKSPACE_ROOT, '.env');
  if (existsSync(envFile)) loadEnvFile(envFile);
  const dataDir = resolve(WORKSPACE_ROOT, process.env.KONSTRUCT_DATA_DIR ?? '.data');
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  const ports = { port: environmentPort('PORT', 3000), sandboxPort: environmentPort('SANDBOX_PORT', 3001) };
  return startProduct({
    dataDir,
    ...ports,
    environment: process.env,
    progress,
    onLine: report,
    build: () => build(logDir, signal),
    signal,
  });
}

async function build(logDir: string, signal: AbortSignal): Promise<void> {
  if (!existsSync(join(WORKSPACE_ROOT, 'dist'))) progress.note('  The first build takes about a minute.');
  const onFinished = (project: string, isCached: boolean): void => {
    if (!isCached) progress.note(`  … ${project} finished`);
  };
  await progress.step('sandbox, API and portal built', () =>
    buildProjects(PRODUCT_PROJECTS, join(logDir, 'build.log'), { onFinished, signal }),
  );
}

function environmentPort(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (!text) return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} should be a port between 1 and 65535, not "${text}".`);
}

function report(name: string, line: LogLine): void {
  if (options.verbose === true || line.isProblem) progress.note(`${name.padEnd(7)} │ ${line.text}`);
}

/** npm's shell does not pass SIGTERM on: losing the parent means the same. */
const PARENT_CHECK_MS = 500;

function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
  const parentCheck = setInterval(() => {
    if (process.ppid !== parent) controller.abort();
  }, PARENT_CHECK_MS);
  parentCheck.unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((settle) => signal.addEventListener('abort', () => settle(), { once: true }));
}

main().catch((error: unknown) => {
  progress.note(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
