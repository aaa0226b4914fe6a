import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** What of connections only WhatsApp has, and the people who write with their numbers. */
export class CreateWhatsapp1763600010110 implements MigrationInterface {
  name = 'CreateWhatsapp1763600010110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE whatsapp_accounts (
      tenant_id uuid NOT NULL, connection_id uuid NOT NULL,
      phone_number_id text NOT NULL, business_account_id text NOT NULL,
      display_phone_number text NOT NULL, verified_name text NOT NULL, quality_rating text,
      access_token_ciphertext text, access_token_key_id text, app_secret_ciphertext text, app_secret_key_id text,
      PRIMARY KEY (tenant_id, connection_id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE,
      CHECK (num_nonnulls(access_token_ciphertext, access_token_key_id, app_secret_ciphertext, app_secret_key_id) IN (0, 4)))`);
    await runner.query(`CREATE TABLE whatsapp_contacts (
      tenant_id uuid NOT NULL, id uuid NOT NULL, connection_id uuid NOT NULL,
      user_id text, phone text, name text NOT NULL, last_inbound_at timestamptz(3), created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id),
      UNIQUE (tenant_id, connection_id, user_id), UNIQUE (tenant_id, connection_id, phone),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE)`);
    await protectTenantTable(runner, 'whatsapp_accounts');
    await protectTenantTable(runner, 'whatsapp_contacts');
    // The address of a webhook names the connection alone.
    await runner.query('CREATE INDEX channel_routes_of_connection ON channel_routes (connection_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX channel_routes_of_connection');
    await runner.query('DROP TABLE whatsapp_contacts');
    await runner.query('DROP TABLE whatsapp_accounts');
  }
}
