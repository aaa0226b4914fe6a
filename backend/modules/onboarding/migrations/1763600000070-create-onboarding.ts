import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Test messages: the proof that an employee can be heard in a channel. */
export class CreateOnboarding1763600000070 implements MigrationInterface {
  name = 'CreateOnboarding1763600000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE test_messages (
      tenant_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid NOT NULL, connection_id uuid NOT NULL,
      destination_id text NOT NULL, destination_name text NOT NULL, text text NOT NULL,
      status text NOT NULL CHECK (status IN ('sending', 'sent', 'failed')), error_code text, external_id text, permalink text,
      created_at timestamptz(3) NOT NULL, sent_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id))`);
    await protectTenantTable(runner, 'test_messages');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE test_messages');
  }
}
