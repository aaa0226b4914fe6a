import type { QueryRunner } from 'typeorm';
import { addTo, FIGURE_COLUMNS, SUMS_OF_EVENTS, SUMS_OF_SUMS } from './usage-figures';

const NOBODY = `'00000000-0000-0000-0000-000000000000'::uuid`;
const SAFE = 'SET search_path = pg_catalog, public';

/** Every zone's clock differs from UTC by whole quarters of an hour, so quarters need no zone and sum up to its hours. */
const QUARTER = `date_bin('15 minutes', occurred_at, TIMESTAMPTZ '2000-01-01 00:00:00+00')`;

const WHO = 'agent_id, draft_name';

/** A rollup that is summed from the cells, by its key. */
function upsert(table: string, key: string, { names }: { names: boolean }): string {
  const extra = names ? ', agent_name' : '';
  return `INSERT INTO ${table} (tenant_id, ${key}${extra}, ${FIGURE_COLUMNS})
    SELECT tenant_id, ${key}${names ? ', max(agent_name)' : ''}, ${SUMS_OF_SUMS} FROM cells
    GROUP BY tenant_id, ${key} ORDER BY tenant_id, ${key}
    ON CONFLICT (tenant_id, ${key}) DO UPDATE SET ${names ? 'agent_name = EXCLUDED.agent_name, ' : ''}${addTo(table)}`;
}

function upsertMessages(table: string, time: string): string {
  return `INSERT INTO ${table} (tenant_id, ${time}, agent_id, channel_kind, inbound, outbound)
    SELECT tenant_id, ${time}, agent_id, channel_kind, sum(inbound), sum(outbound) FROM message_cells
    GROUP BY tenant_id, ${time}, agent_id, channel_kind ORDER BY tenant_id, ${time}, agent_id, channel_kind
    ON CONFLICT (tenant_id, ${time}, agent_id, channel_kind)
    DO UPDATE SET inbound = ${table}.inbound + EXCLUDED.inbound, outbound = ${table}.outbound + EXCLUDED.outbound`;
}

/** Events by quarter, agent, model and price: what every rollup is summed from. */
export function quartersOf(events: string, sums: string): string {
  return `SELECT tenant_id, ${QUARTER} AS quarter, COALESCE(agent_id, ${NOBODY}) AS agent_id,
      CASE WHEN agent_id IS NULL THEN agent_name ELSE '' END AS draft_name, max(agent_name) AS agent_name,
      provider, model, COALESCE(price_source, '') AS price_source, ${sums}
    FROM ${events} GROUP BY 1, 2, 3, 4, provider, model, 8`;
}

/** Quarters as hours, days and months of their business. */
export function cellsOf(quarters: string): string {
  return `SELECT q.*, date_trunc('hour', quarter, zone.name) AS hour, (quarter AT TIME ZONE zone.name)::date AS day,
        date_trunc('month', quarter AT TIME ZONE zone.name)::date AS month
      FROM ${quarters} q LEFT JOIN usage_calendars c USING (tenant_id), LATERAL (SELECT COALESCE(c.time_zone, 'UTC') AS name) zone`;
}

/** Adds the cells to each rollup of cost. */
export const UPSERT_CELLS = `
  hours AS (${upsert('usage_hours', `hour, ${WHO}, provider, model`, { names: true })}),
  days_by_agent AS (${upsert('usage_days_by_agent', `day, ${WHO}`, { names: true })}),
  days_by_model AS (${upsert('usage_days_by_model', 'day, provider, model', { names: false })}),
  months AS (${upsert('usage_months', `month, ${WHO}, provider, model, price_source`, { names: true })})`;

/**
 * One statement, so that all rollups are of one snapshot; rows are written in the order of their keys, so that nobody waits in
 * a circle. %1$s tells which events, %2$s which of the business's months.
 */
function fold(hasMessageMonths: boolean): string {
  const months = hasMessageMonths ? `,\n  months_of_messages AS (${upsertMessages('message_months', 'month')})` : '';
  return `${FOLD_HEAD}${months}${FOLD_RESULT}`;
}

