import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTable, protectTenantTable } from '@konstruct/platform';

/** Rounds of comparing what is stored with what Stripe says, and what each business's comparison found. */
export class CreateReconciliations1763600040060 implements MigrationInterface {
  name = 'CreateReconciliations1763600040060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE billing_reconciliations (
      id uuid PRIMARY KEY, started_at timestamptz(3) NOT NULL, started_by text NOT NULL, total integer NOT NULL)`);
    await grantTable(runner, 'billing_reconciliations', ['SELECT', 'INSERT']);
    await runner.query(`CREATE TABLE billing_reconciliation_results (
      tenant_id uuid NOT NULL REFERENCES tenants (id), reconciliation_id uuid NOT NULL REFERENCES billing_reconciliations (id),
      outcome text NOT NULL CHECK (outcome IN ('same', 'drifted', 'failed')), finished_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, reconciliation_id))`);
    await runner.query(
      'CREATE INDEX billing_reconciliation_results_by_round ON billing_reconciliation_results (reconciliation_id)',
    );
    await protectTenantTable(runner, 'billing_reconciliation_results', { grants: ['SELECT', 'INSERT'] });
    await runner.query(
      `CREATE POLICY platform_listing ON billing_reconciliation_results FOR SELECT USING (current_setting('app.scope', true) = 'platform')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE billing_reconciliation_results');
    await runner.query('DROP TABLE billing_reconciliations');
  }
}
