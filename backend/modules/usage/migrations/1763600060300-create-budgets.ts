import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What keeps a month within its budget: what calls under way may cost at most, the budget of the whole business, what was
 * granted on top, and which thresholds have been told of.
 */
export class CreateBudgets1763600060300 implements MigrationInterface {
  name = 'CreateBudgets1763600060300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE budget_reservations (
      tenant_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid, amount_nano_usd bigint NOT NULL CHECK (amount_nano_usd >= 0),
      expires_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`);
    await runner.query(`CREATE TABLE business_budgets (
      tenant_id uuid PRIMARY KEY, limit_nano_usd bigint NOT NULL CHECK (limit_nano_usd > 0),
      at_limit text NOT NULL CHECK (at_limit IN ('alert_only', 'cheaper_model', 'stop')), updated_at timestamptz(3) NOT NULL)`);
    await runner.query(`CREATE TABLE budget_overtimes (
      tenant_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid, month date NOT NULL,
      amount_nano_usd bigint NOT NULL CHECK (amount_nano_usd > 0), granted_by text NOT NULL, granted_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id))`);
    await runner.query('CREATE INDEX budget_overtimes_by_month ON budget_overtimes (tenant_id, month)');
    await runner.query(`CREATE TABLE budget_thresholds (
      tenant_id uuid NOT NULL, scope_id uuid NOT NULL, month date NOT NULL, percent integer NOT NULL CHECK (percent IN (80, 100)),
      crossed_at timestamptz(3) NOT NULL, PRIMARY KEY (tenant_id, scope_id, month, percent))`);
    await protectTenantTable(runner, 'budget_reservations');
    await protectTenantTable(runner, 'business_budgets');
    await protectTenantTable(runner, 'budget_overtimes', { grants: ['SELECT', 'INSERT'] });
    await protectTenantTable(runner, 'budget_thresholds', { grants: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['budget_thresholds', 'budget_overtimes', 'business_budgets', 'budget_reservations'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
