import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { Client } from 'pg';

import type { Bench, BenchResult } from '../report/bench.ts';
import { median, percentile, rounded } from '../report/statistics.ts';
import { Stage } from '../stage/stage.ts';
import { ProductBooks } from './product-books.ts';

const GOAL = { ofCopy: 0.45, ofSingle: 3, upkeep: 0.7 };
const COPIED = 300_000;
const CALLERS = { many: 4_000, few: 32 };
const BATCH = 1_000;
const TENANTS = 1;

/** How often a second, and how long one caller waited. */
interface Round {
  readonly rate: number;
  readonly p99: number;
}

/**
 * Events into the books, durable and deduplicated, from Node through the product's own insert, beside Postgres's binary COPY of a file
 * into a table of the same columns with two indexes. Then one commit for each event, and rolling up beside it.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'ingest', note });
  const database = new Client({ connectionString: stage.productDatabaseUrl('superuser') });
  try {
    await database.connect();
    const tenantIds = await addTenants(database);
    const url = stage.productDatabaseUrl('application');
    const open = (connections: number): ProductBooks =>
      new ProductBooks(url, { tenantIds, connections, batchSize: BATCH });
    const rounds = isQuick ? { count: 3, milliseconds: 2_500 } : { count: 7, milliseconds: 6_000 };
    note(`${rounds.count} rounds of ${rounds.milliseconds} ms each in turn`);
    const found = {
      copy: [] as number[],
      copyOwnKey: [] as number[],
      batched: [] as Round[],
      few: [] as Round[],
      single: [] as Round[],
      kept: [] as Round[],
    };
    const [wide, narrow] = [open(4), open(CALLERS.few)];
    await timed(wide, CALLERS.many, 'add', 1_000);
    const copied = await prepareCopy(database, stage, wide);
    for (let round = 0; round < rounds.count; round += 1) {
      found.copy.push(await copy(database, copied, 'bench.two_indexes'));
      found.copyOwnKey.push(await copy(database, copied, 'bench.own_key'));
      found.batched.push(await timed(wide, CALLERS.many, 'add', rounds.milliseconds));
      found.kept.push(await whileRollingUp(stage, () => timed(wide, CALLERS.many, 'add', rounds.milliseconds)));
      found.few.push(await timed(wide, CALLERS.few, 'add', rounds.milliseconds));
      found.single.push(await timed(narrow, CALLERS.few, 'addAlone', rounds.milliseconds));
      await database.query('SELECT usage_roll_up()');
      await empty(database);
    }
    await Promise.all([wide.addMany(10_000), narrow.addMany(10_000)]);
    await database.query('SELECT usage_roll_up()');
    const figures = await checks(database);
    await Promise.all([wide.close(), narrow.close()]);
    return report(found, figures);
  } finally {
    await database.end();
    await stage.close();
  }
};

async function addTenants(database: Client): Promise<string[]> {
  const ids = Array.from({ length: TENANTS }, () => randomUUID());
  await database.query(
    `INSERT INTO tenants (id, name, slug, time_zone, created_at) SELECT id, 'Bench', id::text, 'UTC', now() FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  return ids;
}

/** A file of Postgres with events of the product's own shape, and tables to copy it into: with the key of its id and an index by employee and time, and with the product's own. */
async function prepareCopy(database: Client, stage: Stage, books: ProductBooks): Promise<string> {
  await empty(database);
  for (let made = 0; made < COPIED; made += 10_000) await books.addMany(10_000);
  await database.query('CREATE SCHEMA bench');
  await database.query('CREATE TABLE bench.own_key (LIKE usage_events INCLUDING ALL)');
  await database.query('CREATE TABLE bench.two_indexes (LIKE usage_events, PRIMARY KEY (id))');
  await database.query('CREATE INDEX ON bench.two_indexes (tenant_id, agent_id, occurred_at)');
  const { rows } = await database.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
  const file = join(rows[0]?.folder ?? stage.superuserUrl, 'bench-events.bin');
  await database.query(`COPY (SELECT * FROM usage_events ORDER BY id) TO '${file}' (FORMAT binary)`);
  await empty(database);
  return file;
}

/** Events a second, durable when it ends. */
async function copy(database: Client, file: string, table: string): Promise<number> {
  await database.query(`TRUNCATE ${table}`);
  await database.query('CHECKPOINT');
  const begun = performance.now();
  await database.query(`COPY ${table} FROM '${file}' (FORMAT binary)`);
  return (COPIED * 1_000) / (performance.now() - begun);
}

