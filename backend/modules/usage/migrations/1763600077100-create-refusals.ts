import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last reply of a month that a budget had no room for, and what it could have cost: a budget stops before it is spent. */
export class CreateRefusals1763600077100 implements MigrationInterface {
  name = 'CreateRefusals1763600077100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE budget_refusals (
      tenant_id uuid NOT NULL, scope_id uuid NOT NULL, month date NOT NULL, amount_nano_usd bigint NOT NULL CHECK (amount_nano_usd >= 0),
      refused_at timestamptz(3) NOT NULL, PRIMARY KEY (tenant_id, scope_id, month))`);
    await protectTenantTable(runner, 'budget_refusals', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_refusals');
  }
}
