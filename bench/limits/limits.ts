import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { Client } from 'pg';

import { findFreePort } from '../../tools/processes/free-port.ts';
import { runScript } from '../../tools/processes/run-script.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { median, rounded } from '../report/statistics.ts';
import { Stage } from '../stage/stage.ts';
import type { CountOrder, CountOutcome } from './counter/main.ts';

const PROCESSES = 4;
const LIMIT = 10_000;
const GOAL = { upsert: 20, redis: 3, slack: 0.01 };

type Way = CountOrder['way'];

/**
 * Counting API calls: the product's leases of blocks beside an upsert for each call and, where there is a Redis, its INCR, in turns.
 * Then four processes at once take one business's day to its end: none over, next to none left.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'limits', note });
  const redis = await startRedis();
  const database = new Client({ connectionString: stage.productDatabaseUrl('superuser') });
  try {
    await database.connect();
    await database.query(
      'CREATE TABLE bench_counts (business uuid, day date, used bigint, PRIMARY KEY (business, day))',
    );
    const count = (way: Way, tenantId: string, milliseconds: number, limit: number): Promise<CountOutcome> =>
      runCounter(stage, { way, tenantId, milliseconds, redisPort: redis?.port ?? 0 }, limit);
    const rounds = isQuick ? { count: 3, milliseconds: 1_500 } : { count: 7, milliseconds: 4_000 };
    const ways: Way[] = redis ? ['leases', 'upsert', 'redis'] : ['leases', 'upsert'];
    note(`${rounds.count} rounds of ${rounds.milliseconds} ms each in turn: ${ways.join(', ')}`);
    const tenantId = await addTenant(database);
    const rates: Record<Way, number[]> = { leases: [], upsert: [], redis: [] };
    for (let round = 0; round < rounds.count; round += 1) {
      for (const way of ways) {
        const { counted, milliseconds } = await count(way, tenantId, rounds.milliseconds, 1_000_000_000);
        rates[way].push((counted * 1_000) / milliseconds);
      }
    }
    note(`${PROCESSES} processes take a day of ${LIMIT} calls to its end`);
    const shared = await addTenant(database);
    const outcomes = await Promise.all(Array.from({ length: PROCESSES }, () => count('leases', shared, 0, LIMIT)));
    return report(
      rates,
      outcomes.reduce((sum, { counted }) => sum + counted, 0),
    );
  } finally {
    await database.end();
    redis?.process.kill();
    await stage.close();
  }
};

async function runCounter(stage: Stage, order: CountOrder, limit: number): Promise<CountOutcome> {
  const script = join(import.meta.dirname, 'counter', 'main.ts');
  const environment = {
    ...stage.productEnvironment,
    SUPERUSER_URL: stage.productDatabaseUrl('superuser'),
    FREE_DAILY_API_CALLS: String(limit),
    ORDER: JSON.stringify(order),
  };
  return JSON.parse(await runScript('the counter', [script], environment)) as CountOutcome;
}

async function addTenant(database: Client): Promise<string> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, 'Bench', $2, 'UTC', now())`,
    [id, id],
  );
  return id;
}

async function startRedis(): Promise<{ port: number; process: ChildProcess } | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null;
  const port = await findFreePort(15_500);
  const process = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return { port, process };
}

function report(rates: Record<Way, number[]>, admitted: number): BenchResult {
  const leases = median(rates.leases);
  const upsert = median(rates.upsert);
  const redis = rates.redis.length > 0 ? median(rates.redis) : null;
  const ratios = {
    upsert: rounded(leases / upsert),
    ...(redis === null ? {} : { redis: rounded(leases / redis) }),
  };
  const slack = rounded(Math.max(0, LIMIT - admitted) / LIMIT, 4);
  const over = Math.max(0, admitted - LIMIT);
  const row = (name: string, rate: number): string[] => [name, rate.toFixed(0)];
  return {
    ratios,
    figures: { slack, over, leases_per_second: rounded(leases, 0), upserts_per_second: rounded(upsert, 0) },
    table: [
      ['', 'calls/s'],
      row('leases of blocks (the product)', leases),
      row('an upsert for each call', upsert),
      ...(redis === null ? [['Redis INCR', 'no redis-server here']] : [row('Redis INCR', redis)]),
      [`${PROCESSES} processes, a day of ${LIMIT}`, `${admitted} passed`],
    ],
    misses: [
      ...(ratios.upsert < GOAL.upsert ? [`${ratios.upsert} × an upsert; the goal is ${GOAL.upsert} ×`] : []),
      ...(ratios.redis !== undefined && ratios.redis < GOAL.redis
        ? [`${ratios.redis} × Redis; the goal is ${GOAL.redis} ×`]
        : []),
      ...(slack > GOAL.slack ? [`slack ${slack} is above ${GOAL.slack}`] : []),
      ...(over > 0 ? [`${over} calls passed over the limit`] : []),
    ],
  };
}
