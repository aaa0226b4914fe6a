import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Businesses' own model keys. One that was deleted keeps its name for the reports, and nothing of its secret. */
export class CreateModelKeys1763600050200 implements MigrationInterface {
  name = 'CreateModelKeys1763600050200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE model_keys (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
      provider text NOT NULL, label text NOT NULL, key_hint text NOT NULL, base_url text,
      secret_ciphertext text, secret_key_id text,
      created_at timestamptz(3) NOT NULL, created_by uuid, created_by_name text NOT NULL,
      replaced_at timestamptz(3), last_used_at timestamptz(3),
      checked_at timestamptz(3) NOT NULL, check_verdict text NOT NULL, check_code text, check_model text,
      failing_since timestamptz(3), failure_code text,
      deleted_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      CHECK (num_nonnulls(secret_ciphertext, secret_key_id) = CASE WHEN deleted_at IS NULL THEN 2 ELSE 0 END),
      CHECK ((failing_since IS NULL) = (failure_code IS NULL)))`);
    await runner.query(
      'CREATE UNIQUE INDEX model_keys_by_provider ON model_keys (tenant_id, provider) WHERE deleted_at IS NULL',
    );
    await protectTenantTable(runner, 'model_keys', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_keys');
  }
}
