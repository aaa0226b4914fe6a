import { APPLICATION_ROLE, protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createFoldFunctions } from './rollup-functions';

/** Messages by month, as calls have them: reports read whole months, and single days only at their ends. */
export class CreateMessageMonths1763600060210 implements MigrationInterface {
  name = 'CreateMessageMonths1763600060210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message_months (
      tenant_id uuid NOT NULL, month date NOT NULL, agent_id uuid NOT NULL, channel_kind text NOT NULL,
      inbound bigint NOT NULL, outbound bigint NOT NULL, PRIMARY KEY (tenant_id, month, agent_id, channel_kind))`);
    await protectTenantTable(runner, 'message_months', { grants: ['SELECT'] });
    await runner.query('CREATE POLICY bookkeeping ON message_months TO CURRENT_USER USING (true) WITH CHECK (true)');
    await runner.query('SELECT rolled_up_to FROM usage_watermark FOR UPDATE');
    await runner.query(`INSERT INTO message_months (tenant_id, month, agent_id, channel_kind, inbound, outbound)
      SELECT tenant_id, date_trunc('month', day)::date, agent_id, channel_kind, sum(inbound), sum(outbound)
      FROM message_days GROUP BY 1, 2, 3, 4`);
    await createFoldFunctions(runner, APPLICATION_ROLE, { hasMessageMonths: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await createFoldFunctions(runner, APPLICATION_ROLE, { hasMessageMonths: false });
    await runner.query('DROP TABLE message_months');
  }
}
