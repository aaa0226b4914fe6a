import { APPLICATION_ROLE, protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cellsOf, quartersOf, UPSERT_CELLS } from './rollup-functions';
import { SIGNED_SUMS_OF_EVENTS, TOKEN_COLUMNS } from './usage-figures';

/**
 * Corrections: what changed when calls got another price, an entry for each employee, model and month. The function changes
 * the events and what is rolled up of them in one statement, while the watermark stands still.
 */
export class CreateCorrections1763600060200 implements MigrationInterface {
  name = 'CreateCorrections1763600060200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX usage_events_unpriced ON usage_events (tenant_id, provider, model) WHERE cost_nano_usd IS NULL',
    );
    await runner.query(`CREATE TABLE usage_corrections (
      tenant_id uuid NOT NULL, id uuid NOT NULL, corrected_at timestamptz(3) NOT NULL, month date NOT NULL,
      agent_id uuid NOT NULL, draft_name text NOT NULL, agent_name text NOT NULL, provider text NOT NULL, model text NOT NULL,
      price_source text NOT NULL, calls bigint NOT NULL, previous_nano_usd bigint, corrected_nano_usd bigint NOT NULL,
      reason text NOT NULL CHECK (reason IN ('price_arrived', 'price_changed')), corrected_by text NOT NULL,
      PRIMARY KEY (tenant_id, month, agent_id, draft_name, provider, model, price_source, id))`);
    await protectTenantTable(runner, 'usage_corrections', { grants: ['SELECT'] });
    await runner.query('CREATE POLICY bookkeeping ON usage_corrections TO CURRENT_USER USING (true) WITH CHECK (true)');
    await createReprice(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${SIGNATURE}`);
    await runner.query('DROP TABLE usage_corrections');
    await runner.query('DROP INDEX usage_events_unpriced');
  }
}

/** What a correction leaves as it is. */
const SAME = `tenant_id, occurred_at, agent_id, agent_name, kind, provider, model, ${TOKEN_COLUMNS.join(', ')}`;

const SIGNATURE = 'usage_reprice(uuid, uuid[], timestamptz[], bigint[], text[], text, text)';

async function createReprice(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION usage_reprice(
      run uuid, ids uuid[], times timestamptz[], costs bigint[], sources text[], why text, who text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
      business uuid := NULLIF(current_setting('app.tenant_id', true), '')::uuid;
      lo bigint; changes bigint;
    BEGIN
      SELECT rolled_up_to INTO lo FROM usage_watermark FOR SHARE;
      WITH given AS (
        SELECT * FROM unnest(ids, times, costs, sources) AS g(id, occurred_at, new_cost, new_source)),
      before AS MATERIALIZED (
        SELECT e.*, g.new_cost, g.new_source FROM usage_events e JOIN given g USING (id, occurred_at)
        WHERE e.tenant_id = business AND (e.cost_nano_usd, COALESCE(e.price_source, '')) IS DISTINCT FROM (g.new_cost, g.new_source)
        ORDER BY e.occurred_at, e.id FOR UPDATE OF e),
      changed AS (
        UPDATE usage_events e SET cost_nano_usd = b.new_cost, price_source = b.new_source, correction_id = run
        FROM before b WHERE e.tenant_id = business AND e.occurred_at = b.occurred_at AND e.id = b.id),
      swap AS (
        SELECT ${SAME}, price_source, cost_nano_usd, -1 AS sign FROM before WHERE txid < lo
        UNION ALL SELECT ${SAME}, new_source, new_cost, 1 FROM before WHERE txid < lo),
      quarters AS (${quartersOf('swap', SIGNED_SUMS_OF_EVENTS)}),
      cells AS MATERIALIZED (${cellsOf('quarters')}),
      ${UPSERT_CELLS},
      entries AS (
        INSERT INTO usage_corrections (tenant_id, id, corrected_at, month, agent_id, draft_name, agent_name, provider, model,
          price_source, calls, previous_nano_usd, corrected_nano_usd, reason, corrected_by)
        SELECT business, run, now(), date_trunc('month', occurred_at AT TIME ZONE COALESCE(c.time_zone, 'UTC'))::date,
          COALESCE(agent_id, '00000000-0000-0000-0000-000000000000'), CASE WHEN agent_id IS NULL THEN agent_name ELSE '' END,
          max(agent_name), provider, model, new_source, count(*), sum(cost_nano_usd), sum(new_cost), why, who
        FROM before b LEFT JOIN usage_calendars c USING (tenant_id)
        GROUP BY 4, 5, 6, provider, model, new_source
        ON CONFLICT (tenant_id, month, agent_id, draft_name, provider, model, price_source, id) DO UPDATE SET
          calls = usage_corrections.calls + EXCLUDED.calls,
          previous_nano_usd = usage_corrections.previous_nano_usd + EXCLUDED.previous_nano_usd,
          corrected_nano_usd = usage_corrections.corrected_nano_usd + EXCLUDED.corrected_nano_usd)
      SELECT count(*) INTO changes FROM before;
      RETURN changes;
    END $$`);
  await runner.query(`REVOKE ALL ON FUNCTION ${SIGNATURE} FROM PUBLIC`);
  await runner.query(`GRANT EXECUTE ON FUNCTION ${SIGNATURE} TO ${APPLICATION_ROLE}`);
}
