import { homedir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { Stage } from '../stage/stage.ts';
import {
  CREATE_BASELINE,
  CREATE_BUSINESSES,
  type DataSetShape,
  FILL_BASELINE,
  FILL_CALLS,
  FILL_MESSAGES,
} from './usage-tables.ts';

const PART = 250_000;
const DAY_MS = 86_400_000;

/** Events in both designs, in a Postgres of their own that is kept outside the repository from run to run. */
export class DataSet {
  readonly stage: Stage;
  readonly shape: DataSetShape;
  /** The first instant after the last day of the data. */
  readonly end: Date;

  private constructor(stage: Stage, shape: DataSetShape, end: Date) {
    this.stage = stage;
    this.shape = shape;
    this.end = end;
  }

  /** The data of this month; null when it is not there and must not be made now. */
  static async open(
    shape: DataSetShape,
    { note, mayGenerate }: { note: (text: string) => void; mayGenerate: boolean },
  ): Promise<DataSet | null> {
    const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
    const keepIn = join(cacheFolder(), `usage-${shape.name}-${today.toISOString().slice(0, 7)}`);
    const stage = await Stage.open({ purpose: 'usage', note, keepIn });
    const set = await DataSet.fill(stage, shape, { note, mayGenerate, end: new Date(today.getTime() + DAY_MS) });
    if (!set) await stage.close();
    return set;
  }

  private static async fill(
    stage: Stage,
    shape: DataSetShape,
    { note, mayGenerate, end }: { note: (text: string) => void; mayGenerate: boolean; end: Date },
  ): Promise<DataSet | null> {
    const client = new Client({ connectionString: stage.productDatabaseUrl('superuser') });
    await client.connect();
    try {
      const { rows } = await client.query<{ exists: boolean }>(
        `SELECT to_regclass('bench.loaded') IS NOT NULL AS exists`,
      );
      const isThere = rows[0]?.exists === true;
      if (!isThere && !mayGenerate) return null;
      if (!isThere) await begin(client, end);
      const loaded = await client.query<{ events: string; is_complete: boolean; data_end: Date }>(
        'SELECT * FROM bench.loaded',
      );
      const state = loaded.rows[0];
      if (!state) throw new Error('The data set says nothing about itself: delete its folder.');
      if (!state.is_complete && !mayGenerate) return null;
      if (!state.is_complete) await load(client, shape, { from: Number(state.events), end: state.data_end, note });
      return new DataSet(stage, shape, state.data_end);
    } finally {
      await client.end();
    }
  }
}

async function begin(client: Client, end: Date): Promise<void> {
  await client.query(`BEGIN; ${CREATE_BASELINE}; ${CREATE_BUSINESSES}`);
  await client.query('INSERT INTO bench.loaded (data_end) VALUES ($1)', [end]);
  await client.query('COMMIT');
}

/** Part by part, each in one transaction, so that an interrupted run goes on where it was. */
async function load(
  client: Client,
  shape: DataSetShape,
  { from, end, note }: { from: number; end: Date; note: (text: string) => void },
): Promise<void> {
  await client.query(`SET synchronous_commit = off`);
  await client.query(
    `SELECT usage_ensure_month((date_trunc('month', $1::timestamptz) - ago * INTERVAL '1 month')::date) FROM generate_series(0, 4) ago`,
    [end],
  );
  const startedAt = performance.now();
  for (let first = from; first < shape.events; first += PART) {
    const values = [first, Math.min(first + PART, shape.events), shape.events, end];
    await client.query('BEGIN');
    for (const statement of [FILL_BASELINE, FILL_CALLS, FILL_MESSAGES]) await client.query(statement, values);
    await client.query('UPDATE bench.loaded SET events = $1', [values[1]]);
    await client.query('COMMIT');
    await client.query('SELECT usage_roll_up()');
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
    note(`  ${shape.name}: ${((Number(values[1]) / shape.events) * 100).toFixed(0)}% of the events after ${seconds} s`);
  }
  await client.query('VACUUM (ANALYZE)');
  await client.query('UPDATE bench.loaded SET is_complete = true');
}

/** Where caches go on this machine; never inside the repository. */
function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'konstruct-bench');
}
