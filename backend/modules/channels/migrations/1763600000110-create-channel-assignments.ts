import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Who answers in single channels of a workspace, beside the connection's own employee. */
export class CreateChannelAssignments1763600000110 implements MigrationInterface {
  name = 'CreateChannelAssignments1763600000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE channel_assignments (
      tenant_id uuid NOT NULL, connection_id uuid NOT NULL, external_channel_id text NOT NULL,
      channel_name text NOT NULL, agent_id uuid NOT NULL, assigned_at timestamptz NOT NULL,
      PRIMARY KEY (tenant_id, connection_id, external_channel_id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE,
      CONSTRAINT channel_assignments_agent FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id))`);
    await runner.query('CREATE INDEX channel_assignments_by_agent ON channel_assignments (tenant_id, agent_id)');
    await protectTenantTable(runner, 'channel_assignments');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_assignments');
  }
}
