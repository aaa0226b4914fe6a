import { join } from 'node:path';

import { Client } from 'pg';

import { findFreePort } from '../../tools/processes/free-port.ts';
import { answersAt } from '../../tools/start/readiness.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { median, percentile, rounded } from '../report/statistics.ts';
import { signUp } from '../stage/hire.ts';
import { type Contestant, type Figures, openBaseline, openProduct, type Period, periodsBefore } from './contestants.ts';
import { DataSet } from './data-set.ts';
import { DAYS, SHAPES, TENANT_IDS } from './usage-tables.ts';

const GOAL = { sql90d: 1_000, http90d: 300, sqlSmallTenant: 8, growth: 1.5 };
/** The product is read so often for each reading of the baseline, to have as steady a figure of it. */
const PRODUCT_READS = 30;

/** Milliseconds of both designs for one tenant and range. */
interface Duel {
  readonly title: string;
  readonly baseline: number[];
  readonly product: number[];
  readonly isEqual: boolean;
}

/**
 * The cost dashboard's four reports: the product's rollups, which it keeps itself, beside sums over a log of events in JSON. In
 * SQL on one connection each, and over HTTP with everything that the API does. All answers are compared to the nano-dollar.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const large = await DataSet.open(SHAPES.large, { note, mayGenerate: !isQuick });
  if (!large)
    note(
      '10 million events are not there yet and take minutes to make: run without --quick once. Measuring 1 million.',
    );
  const small = await DataSet.open(SHAPES.small, { note, mayGenerate: true });
  const set = large ?? small;
  if (!set || !small) throw new Error('There is no data to measure.');
  try {
    const duels = await inSql(set, { isQuick, note });
    const growth = large ? await growthOf(small, large) : null;
    const http = await overHttp(set, { isQuick, note });
    return report({ events: set.shape.events, duels, growth, http });
  } finally {
    await large?.stage.close();
    await small.stage.close();
  }
};

async function inSql(
  set: DataSet,
  { isQuick, note }: { isQuick: boolean; note: (text: string) => void },
): Promise<Duel[]> {
  const baseline = await openBaseline(set.stage.productDatabaseUrl('superuser'));
  const product = await openProduct(set.stage.productDatabaseUrl('application'));
  const duels: Duel[] = [];
  try {
    for (const days of isQuick ? [DAYS] : [7, 30, DAYS]) {
      for (const tenant of ['big', 'small'] as const) {
        note(`SQL: ${tenant} tenant, ${days} days`);
        duels.push(
          await duel(`${tenant}, ${days} d`, { baseline, product }, { set, days, tenant, rounds: isQuick ? 1 : 3 }),
        );
      }
    }
  } finally {
    await baseline.close();
    await product.close();
  }
  return duels;
}

async function duel(
  title: string,
  sides: { baseline: Contestant; product: Contestant },
  { set, days, tenant, rounds }: { set: DataSet; days: number; tenant: 'big' | 'small'; rounds: number },
): Promise<Duel> {
  const { period, month } = periodsBefore(set.end, days);
  const id = TENANT_IDS[tenant];
  const result = { title, baseline: [] as number[], product: [] as number[] };
  await sides.product.read(id, period, month);
  let isEqual = true;
  for (let round = 0; round < rounds; round += 1) {
    const expected = await timed(result.baseline, () => sides.baseline.read(id, period, month));
    for (let read = 0; read < PRODUCT_READS; read += 1) {
      const figures = await timed(result.product, () => sides.product.read(id, period, month));
      isEqual &&= areEqual(expected, figures);
    }
  }
  return { ...result, isEqual };
}

/** How much longer the product takes at ten times the events; in turns on both. */
async function growthOf(small: DataSet, large: DataSet): Promise<number> {
  const sides = await Promise.all(
    [small, large].map(async (set) => ({
      set,
      product: await openProduct(set.stage.productDatabaseUrl('application')),
      times: [] as number[],
    })),
  );
  for (let round = -5; round < 60; round += 1) {
    for (const { set, product, times } of sides) {
      const { period, month } = periodsBefore(set.end, DAYS);
      await timed(round < 0 ? [] : times, () => product.read(TENANT_IDS.big, period, month));
    }
  }
  for (const { product } of sides) await product.close();
  return median(sides[1]?.times ?? []) / median(sides[0]?.times ?? []);
}

