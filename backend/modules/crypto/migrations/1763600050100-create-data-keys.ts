import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data keys of businesses, each wrapped by a key service. They are never deleted: a secret may be under them. */
export class CreateDataKeys1763600050100 implements MigrationInterface {
  name = 'CreateDataKeys1763600050100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE tenant_data_keys (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
      wrapped_key text NOT NULL, wrapping_key_id text NOT NULL, created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id))`);
    await protectTenantTable(runner, 'tenant_data_keys', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tenant_data_keys');
  }
}
