import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildProjects } from '../../tools/build/build-projects.ts';
import { type RunningPostgres, startPostgres } from '../../tools/postgres/embedded-postgres.ts';
import { connectionUrl } from '../../tools/postgres/product-database.ts';
import { findFreePort } from '../../tools/processes/free-port.ts';
import { ManagedProcess } from '../../tools/processes/managed-process.ts';
import { SILENT_PROGRESS } from '../../tools/processes/progress.ts';
import { prepareDatabase } from '../../tools/start/database.ts';
import { type Environment, productEnvironments } from '../../tools/start/environment.ts';
import { answersAt } from '../../tools/start/readiness.ts';
import { RunRecord } from '../../tools/start/run-record.ts';
import { type LocalSecrets, loadSecrets } from '../../tools/start/secrets.ts';
import { makeTemporaryDataDirectory } from '../../tools/start/temporary-data-directory.ts';
import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';

const PRODUCT_SCRIPT = join(WORKSPACE_ROOT, 'dist', 'backend', 'backend', 'src', 'main.js');
const SANDBOX_SCRIPT = join(WORKSPACE_ROOT, 'dist', 'sandbox', 'main.js');
const START_TIMEOUT_MS = 60_000;
const FIRST_PORT = 15_100;

/** How Postgres goes down: after its sessions were ended, or as if its machine had died. */
export type PostgresEnd = 'orderly' | 'crash';

/** What a stage is opened for. */
export interface StageOptions {
  /** Names the temporary folder. */
  readonly purpose: string;
  readonly note: (text: string) => void;
  /** For all processes, over what `npm start` would set. */
  readonly environment?: Environment;
  /** A folder that outlives the run, with the database in it; without it, a temporary one. */
  readonly keepIn?: string;
}

/**
 * The compiled product in parts that a bench starts and ends as it likes, on a throwaway Postgres. Postgres keeps its
 * own settings, so that a commit is as durable, and as slow, as it is for users.
 */
export class Stage {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly secrets: LocalSecrets;
  private readonly processes = new Set<ManagedProcess>();
  private readonly dataDir: string;
  private readonly isKept: boolean;
  private readonly environments: { product: Environment; sandbox: Environment };
  /** Lets the next run stop what this one leaves when it is killed itself. */
  private readonly record: RunRecord;
  private postgres: RunningPostgres;

  private constructor(setting: {
    dataDir: string;
    isKept: boolean;
    secrets: LocalSecrets;
    record: RunRecord;
    postgres: RunningPostgres;
    environments: { product: Environment; sandbox: Environment };
  }) {
    this.dataDir = setting.dataDir;
    this.isKept = setting.isKept;
    this.secrets = setting.secrets;
    this.record = setting.record;
    this.postgres = setting.postgres;
    this.environments = setting.environments;
    this.url = setting.environments.product.PUBLIC_URL ?? '';
    this.sandboxUrl = setting.environments.product.SANDBOX_URL ?? '';
  }

  static async open({ purpose, note, environment = {}, keepIn }: StageOptions): Promise<Stage> {
    const dataDir = keepIn ?? (await makeTemporaryDataDirectory(`bench-${purpose}`));
    const logDir = join(dataDir, 'logs');
    mkdirSync(logDir, { recursive: true });
    note('building what changed, starting Postgres');
    await buildProjects(['sandbox', 'backend'], join(logDir, 'build.log'));
    const secrets = loadSecrets(join(dataDir, 'secrets.json'));
    const { url, server } = await prepareDatabase({}, { dataDir, logDir, secrets }, SILENT_PROGRESS);
    if (server === undefined) throw new Error('A bench needs the embedded Postgres.');
    const port = await findFreePort(FIRST_PORT);
    const sandboxPort = await findFreePort(port + 1);
    const layout = { port, sandboxPort, sandboxDataDir: '', portalDir: '' };
    // Nothing of the person's own environment: credentials in it would lead to the real providers. A bench talks like no person does.
    const user = {
      PATH: process.env.PATH,
      LOG_LEVEL: 'warn',
      FREE_AGENT_LIMIT: '10000',
      LOOP_BREAKER_ANSWERS: '0',
      ...environment,
    };
    const { product, sandbox } = productEnvironments(user, layout, secrets, url);
    if (sandbox === undefined) throw new Error('A bench needs the sandbox.');
    const environments = { product, sandbox: { ...sandbox, SANDBOX_MODEL_LATENCY_MS: '0' } };
    const record = await RunRecord.open(join(dataDir, 'run.json'));
    return new Stage({ dataDir, isKept: keepIn !== undefined, secrets, record, postgres: server, environments });
  }

