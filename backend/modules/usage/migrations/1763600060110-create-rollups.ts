import { APPLICATION_ROLE, grantTable, protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createFoldFunctions } from './rollup-functions';
import { FIGURE_DECLARATIONS } from './usage-figures';

/** Drafts that were never saved have no id, and a key takes no null. */
const WHO = `agent_id uuid NOT NULL, draft_name text NOT NULL, agent_name text NOT NULL`;

const ROLLUPS: Readonly<Record<string, string>> = {
  usage_hours: `hour timestamptz NOT NULL, ${WHO}, provider text NOT NULL, model text NOT NULL, ${FIGURE_DECLARATIONS},
    PRIMARY KEY (tenant_id, hour, agent_id, draft_name, provider, model)`,
  usage_days_by_agent: `day date NOT NULL, ${WHO}, ${FIGURE_DECLARATIONS}, PRIMARY KEY (tenant_id, day, agent_id, draft_name)`,
  usage_days_by_model: `day date NOT NULL, provider text NOT NULL, model text NOT NULL, ${FIGURE_DECLARATIONS},
    PRIMARY KEY (tenant_id, day, provider, model)`,
  usage_months: `month date NOT NULL, ${WHO}, provider text NOT NULL, model text NOT NULL, price_source text NOT NULL,
    ${FIGURE_DECLARATIONS}, PRIMARY KEY (tenant_id, month, agent_id, draft_name, provider, model, price_source)`,
  usage_conversation_months: `month date NOT NULL, agent_id uuid NOT NULL, conversation_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, month, agent_id, conversation_id)`,
  usage_agent_months: `month date NOT NULL, agent_id uuid NOT NULL, conversations bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, month, agent_id)`,
  message_hours: `hour timestamptz NOT NULL, agent_id uuid NOT NULL, channel_kind text NOT NULL, inbound bigint NOT NULL, outbound bigint NOT NULL,
    PRIMARY KEY (tenant_id, hour, agent_id, channel_kind)`,
  message_days: `day date NOT NULL, agent_id uuid NOT NULL, channel_kind text NOT NULL, inbound bigint NOT NULL, outbound bigint NOT NULL,
    PRIMARY KEY (tenant_id, day, agent_id, channel_kind)`,
  /** The zone whose hours, days and months the rollups of a business have. */
  usage_calendars: `time_zone text NOT NULL, PRIMARY KEY (tenant_id)`,
};

/**
 * A rollup for each chart, in the hours, days and months of the business, and how far they have come. The program reads them;
 * only functions of the owner write them, so that no tenant's transaction can, and one job can do it for all.
 */
export class CreateRollups1763600060110 implements MigrationInterface {
  name = 'CreateRollups1763600060110';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(ROLLUPS)) {
      await runner.query(`CREATE TABLE ${table} (tenant_id uuid NOT NULL, ${columns})`);
      await protectTenantTable(runner, table, { grants: ['SELECT'] });
      await runner.query(`CREATE POLICY bookkeeping ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    }
    await runner.query('CREATE POLICY bookkeeping ON tenants FOR SELECT TO CURRENT_USER USING (true)');
    await runner.query(`CREATE TABLE usage_watermark (
      is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), rolled_up_to bigint NOT NULL, rolled_up_at timestamptz NOT NULL DEFAULT now())`);
    await runner.query('INSERT INTO usage_watermark (rolled_up_to) VALUES (0)');
    await grantTable(runner, 'usage_watermark', ['SELECT']);
    await createFoldFunctions(runner, APPLICATION_ROLE, { hasMessageMonths: false });
    await runner.query('SELECT usage_roll_up()');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of ['usage_roll_up()', 'usage_rebuild(uuid, date)', 'usage_adopt_time_zone()'])
      await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query(
      'DROP FUNCTION usage_unrolled(timestamptz, timestamptz), messages_unrolled(timestamptz, timestamptz)',
    );
    await runner.query('DROP FUNCTION usage_fold(text, text), usage_known_zone(text)');
    await runner.query('DROP TABLE usage_watermark');
    await runner.query('DROP POLICY bookkeeping ON tenants');
    for (const table of Object.keys(ROLLUPS)) await runner.query(`DROP TABLE ${table}`);
  }
}