const FOLD_HEAD = `
  WITH quarters AS (${quartersOf('usage_events WHERE %1$s', SUMS_OF_EVENTS)}),
  cells AS MATERIALIZED (
    SELECT * FROM (${cellsOf('quarters')}) local
    WHERE %2$s),
  talks AS (
    SELECT DISTINCT tenant_id, ${QUARTER} AS quarter, agent_id, conversation_id FROM usage_events
    WHERE %1$s AND kind = 'reply' AND outcome = 'ok' AND conversation_id IS NOT NULL),
  new_talks AS (
    INSERT INTO usage_conversation_months (tenant_id, month, agent_id, conversation_id)
    SELECT DISTINCT tenant_id, month, agent_id, conversation_id FROM (
      SELECT t.*, date_trunc('month', quarter AT TIME ZONE COALESCE(c.time_zone, 'UTC'))::date AS month
      FROM talks t LEFT JOIN usage_calendars c USING (tenant_id)) local
    WHERE %2$s ORDER BY 1, 2, 3, 4
    ON CONFLICT DO NOTHING RETURNING tenant_id, month, agent_id),
  agent_months AS (
    INSERT INTO usage_agent_months (tenant_id, month, agent_id, conversations)
    SELECT tenant_id, month, agent_id, count(*) FROM new_talks GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (tenant_id, month, agent_id) DO UPDATE SET conversations = usage_agent_months.conversations + EXCLUDED.conversations),
  ${UPSERT_CELLS},
  message_quarters AS (
    SELECT tenant_id, ${QUARTER} AS quarter, agent_id, channel_kind,
      count(*) FILTER (WHERE direction = 'inbound') AS inbound, count(*) FILTER (WHERE direction = 'outbound') AS outbound
    FROM message_events WHERE %1$s GROUP BY 1, 2, 3, 4),
  message_cells AS MATERIALIZED (
    SELECT * FROM (${cellsOf('message_quarters')}) local
    WHERE %2$s),
  hours_of_messages AS (${upsertMessages('message_hours', 'hour')}),
  days_of_messages AS (${upsertMessages('message_days', 'day')})`;

const FOLD_RESULT = `
  SELECT (SELECT COALESCE(sum(calls + fees), 0) FROM cells) + (SELECT COALESCE(sum(inbound + outbound), 0) FROM message_cells)`;

/** All functions that keep rollups; see ADR 28 and 29. */
export async function createFoldFunctions(
  runner: QueryRunner,
  applicationRole: string,
  { hasMessageMonths }: { readonly hasMessageMonths: boolean },
): Promise<void> {
  await runner.query(`CREATE OR REPLACE FUNCTION usage_known_zone(name text) RETURNS text LANGUAGE plpgsql ${SAFE} AS $$
    BEGIN
      PERFORM now() AT TIME ZONE name;
      RETURN name;
    EXCEPTION WHEN invalid_parameter_value THEN RETURN 'UTC';
    END $$`);
  await runner.query(`CREATE OR REPLACE FUNCTION usage_fold(events text, months text) RETURNS bigint LANGUAGE plpgsql ${SAFE} AS $fold$
    DECLARE folded bigint;
    BEGIN
      EXECUTE format($sql$${fold(hasMessageMonths)}$sql$, events, months) INTO folded;
      RETURN folded;
    END $fold$`);
  await createRollUp(runner);
  await createRebuild(runner, hasMessageMonths ? ['message_months'] : []);
  await createReaders(runner);
  const signatures = [
    'usage_known_zone(text)',
    'usage_fold(text, text)',
    'usage_first_whole_month(uuid)',
    'usage_roll_up()',
    'usage_rebuild(uuid, date)',
    'usage_adopt_time_zone()',
  ];
  for (const signature of signatures) await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
  for (const signature of signatures.slice(2))
    await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${applicationRole}`);
}

/**
 * What was committed since the last time. A transaction id below the snapshot's oldest running one is finished for good:
 * nothing of it can appear later, which neither a sequence nor a time could promise. The lock waits for who attaches a month:
 * a transaction counts as finished a moment before others learn of the month that it made, and its events would be passed over.
 */
async function createRollUp(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE OR REPLACE FUNCTION usage_roll_up() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER ${SAFE} SET enable_seqscan = off AS $$
    DECLARE lo bigint; hi bigint; is_anything_new boolean; folded bigint;
    BEGIN
      LOCK TABLE ONLY usage_events, ONLY message_events IN SHARE UPDATE EXCLUSIVE MODE;
      SELECT rolled_up_to INTO lo FROM usage_watermark FOR UPDATE;
      hi := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
      IF hi <= lo THEN RETURN 0; END IF;
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM usage_events WHERE txid >= %1$s AND txid < %2$s) OR EXISTS (SELECT 1 FROM message_events WHERE txid >= %1$s AND txid < %2$s)', lo, hi)
        INTO is_anything_new;
      IF NOT is_anything_new THEN RETURN 0; END IF;
      INSERT INTO usage_calendars (tenant_id, time_zone)
      SELECT id, usage_known_zone(time_zone) FROM tenants t WHERE NOT EXISTS (SELECT 1 FROM usage_calendars c WHERE c.tenant_id = t.id);
      folded := usage_fold(format('txid >= %s AND txid < %s', lo, hi), 'true');
      UPDATE usage_watermark SET rolled_up_to = hi, rolled_up_at = clock_timestamp();
      RETURN folded;
    END $$`);
}