  /** The superuser's address of a database; for baselines with tables of their own. */
  get superuserUrl(): string {
    return this.postgres.url;
  }

  /** The product's own database, by its role or by one that row-level security does not bind. */
  productDatabaseUrl(role: 'application' | 'superuser'): string {
    const url = this.environments.product.DATABASE_URL ?? '';
    if (role === 'application') return url;
    return connectionUrl(this.superuserUrl, { database: new URL(url).pathname.slice(1) });
  }

  /** What the product's own processes are started with. */
  get productEnvironment(): Environment {
    return this.environments.product;
  }

  async startSandbox(changes: Environment = {}): Promise<ManagedProcess> {
    const part = this.spawn('sandbox', SANDBOX_SCRIPT, { ...this.environments.sandbox, ...changes });
    await this.untilReady(part, (signal) => answersAt(`${this.sandboxUrl}/health`, signal));
    return part;
  }

  /** On the stage's own port, unless several share it behind a front. */
  async startApi(port = Number(this.environments.product.PORT)): Promise<ManagedProcess> {
    const environment = { ...this.environments.product, KONSTRUCT_ROLES: 'api', PORT: String(port) };
    const part = this.spawn('api', PRODUCT_SCRIPT, environment);
    await this.untilReady(part, (signal) => answersAt(`http://127.0.0.1:${port}/health`, signal));
    return part;
  }

  async startWorker(): Promise<ManagedProcess> {
    const part = this.spawn('worker', PRODUCT_SCRIPT, { ...this.environments.product, KONSTRUCT_ROLES: 'worker' });
    await this.untilReady(part, (signal) => part.prints(/^worker ready/, signal));
    return part;
  }

  /** A program of the bench itself, in a process of its own. */
  startProgram(name: string, script: string, environment: Environment): ManagedProcess {
    return this.spawn(name, script, { PATH: process.env.PATH, ...environment });
  }

  async untilReady(part: ManagedProcess, isReady: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const over = new AbortController();
    try {
      await Promise.race([
        isReady(AbortSignal.any([over.signal, AbortSignal.timeout(START_TIMEOUT_MS)])),
        part.crashed,
      ]);
    } finally {
      over.abort();
    }
  }

  /** SIGKILL, and gone when this returns. */
  async kill(part: ManagedProcess): Promise<void> {
    part.kill();
    await part.stop();
    this.processes.delete(part);
  }

  async restartPostgres(end: PostgresEnd): Promise<void> {
    const { port } = this.postgres;
    const dataDir = join(this.dataDir, 'postgres');
    if (end === 'crash') {
      process.kill(Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
      await this.postgres.ended;
    }
    await this.postgres.stop();
    const { postgresSuperuserPassword: superuserPassword } = this.secrets;
    const logFile = join(this.dataDir, 'logs', 'postgres.log');
    this.postgres = await startPostgres({ dataDir, superuserPassword, port, logFile });
    if (this.postgres.port !== port) throw new Error(`Another program took port ${port} while Postgres was down.`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.processes].map((part) => this.kill(part)));
    await this.postgres.stop();
    if (!this.isKept) rmSync(this.dataDir, { recursive: true, force: true });
  }

  private spawn(name: string, script: string, environment: Environment): ManagedProcess {
    const logFile = join(this.dataDir, 'logs', `${name}.log`);
    const part = new ManagedProcess({
      name,
      script,
      environment,
      cwd: WORKSPACE_ROOT,
      logFile,
      onLine: () => undefined,
    });
    this.processes.add(part);
    if (part.pid !== undefined) this.record.add(part.pid, script);
    return part;
  }
}
