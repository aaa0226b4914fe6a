import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';

import { Pool } from 'pg';

import { WORKSPACE_ROOT } from '../../../tools/workspace-root.ts';

/** How one process is to count. */
export interface CountOrder {
  readonly way: 'leases' | 'upsert' | 'redis';
  readonly tenantId: string;
  /** Counts for so long, or, when 0, until it is refused. */
  readonly milliseconds: number;
  readonly redisPort: number;
}

/** How far it came. */
export interface CountOutcome {
  readonly counted: number;
  readonly milliseconds: number;
}

type Count = () => Promise<boolean>;

interface Counter {
  readonly count: Count;
  readonly close: () => Promise<void>;
}

const AT_ONCE = 64;
const UPSERT = `INSERT INTO bench_counts (business, day, used) VALUES ($1, current_date, 1)
  ON CONFLICT (business, day) DO UPDATE SET used = bench_counts.used + 1 RETURNING used`;

/** The product itself, without HTTP: the very meter that stands before every call of the API. */
async function leases({ tenantId }: CountOrder): Promise<Counter> {
  const require = createRequire(import.meta.url);
  const dist = (path: string): unknown => require(join(WORKSPACE_ROOT, 'dist/backend/backend', path));
  require('reflect-metadata');
  const { NestFactory } = require('@nestjs/core') as typeof import('@nestjs/core');
  const { AppModule } = dist('src/app.module.js') as { AppModule: { forEnvironment(environment: object): never } };
  const { CallMeter } = dist('modules/billing/src/metering/call-meter.js') as { CallMeter: never };
  const environment = { ...process.env, KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent' };
  const app = await NestFactory.createApplicationContext(AppModule.forEnvironment(environment), {
    logger: false,
    abortOnError: false,
  });
  const meter = app.get<{ admit(id: string): Promise<{ isAdmitted: boolean }> }>(CallMeter);
  return { count: async () => (await meter.admit(tenantId)).isAdmitted, close: () => app.close() };
}

function upsert({ tenantId }: CountOrder): Counter {
  const pool = new Pool({ connectionString: process.env['SUPERUSER_URL'], max: 10 });
  const count = async (): Promise<boolean> =>
    (await pool.query({ name: 'count', text: UPSERT, values: [tenantId] })).rowCount === 1;
  return { count, close: () => pool.end() };
}

/** As little protocol as INCR needs; answers come in the order of the questions. */
async function redis({ redisPort }: CountOrder): Promise<Counter> {
  const socket = connect(redisPort, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const waiting: ((isCounted: boolean) => void)[] = [];
  socket.on('data', (chunk) => {
    for (const byte of chunk) if (byte === 0x0a) waiting.shift()?.(true);
  });
  const count = (): Promise<boolean> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      socket.write('INCR bench\r\n');
    });
  return { count, close: () => Promise.resolve(void socket.destroy()) };
}

async function countFor(count: Count, milliseconds: number): Promise<CountOutcome> {
  const begun = performance.now();
  const end = milliseconds === 0 ? Number.POSITIVE_INFINITY : begun + milliseconds;
  let counted = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      if (!(await count())) return;
      counted += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return { counted, milliseconds: performance.now() - begun };
}

async function main(): Promise<void> {
  const order = JSON.parse(process.env['ORDER'] ?? '') as CountOrder;
  const open = { leases, upsert, redis }[order.way];
  const { count, close } = await open(order);
  if (order.milliseconds > 0) await countFor(count, order.milliseconds / 4);
  const outcome = await countFor(count, order.milliseconds);
  await close();
  process.stdout.write(JSON.stringify(outcome));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