/** Sums a business's month anew, or with the business's new time zone all of its months that still have all their events. */
async function createRebuild(runner: QueryRunner, more: readonly string[]): Promise<void> {
  const clear = (of: (column: string) => string): string =>
    [
      ...['usage_hours', 'message_hours'].map((table) => [table, '(hour AT TIME ZONE zone)::date'] as const),
      ...['usage_days_by_agent', 'usage_days_by_model', 'message_days'].map((table) => [table, 'day'] as const),
      ...['usage_months', 'usage_conversation_months', 'usage_agent_months', ...more].map(
        (table) => [table, 'month'] as const,
      ),
    ]
      .map(([table, column]) => `DELETE FROM ${table} t WHERE t.tenant_id = business AND ${of(column)};`)
      .join('\n      ');
  await runner.query(`CREATE OR REPLACE FUNCTION usage_first_whole_month(business uuid) RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER ${SAFE} AS $$
    DECLARE kept date;
    BEGIN
      SELECT to_date(min(substring(relid::text FROM '\\d{4}_\\d{2}$')), 'YYYY_MM') INTO kept
        FROM pg_partition_tree('usage_events') WHERE isleaf;
      RETURN CASE WHEN EXISTS (SELECT 1 FROM usage_days_by_agent WHERE tenant_id = business AND day < kept - 1)
        OR EXISTS (SELECT 1 FROM message_days WHERE tenant_id = business AND day < kept - 1)
        THEN (kept + INTERVAL '1 month')::date ELSE DATE '-infinity' END;
    END $$`);
  await runner.query(`CREATE OR REPLACE FUNCTION usage_rebuild(business uuid, only_month date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER ${SAFE} AS $$
    DECLARE hi bigint; zone text; first date := date_trunc('month', only_month)::date;
    BEGIN
      IF first < usage_first_whole_month(business) THEN
        RAISE EXCEPTION 'the events of % were detached: its sums stay as they are', to_char(first, 'YYYY-MM');
      END IF;
      SELECT rolled_up_to INTO hi FROM usage_watermark FOR UPDATE;
      SELECT time_zone INTO zone FROM usage_calendars WHERE tenant_id = business;
      ${clear((column) => `date_trunc('month', ${column})::date = first`)}
      RETURN usage_fold(
        format('tenant_id = %L AND txid < %s AND occurred_at >= %L AND occurred_at < %L', business, hi,
          first - 2, (first + INTERVAL '1 month')::date + 2),
        format('month = %L', first));
    END $$`);
  await runner.query(`CREATE OR REPLACE FUNCTION usage_adopt_time_zone() RETURNS text LANGUAGE plpgsql SECURITY DEFINER ${SAFE} AS $$
    DECLARE
      business uuid := NULLIF(current_setting('app.tenant_id', true), '')::uuid;
      hi bigint; zone text; wanted text; first date;
    BEGIN
      SELECT usage_known_zone(time_zone) INTO wanted FROM tenants WHERE id = business;
      SELECT time_zone INTO zone FROM usage_calendars WHERE tenant_id = business;
      IF wanted IS NULL OR zone IS NULL OR wanted = zone THEN RETURN COALESCE(zone, wanted); END IF;
      SELECT rolled_up_to INTO hi FROM usage_watermark FOR UPDATE;
      -- Months whose events were detached stay in the zone that they were summed in.
      first := usage_first_whole_month(business);
      ${clear((column) => `date_trunc('month', ${column})::date >= first`)}
      UPDATE usage_calendars SET time_zone = wanted WHERE tenant_id = business;
      PERFORM usage_fold(format('tenant_id = %L AND txid < %s', business, hi), format('month >= %L', first));
      RETURN wanted;
    END $$`);
}

/**
 * What is not in the rollups yet, for the current business. Being stable, they see the snapshot of the statement that calls
 * them, so rollup and rest never overlap; the watermark stands in the text, because Postgres plans badly without knowing it.
 */
async function createReaders(runner: QueryRunner): Promise<void> {
  for (const [name, table] of [
    ['usage_unrolled', 'usage_events'],
    ['messages_unrolled', 'message_events'],
  ]) {
    await runner.query(`CREATE OR REPLACE FUNCTION ${name}(since timestamptz, until timestamptz) RETURNS SETOF ${table}
      LANGUAGE plpgsql STABLE ${SAFE} SET enable_seqscan = off AS $$
      DECLARE lo bigint;
      BEGIN
        SELECT rolled_up_to INTO lo FROM usage_watermark;
        RETURN QUERY EXECUTE format('SELECT * FROM ${table} WHERE tenant_id = %L AND txid >= %s AND occurred_at >= %L AND occurred_at < %L',
          NULLIF(current_setting('app.tenant_id', true), ''), lo, since, until);
      END $$`);
  }
}
