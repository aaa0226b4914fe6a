import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CURRENT_USER = `NULLIF(current_setting('app.user_id', true), '')::uuid`;

/**
 * Businesses, who belongs to them, and who is invited. A person also sees the businesses and memberships of their own
 * outside a tenant's transaction, to choose between them; changing anything needs the tenant's transaction.
 */
export class CreateTenants1763600000010 implements MigrationInterface {
  name = 'CreateTenants1763600000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await protectTenantTable(runner, 'tenants', { tenantColumn: 'id', grants: ['SELECT', 'INSERT', 'UPDATE'] });
    await protectTenantTable(runner, 'memberships');
    await protectTenantTable(runner, 'invitations');
    await runner.query(`CREATE POLICY own_memberships ON memberships FOR SELECT USING (user_id = ${CURRENT_USER})`);
    await runner.query(`CREATE POLICY own_tenants ON tenants FOR SELECT USING (
      id IN (SELECT m.tenant_id FROM memberships m WHERE m.user_id = ${CURRENT_USER}))`);
    await runner.query(
      `CREATE POLICY platform_listing ON tenants FOR SELECT USING (current_setting('app.scope', true) = 'platform')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY platform_listing ON tenants');
    await runner.query('DROP POLICY own_tenants ON tenants');
    await runner.query('DROP TABLE invitations');
    await runner.query('DROP TABLE memberships');
    await runner.query('DROP TABLE tenants');
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE tenants (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    slug text NOT NULL UNIQUE,
    time_zone text NOT NULL,
    currency_display text NOT NULL DEFAULT 'symbol',
    created_at timestamptz(3) NOT NULL,
    onboarding_completed_at timestamptz(3))`);
  await runner.query(`CREATE TABLE memberships (
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    user_id uuid NOT NULL REFERENCES users (id),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'operator', 'viewer')),
    joined_at timestamptz(3) NOT NULL,
    PRIMARY KEY (tenant_id, user_id))`);
  await runner.query('CREATE INDEX memberships_by_user ON memberships (user_id)');
  await runner.query('CREATE INDEX memberships_by_joining ON memberships (tenant_id, joined_at, user_id)');
  await runner.query(`CREATE TABLE invitations (
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    id uuid NOT NULL,
    email text NOT NULL CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'operator', 'viewer')),
    token_hash bytea NOT NULL,
    invited_by uuid NOT NULL REFERENCES users (id),
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    accepted_at timestamptz(3),
    accepted_by uuid REFERENCES users (id),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash))`);
  await runner.query(
    'CREATE UNIQUE INDEX invitations_open ON invitations (tenant_id, email) WHERE accepted_at IS NULL',
  );
}
