import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies that cost more than was held for them: by so much a month can end above a budget that stops. */
export class CreateEstimateErrors1763600074100 implements MigrationInterface {
  name = 'CreateEstimateErrors1763600074100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE budget_estimate_errors (
      tenant_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid NOT NULL, held_nano_usd bigint NOT NULL CHECK (held_nano_usd >= 0),
      cost_nano_usd bigint NOT NULL CHECK (cost_nano_usd > held_nano_usd), settled_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id))`);
    await runner.query('CREATE INDEX budget_estimate_errors_by_time ON budget_estimate_errors (tenant_id, settled_at)');
    await protectTenantTable(runner, 'budget_estimate_errors', { grants: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_estimate_errors');
  }
}
