import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/**
 * Whose a payment is: disputes name nothing else. And a business may have had several customers: one that was deleted in Stripe
 * is replaced by another.
 */
export class RoutePayments1763600040030 implements MigrationInterface {
  name = 'RoutePayments1763600040030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_customers DROP COLUMN is_live_mode');
    await runner.query('CREATE INDEX stripe_customers_by_tenant ON stripe_customers (tenant_id)');
    await runner.query(`CREATE TABLE stripe_payments (
      payment_id text PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants (id))`);
    await protectTenantTable(runner, 'stripe_payments', { grants: ['SELECT', 'INSERT'] });
    await runner.query('CREATE POLICY route_lookup ON stripe_payments FOR SELECT USING (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stripe_payments');
    await runner.query('DROP INDEX stripe_customers_by_tenant');
    await runner.query('ALTER TABLE stripe_customers ADD COLUMN is_live_mode boolean NOT NULL DEFAULT false');
  }
}