async function timed(
  books: ProductBooks,
  callers: number,
  way: 'add' | 'addAlone',
  milliseconds: number,
): Promise<Round> {
  const waits: number[] = [];
  const begun = performance.now();
  const caller = async (): Promise<void> => {
    for (let now = begun; now - begun < milliseconds;) {
      await books[way]();
      const done = performance.now();
      waits.push(done - now);
      now = done;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { rate: (waits.length * 1_000) / (performance.now() - begun), p99: percentile(waits, 0.99) };
}

/** Rolls up each second, as a worker does. */
async function whileRollingUp(stage: Stage, work: () => Promise<Round>): Promise<Round> {
  const worker = new Client({ connectionString: stage.productDatabaseUrl('application') });
  await worker.connect();
  const over = new AbortController();
  const rolling = (async () => {
    while (!over.signal.aborted) {
      await worker.query('SELECT usage_roll_up()');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  })();
  const round = await work();
  over.abort();
  await rolling;
  await worker.end();
  return round;
}

/** Each round begins with empty books, so that no round has more to maintain than another. */
async function empty(database: Client): Promise<void> {
  await database.query('TRUNCATE usage_events, usage_hours, usage_days_by_agent, usage_days_by_model, usage_months');
}

async function checks(database: Client): Promise<Record<string, number>> {
  const { rows } = await database.query<{ mismatches: string; deadlocks: string; events: string }>(
    `WITH books AS (SELECT count(*) AS calls, sum(cost_nano_usd) AS cost FROM usage_events)
     SELECT (SELECT count(*) FROM (
       SELECT sum(calls) AS calls, sum(cost_nano_usd) AS cost FROM usage_hours UNION ALL SELECT sum(calls), sum(cost_nano_usd) FROM usage_days_by_agent
       UNION ALL SELECT sum(calls), sum(cost_nano_usd) FROM usage_days_by_model UNION ALL SELECT sum(calls), sum(cost_nano_usd) FROM usage_months) r, books
       WHERE (r.calls, r.cost) IS DISTINCT FROM (books.calls, books.cost)) AS mismatches,
     (SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()) AS deadlocks, (SELECT calls FROM books) AS events`,
  );
  return { mismatches: Number(rows[0]?.mismatches), deadlocks: Number(rows[0]?.deadlocks) };
}

type Found = Readonly<Record<'copy' | 'copyOwnKey', number[]>> &
  Readonly<Record<'batched' | 'few' | 'single' | 'kept', Round[]>>;

function report({ copy: copies, copyOwnKey, ...ways }: Found, figures: Record<string, number>): BenchResult {
  const rate = (way: keyof typeof ways): number => median(ways[way].map((round) => round.rate));
  const p99 = (way: keyof typeof ways): number => median(ways[way].map((round) => round.p99));
  const ratios = {
    of_copy: rounded(rate('batched') / median(copies)),
    of_single: rounded(rate('few') / rate('single')),
    upkeep: rounded(rate('kept') / rate('batched')),
  };
  const row = (name: string, way: keyof typeof ways): string[] => [name, rate(way).toFixed(0), p99(way).toFixed(1)];
  return {
    ratios,
    figures: {
      ...figures,
      copy_per_second: rounded(median(copies), 0),
      copy_own_key_per_second: rounded(median(copyOwnKey), 0),
      events_per_second: rounded(rate('batched'), 0),
    },
    table: [
      ['', 'events/s', 'p99 ms'],
      ['COPY binary, two indexes', median(copies).toFixed(0), ''],
      ["COPY binary, the product's key and indexes", median(copyOwnKey).toFixed(0), ''],
      row(`the product, ${CALLERS.many} callers`, 'batched'),
      row('the same, rolled up each second', 'kept'),
      row(`the product, ${CALLERS.few} callers`, 'few'),
      row(`a commit each, ${CALLERS.few} callers`, 'single'),
    ],
    misses: [
      ...(ratios.of_copy < GOAL.ofCopy ? [`of_copy ${ratios.of_copy} is below ${GOAL.ofCopy}`] : []),
      ...(ratios.of_single < GOAL.ofSingle
        ? [`${ratios.of_single} × single commits; the goal is ${GOAL.ofSingle} ×`]
        : []),
      ...(p99('few') > p99('single') ? ['batches make the slowest wait longer than single commits'] : []),
      ...(ratios.upkeep < GOAL.upkeep ? [`upkeep ${ratios.upkeep} is below ${GOAL.upkeep}`] : []),
      ...(figures['mismatches'] === 0 ? [] : [`${figures['mismatches']} rollups differ from the events`]),
      ...(figures['deadlocks'] === 0 ? [] : [`${figures['deadlocks']} deadlocks`]),
    ],
  };
}
