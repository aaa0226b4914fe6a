import { APPLICATION_ROLE, protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TOKEN_COLUMNS } from './usage-figures';

const TABLES = ['usage_events', 'message_events'] as const;

/**
 * Events by month. The id sorts by the time that it was minted at and `occurred_at` is derived from it, so that the key
 * recognises an event that is there; `txid` is what rollups are kept by. Events carry their agent's name and have no foreign
 * keys: they outlive what they tell of, and a check for each row would cost more than the row.
 */
export class PartitionEvents1763600060100 implements MigrationInterface {
  name = 'PartitionEvents1763600060100';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} RENAME TO old_${table}`);
      await runner.query(`ALTER INDEX ${table}_pkey RENAME TO old_${table}_pkey`);
      await runner.query(`DROP INDEX ${table}_by_time`);
      // Forced security would hide the rows from the owner as well.
      await runner.query(`ALTER TABLE old_${table} NO FORCE ROW LEVEL SECURITY`);
    }
    await runner.query('DROP INDEX usage_events_by_agent');
    await createUsageEvents(runner);
    await createMessageEvents(runner);
    for (const table of TABLES) {
      await runner.query(
        `CREATE INDEX ${table}_by_transaction ON ${table} USING brin (txid) WITH (pages_per_range = 32, autosummarize = on)`,
      );
      await protectTenantTable(runner, table, { grants: ['SELECT', 'INSERT'] });
      await runner.query(`CREATE POLICY bookkeeping ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    }
    await createMonthFunction(runner);
    await moveRows(runner);
    for (const table of TABLES) await runner.query(`DROP TABLE old_${table}`);
  }

  down(): Promise<void> {
    throw new Error('Events are not put back into tables without months: restore a backup instead.');
  }
}

async function createUsageEvents(runner: QueryRunner): Promise<void> {
  const tokens = TOKEN_COLUMNS.map((column) => `${column} bigint NOT NULL DEFAULT 0 CHECK (${column} >= 0)`);
  await runner.query(`CREATE TABLE usage_events (
    tenant_id uuid NOT NULL, id uuid NOT NULL, occurred_at timestamptz(3) NOT NULL,
    txid bigint NOT NULL DEFAULT txid_current(),
    agent_id uuid, agent_name text NOT NULL, conversation_id uuid,
    kind text NOT NULL CHECK (kind IN ('reply', 'try', 'fee')), channel_kind text,
    provider text NOT NULL, model text NOT NULL, key_id uuid,
    ${tokens.join(', ')},
    usage_source text NOT NULL CHECK (usage_source IN ('provider', 'estimated', 'none')),
    cost_nano_usd bigint CHECK (cost_nano_usd >= 0), price_source text, correction_id uuid,
    latency_ms integer NOT NULL, outcome text NOT NULL,
    PRIMARY KEY (tenant_id, occurred_at, id),
    CHECK (kind = 'try' OR agent_id IS NOT NULL)) PARTITION BY RANGE (occurred_at)`);
  await runner.query(
    'CREATE INDEX usage_events_by_conversation ON usage_events (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL',
  );
}

async function createMessageEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE message_events (
    tenant_id uuid NOT NULL, id uuid NOT NULL, occurred_at timestamptz(3) NOT NULL,
    txid bigint NOT NULL DEFAULT txid_current(),
    agent_id uuid NOT NULL, conversation_id uuid NOT NULL, channel_kind text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    PRIMARY KEY (tenant_id, occurred_at, id)) PARTITION BY RANGE (occurred_at)`);
}

/**
 * Months are made ahead by the worker, or by whoever finds one missing. The program owns nothing, so it asks this function
 * of the owner. A new table is filled in and then attached, which does not keep anyone from writing.
 */
export async function createMonthFunction(runner: QueryRunner): Promise<void> {
  // Said outright, so that it also holds in a copy of the database that somebody else owns.
  await runner.query('GRANT CREATE ON SCHEMA public TO CURRENT_USER');
  await runner.query(`CREATE OR REPLACE FUNCTION usage_ensure_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
      first date := date_trunc('month', month)::date;
      parent text; part text;
    BEGIN
      IF first < DATE '2015-01-01' OR first > DATE '2199-12-01' THEN
        RAISE EXCEPTION 'no month of this business: %', month;
      END IF;
      FOREACH parent IN ARRAY ARRAY['${TABLES.join("', '")}'] LOOP
        part := parent || to_char(first, '_YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
        PERFORM pg_advisory_xact_lock(hashtextextended('usage_ensure_month', 0));
        -- A query sees what others committed meanwhile; to_regclass may still answer from this session's cache.
        CONTINUE WHEN EXISTS (SELECT 1 FROM pg_class WHERE relname = part AND relnamespace = 'public'::regnamespace);
        EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', part, parent);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part);
        EXECUTE format('CREATE POLICY tenant_isolation ON public.%I USING (tenant_id = NULLIF(current_setting(''app.tenant_id'', true), '''')::uuid)', part);
        EXECUTE format('CREATE POLICY bookkeeping ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', part);
        EXECUTE format('GRANT SELECT ON public.%I TO ${APPLICATION_ROLE}', part);
        EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', parent, part,
          first::text || ' 00:00:00+00', (first + INTERVAL '1 month')::date::text || ' 00:00:00+00');
      END LOOP;
    END $$`);
  await runner.query('REVOKE ALL ON FUNCTION usage_ensure_month(date) FROM PUBLIC');
  await runner.query(`GRANT EXECUTE ON FUNCTION usage_ensure_month(date) TO ${APPLICATION_ROLE}`);
}

async function moveRows(runner: QueryRunner): Promise<void> {
  await runner.query(`SELECT usage_ensure_month(month::date) FROM (
    SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * INTERVAL '1 month' AS month FROM generate_series(0, 2) AS ahead
    UNION SELECT date_trunc('month', occurred_at AT TIME ZONE 'UTC') FROM old_usage_events
    UNION SELECT date_trunc('month', occurred_at AT TIME ZONE 'UTC') FROM old_message_events) months`);
  await runner.query(`INSERT INTO usage_events (tenant_id, id, occurred_at, agent_id, agent_name, conversation_id, kind, channel_kind,
      provider, model, input_uncached_tokens, cache_read_tokens, cache_write_5m_tokens, output_text_tokens, reasoning_tokens,
      usage_source, cost_nano_usd, price_source, latency_ms, outcome)
    SELECT tenant_id, id, occurred_at, agent_id, agent_name, conversation_id, kind, channel_kind,
      provider, model, input_uncached_tokens, cache_read_tokens, cache_write_tokens, output_text_tokens, reasoning_tokens,
      usage_source, cost_nano_usd, price_source, latency_ms, outcome FROM old_usage_events`);
  await runner.query(`INSERT INTO message_events (tenant_id, id, occurred_at, agent_id, conversation_id, channel_kind, direction)
    SELECT tenant_id, id, occurred_at, agent_id, conversation_id, channel_kind, direction FROM old_message_events`);
}
