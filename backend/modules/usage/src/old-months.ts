import type { Client } from 'pg';

const TABLES = ['usage_events', 'message_events'] as const;

/** Late events are booked for up to 400 days; a month that may still get some stays. */
const LEAST_MONTHS = 14;

/** A month that would be detached, or why it is not. */
export interface OldMonth {
  readonly month: string;
  readonly outcome: 'detached' | 'not rolled up yet';
}

/**
 * Takes the months before the last `keepMonths` out of the tables of events, which nobody waits for: `DETACH … CONCURRENTLY` locks only
 * the month itself. Rollups stay, so that reports of these months still answer; the events stay in a table of their own, to be kept
 * elsewhere and dropped. An interrupted run is finished by the next.
 */
export async function* detachOldMonths(client: Client, keepMonths: number, now: Date): AsyncGenerator<OldMonth> {
  if (!Number.isInteger(keepMonths) || keepMonths < LEAST_MONTHS) {
    throw new Error(`Keep at least ${LEAST_MONTHS} months: events may come up to 400 days late.`);
  }
  await finishInterrupted(client);
  await client.query('SELECT usage_roll_up()');
  for (const month of await oldMonths(client, keepMonths, now)) {
    if (await isWaiting(client, month)) {
      yield { month, outcome: 'not rolled up yet' };
      continue;
    }
    for (const table of TABLES) await detach(client, table, month);
    yield { month, outcome: 'detached' };
  }
}

/** Names of months are `2025_03`. */
async function oldMonths(client: Client, keepMonths: number, now: Date): Promise<string[]> {
  const firstKept = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths, 1));
  const { rows } = await client.query<{ month: string }>(
    `SELECT DISTINCT substring(relid::text FROM '\\d{4}_\\d{2}$') AS month FROM unnest($1::regclass[]) AS parent, pg_partition_tree(parent)
     WHERE isleaf ORDER BY 1`,
    [TABLES],
  );
  const before = firstKept.toISOString().slice(0, 7).replace('-', '_');
  return rows.map(({ month }) => month).filter((month) => month < before);
}

/** Events that no rollup has yet; they are summed within a second, unless some transaction takes very long. */
async function isWaiting(client: Client, month: string): Promise<boolean> {
  const first = `${month.replace('_', '-')}-01`;
  const waits = (table: string): string =>
    `EXISTS (SELECT 1 FROM ${table} WHERE occurred_at >= $1::date::timestamp AT TIME ZONE 'UTC'
      AND occurred_at < ($1::date + INTERVAL '1 month') AT TIME ZONE 'UTC' AND txid >= (SELECT rolled_up_to FROM usage_watermark))`;
  const { rows } = await client.query<{ is_waiting: boolean }>(
    `SELECT ${TABLES.map(waits).join(' OR ')} AS is_waiting`,
    [first],
  );
  return rows[0]?.is_waiting ?? true;
}

async function detach(client: Client, table: string, month: string): Promise<void> {
  const part = `${table}_${month}`;
  const { rows } = await client.query(
    'SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)',
    [part, table],
  );
  if (rows.length > 0) await client.query(`ALTER TABLE ${table} DETACH PARTITION ${part} CONCURRENTLY`);
  await rename(client, part);
}

/** Under another name, so that nobody takes the month for one that is there. */
async function rename(client: Client, part: string): Promise<void> {
  await client.query(`ALTER TABLE IF EXISTS ${part} RENAME TO detached_${part}`);
}

/** A run that was killed in the middle leaves a month half detached, or detached under its old name. */
async function finishInterrupted(client: Client): Promise<void> {
  for (const table of TABLES) {
    const pending = await client.query<{ part: string }>(
      'SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent = to_regclass($1) AND inhdetachpending',
      [table],
    );
    for (const { part } of pending.rows) await client.query(`ALTER TABLE ${table} DETACH PARTITION ${part} FINALIZE`);
    const left = await client.query<{ part: string }>(
      `SELECT c.relname AS part FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND i.inhrelid IS NULL AND c.relname ~ ('^' || $1 || '_\\d{4}_\\d{2}$')`,
      [table],
    );
    for (const { part } of left.rows) await rename(client, part);
  }
}