/** The four routes one after the other, as the owner of the big business. */
async function overHttp(
  set: DataSet,
  { isQuick, note }: { isQuick: boolean; note: (text: string) => void },
): Promise<Duel> {
  note('HTTP: big tenant, 90 days');
  const { stage } = set;
  await stage.startApi();
  const headers = await ownerOfBig(set);
  const port = await findFreePort(15_400);
  const environment = {
    PORT: String(port),
    DATABASE_URL: stage.productDatabaseUrl('superuser'),
    NODE_ENV: 'production',
  };
  const server = stage.startProgram('baseline', join(import.meta.dirname, 'baseline-server', 'main.ts'), environment);
  await stage.untilReady(server, (signal) => answersAt(`http://127.0.0.1:${port}/health`, signal));
  const { period, month } = periodsBefore(set.end, DAYS);
  const product = `${stage.url.replace('localhost', '127.0.0.1')}/api/portal/usage/${TENANT_IDS.big}`;
  const range = `from=${day(period.from)}&to=${day(new Date(period.to.getTime() - 1))}`;
  const ofProduct = [`summary?${range}`, `by-provider?${range}`, `message-volume?${range}`, 'budget-alerts'];
  const instants = ({ from, to }: Period): string =>
    `tenant=${TENANT_IDS.big}&from=${from.toISOString()}&to=${to.toISOString()}`;
  const ofBaseline = ['summary', 'byProvider', 'messages'].map((name) => `${name}?${instants(period)}`);
  const result = { title: 'big, 90 d, HTTP', baseline: [] as number[], product: [] as number[] };
  const readProduct = (): Promise<void> => readAll(product, ofProduct, headers);
  for (let warmUp = 0; warmUp < 10; warmUp += 1) await readProduct();
  for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
    await timed(result.baseline, () =>
      readAll(`http://127.0.0.1:${port}`, [...ofBaseline, `budgets?${instants(month)}`], {}),
    );
    for (let read = 0; read < PRODUCT_READS; read += 1) await timed(result.product, readProduct);
  }
  return { ...result, isEqual: true };
}

async function readAll(base: string, paths: readonly string[], headers: Record<string, string>): Promise<void> {
  for (const path of paths) {
    const response = await fetch(`${base}/${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  }
}

/** Somebody who signed up and was let into the big business. */
async function ownerOfBig(set: DataSet): Promise<Record<string, string>> {
  const client = new Client({ connectionString: set.stage.productDatabaseUrl('superuser') });
  await client.connect();
  await client.query(`DELETE FROM memberships WHERE tenant_id = $1`, [TENANT_IDS.big]);
  const { headers } = await signUp(set.stage.url, `owner-${Date.now()}@example.com`);
  await client.query(
    `INSERT INTO memberships (tenant_id, user_id, role, joined_at) SELECT $1, id, 'owner', now() FROM users ORDER BY created_at DESC LIMIT 1`,
    [TENANT_IDS.big],
  );
  await client.end();
  return headers;
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const result = await work();
  times.push(performance.now() - begin);
  return result;
}

function areEqual(expected: Figures, found: Figures): boolean {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].every((name) => expected[name] === found[name]);
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

function report({
  events,
  duels,
  growth,
  http,
}: {
  events: number;
  duels: readonly Duel[];
  growth: number | null;
  http: Duel;
}): BenchResult {
  const ratioOf = ({ baseline, product }: Duel): number => median(baseline) / median(product);
  const find = (title: string): number => rounded(ratioOf(duels.find((duel) => duel.title === title) ?? http), 1);
  const ratios: Record<string, number> = {
    sql_90d: find(`big, ${DAYS} d`),
    sql_90d_small_tenant: find(`small, ${DAYS} d`),
    http_90d: rounded(ratioOf(http), 1),
    ...(growth === null ? {} : { growth_1m_to_10m: rounded(growth) }),
  };
  const equal = duels.filter(({ isEqual }) => isEqual).length;
  const row = ({ title, baseline, product, isEqual }: Duel): string[] => [
    title,
    ...[baseline, product].flatMap((times) => [median(times).toFixed(1), percentile(times, 0.95).toFixed(1)]),
    (median(baseline) / median(product)).toFixed(0),
    isEqual ? 'equal' : 'DIFFERENT',
  ];
  return {
    ratios,
    figures: { events, sums_equal: equal === duels.length ? 1 : 0, compared: duels.length },
    table: [['', 'baseline p50', 'p95 ms', 'product p50', 'p95 ms', 'ratio', 'sums'], ...duels.map(row), row(http)],
    misses: missesOf(ratios, equal === duels.length),
  };
}

function missesOf(ratios: Readonly<Record<string, number>>, isEqual: boolean): string[] {
  const goals = { sql_90d: GOAL.sql90d, http_90d: GOAL.http90d, sql_90d_small_tenant: GOAL.sqlSmallTenant };
  const growth = ratios.growth_1m_to_10m;
  return [
    ...Object.entries(goals)
      .filter(([name, goal]) => (ratios[name] ?? 0) < goal)
      .map(([name, goal]) => `${name} ${ratios[name]} is below ${goal}`),
    ...(growth === undefined ? ['growth_1m_to_10m was not measured'] : []),
    ...(growth !== undefined && growth >= GOAL.growth
      ? [`growth_1m_to_10m ${growth} is not below ${GOAL.growth}`]
      : []),
    ...(isEqual ? [] : ['the sums of the two designs differ']),
  ];
}
