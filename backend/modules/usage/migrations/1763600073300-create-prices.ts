import { grantTable, protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prices that came after the catalogue: imported ones, which are everybody's, and those of a business's own contracts. They are
 * added and never changed; what is in the books changes only by a re-pricing, which is on record as well.
 */
export class CreatePrices1763600073300 implements MigrationInterface {
  name = 'CreatePrices1763600073300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE price_imports (
      id uuid PRIMARY KEY, source text NOT NULL, imported_by text NOT NULL, imported_at timestamptz(3) NOT NULL)`);
    await runner.query(`CREATE TABLE imported_prices (
      import_id uuid NOT NULL REFERENCES price_imports (id), seller text NOT NULL, model text NOT NULL, match jsonb NOT NULL,
      effective_from date NOT NULL, daily_from text NOT NULL DEFAULT '', price jsonb NOT NULL,
      PRIMARY KEY (seller, model, effective_from, daily_from))`);
    await grantTable(runner, 'price_imports', ['SELECT', 'INSERT']);
    await grantTable(runner, 'imported_prices', ['SELECT', 'INSERT']);
    await runner.query(`CREATE TABLE own_prices (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, provider text NOT NULL, model text NOT NULL,
      effective_from date NOT NULL, effective_until date CHECK (effective_until > effective_from), dollars jsonb NOT NULL,
      note text NOT NULL, set_by text NOT NULL, set_at timestamptz(3) NOT NULL, PRIMARY KEY (tenant_id, id))`);
    await runner.query(
      'CREATE UNIQUE INDEX own_prices_by_day ON own_prices (tenant_id, provider, model, effective_from)',
    );
    await protectTenantTable(runner, 'own_prices');
    await runner.query(`CREATE TABLE usage_repricings (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, scope text NOT NULL CHECK (scope IN ('unpriced', 'priced')),
      provider text, model text, since timestamptz NOT NULL, until timestamptz NOT NULL,
      status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done')),
      at_time timestamptz, at_id uuid, seen bigint NOT NULL DEFAULT 0, changed bigint NOT NULL DEFAULT 0,
      difference_nano_usd bigint NOT NULL DEFAULT 0,
      requested_by text NOT NULL, requested_at timestamptz(3) NOT NULL, finished_at timestamptz(3), PRIMARY KEY (tenant_id, id))`);
    await protectTenantTable(runner, 'usage_repricings', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['usage_repricings', 'own_prices', 'imported_prices', 'price_imports'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
