import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What providers say that they charged, to be held against the books. */
export class CreateReconciliations1763600073200 implements MigrationInterface {
  name = 'CreateReconciliations1763600073200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE usage_reconciliations (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, provider text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('export', 'invoice')), name text NOT NULL,
      first_day date NOT NULL, last_day date NOT NULL, total_nano_usd bigint, lines jsonb NOT NULL,
      created_by text NOT NULL, created_at timestamptz(3) NOT NULL, PRIMARY KEY (tenant_id, id))`);
    await protectTenantTable(runner, 'usage_reconciliations', { grants: ['SELECT', 'INSERT', 'DELETE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_reconciliations');
  }
}
