import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { isPortFree } from '../processes/free-port.ts';
import type { LogLine } from '../processes/log-line.ts';
import { ManagedProcess } from '../processes/managed-process.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { prepareDatabase } from './database.ts';
import { type Environment, productEnvironments, type ProductEnvironments } from './environment.ts';
import type { Progress } from '../processes/progress.ts';
import { answersAt } from './readiness.ts';
import { RunRecord } from './run-record.ts';
import { loadSecrets } from './secrets.ts';

/** Where a run keeps its data, where it listens, and who hears of it. */
export interface ProductOptions {
  dataDir: string;
  port: number;
  sandboxPort: number;
  /** What the user set; nothing else of the machine reaches the product. */
  environment: Environment;
  progress: Progress;
  onLine?: (processName: string, line: LogLine) => void;
  postgresSettings?: Record<string, string>;
  /** Runs once it is certain that nothing stands in the way, such as another start from the same folder. */
  build?: () => Promise<void>;
  /** Breaks off a start that is under way. */
  signal?: AbortSignal;
}

/** The whole product, up and answering. */
export interface RunningProduct {
  url: string;
  /** Absent when every provider is a real one. */
  sandboxUrl: string | undefined;
  /** For looking at the data in tests: the unprivileged role's. */
  databaseUrl: string;
  /** Rejects when a part ends by itself. */
  crashed: Promise<never>;
  /** Stops all parts in reverse order; what is under way is finished. The data stays. */
  stop(): Promise<void>;
  /** For a second Ctrl-C. */
  kill(): void;
}

const PRODUCT_SCRIPT = join(WORKSPACE_ROOT, 'dist', 'backend', 'backend', 'src', 'main.js');
const SANDBOX_SCRIPT = join(WORKSPACE_ROOT, 'dist', 'sandbox', 'main.js');
const PORTAL_DIR = join(WORKSPACE_ROOT, 'dist', 'portal', 'browser');

/** Starts what `npm run build` built: Postgres, migrations, sandbox, API, worker. If one fails, the ones before it are stopped. */
export async function startProduct(options: ProductOptions): Promise<RunningProduct> {
  const run = new ProductRun(options);
  try {
    return await run.start();
  } catch (error) {
    await run.stop();
    throw error;
  }
}

class ProductRun {
  private readonly processes: ManagedProcess[] = [];
  private readonly options: ProductOptions;
  private readonly logDir: string;
  private record: RunRecord | undefined;
  private stopDatabase: () => Promise<void> = () => Promise.resolve();
  private databaseEnded = new Promise<never>(() => undefined);

  constructor(options: ProductOptions) {
    this.options = options;
    this.logDir = join(options.dataDir, 'logs');
  }

  async start(): Promise<RunningProduct> {
    const { dataDir, environment, progress } = this.options;
    mkdirSync(this.logDir, { recursive: true });
    this.record = await RunRecord.open(join(dataDir, 'run.json'));
    await this.checkPorts();
    await this.options.build?.();
    const secrets = loadSecrets(join(dataDir, 'secrets.json'));
    const settings = this.options.postgresSettings ?? {};
    const database = await prepareDatabase(environment, { dataDir, logDir: this.logDir, secrets, settings }, progress);
    this.watchDatabase(database.server);
    this.options.signal?.throwIfAborted();
    const environments = productEnvironments(environment, this.layout(), secrets, database.url);
    await this.startProcesses(environments);
    return {
      url: environments.product.PUBLIC_URL ?? `http://localhost:${this.options.port}`,
      sandboxUrl: environments.product.SANDBOX_URL,
      databaseUrl: database.url,
      crashed: Promise.race([this.databaseEnded, ...this.processes.map((part) => part.crashed)]),
      stop: () => this.stop(),
      kill: () => this.processes.forEach((part) => part.kill()),
    };
  }

  async stop(): Promise<void> {
    for (const part of this.processes.splice(0).reverse()) await part.stop();
    this.databaseEnded = new Promise(() => undefined);
    await this.stopDatabase();
    this.record?.close();
    this.record = undefined;
  }

  private async startProcesses({ product, sandbox }: ProductEnvironments): Promise<void> {
    const host = product.HOST === '0.0.0.0' ? '127.0.0.1' : product.HOST;
    if (sandbox !== undefined) {
      const url = `http://127.0.0.1:${this.options.sandboxPort}/health`;
      await this.startPart('sandbox', SANDBOX_SCRIPT, sandbox, (_part, signal) => answersAt(url, signal));
    }
    const apiUrl = `http://${host}:${this.options.port}/health`;
    await this.startPart('api', PRODUCT_SCRIPT, { ...product, KONSTRUCT_ROLES: 'api' }, (_part, signal) =>
      answersAt(apiUrl, signal),
    );
    await this.startPart('worker', PRODUCT_SCRIPT, { ...product, KONSTRUCT_ROLES: 'worker' }, (part, signal) =>
      part.prints(/^worker ready/, signal),
    );
  }

  private async startPart(
    name: string,
    script: string,
    environment: Environment,
    isReady: (part: ManagedProcess, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await this.options.progress.step(`${name} ready`, async () => {
      const part = new ManagedProcess({
        name,
        script,
        environment,
        cwd: WORKSPACE_ROOT,
        logFile: join(this.logDir, `${name}.log`),
        onLine: (line) => this.options.onLine?.(name, line),
      });
      this.processes.push(part);
      if (part.pid !== undefined) this.record?.add(part.pid, script);
      const crashed = new AbortController();
      try {
        const signals = [crashed.signal, ...(this.options.signal ? [this.options.signal] : [])];
        await Promise.race([isReady(part, AbortSignal.any(signals)), part.crashed]);
      } finally {
        crashed.abort();
      }
    });
  }

  private watchDatabase(server: { ended: Promise<void>; stop(): Promise<void> } | undefined): void {
    if (server === undefined) return;
    let isStopping = false;
    this.stopDatabase = () => {
      isStopping = true;
      return server.stop();
    };
    this.databaseEnded = server.ended.then(() => {
      if (isStopping) return new Promise<never>(() => undefined);
      return Promise.reject(new Error(`Postgres ended unexpectedly. See ${join(this.logDir, 'postgres.log')}.`));
    });
    this.databaseEnded.catch(() => undefined);
  }

  private async checkPorts(): Promise<void> {
    const { port, sandboxPort, environment } = this.options;
    for (const [variable, number] of [
      ['PORT', port],
      ['SANDBOX_PORT', sandboxPort],
    ] as const) {
      if (await isPortFree(number, environment.HOST ?? '127.0.0.1')) continue;
      throw new Error(
        `Port ${number} is in use by another program. Stop that program, or choose another port: ` +
          `${variable}=${number + 100} npm start`,
      );
    }
  }

  private layout(): { port: number; sandboxPort: number; sandboxDataDir: string; portalDir: string } {
    const { port, sandboxPort, dataDir } = this.options;
    return { port, sandboxPort, sandboxDataDir: join(dataDir, 'sandbox'), portalDir: PORTAL_DIR };
  }
}
