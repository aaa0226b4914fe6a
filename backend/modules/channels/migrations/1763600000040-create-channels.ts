import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Connections to channels, the routes from a provider's account to its tenant, and attempts to connect. */
export class CreateChannels1763600000040 implements MigrationInterface {
  name = 'CreateChannels1763600000040';

  async up(runner: QueryRunner): Promise<void> {
    await createConnections(runner);
    await createRoutes(runner);
    await createAttempts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE oauth_states');
    await runner.query('DROP TABLE channel_routes');
    await runner.query('DROP TABLE channel_connections');
  }
}

async function createConnections(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE channel_connections (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('slack')),
    status text NOT NULL CHECK (status IN ('connected', 'broken', 'disconnected')),
    external_account_id text NOT NULL, enterprise_id text, workspace_name text NOT NULL,
    bot_user_id text NOT NULL, bot_id text, app_id text, scopes text[] NOT NULL,
    agent_id uuid,
    bot_token_ciphertext text, bot_token_key_id text, refresh_token_ciphertext text, refresh_token_key_id text,
    token_expires_at timestamptz, refresh_lease_id uuid, refresh_lease_until timestamptz,
    broken_reason text, connected_by uuid, connected_at timestamptz NOT NULL, disconnected_at timestamptz,
    last_event_at timestamptz, last_sent_at timestamptz,
    window_started_at timestamptz NOT NULL, window_sends integer NOT NULL DEFAULT 0, window_failures integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, external_account_id),
    CHECK (status <> 'connected' OR bot_token_ciphertext IS NOT NULL),
    CONSTRAINT channel_connections_agent FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id))`);
  await runner.query('CREATE INDEX channel_connections_by_agent ON channel_connections (tenant_id, agent_id)');
  await protectTenantTable(runner, 'channel_connections');
}

/** A webhook knows only the provider's account. Everyone may look up whose it is; the row holds nothing but ids. */
async function createRoutes(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE channel_routes (
    provider text NOT NULL, external_account_id text NOT NULL, tenant_id uuid NOT NULL, connection_id uuid NOT NULL,
    installed_by text,
    PRIMARY KEY (provider, external_account_id),
    FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE)`);
  await runner.query('CREATE INDEX channel_routes_by_connection ON channel_routes (tenant_id, connection_id)');
  await protectTenantTable(runner, 'channel_routes');
  await runner.query('CREATE POLICY route_lookup ON channel_routes FOR SELECT USING (true)');
}

async function createAttempts(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE oauth_states (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, nonce_hash bytea NOT NULL,
    user_id uuid NOT NULL, user_name text NOT NULL,
    created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz,
    failure_code text, failure_detail text,
    PRIMARY KEY (tenant_id, id))`);
  await runner.query('CREATE INDEX oauth_states_by_expiry ON oauth_states (tenant_id, expires_at)');
  await protectTenantTable(runner, 'oauth_states');
}
