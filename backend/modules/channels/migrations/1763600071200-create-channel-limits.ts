import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Until when a provider lets a connection do nothing of a kind, for every process to know. */
export class CreateChannelLimits1763600071200 implements MigrationInterface {
  name = 'CreateChannelLimits1763600071200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE channel_limits (
      tenant_id uuid NOT NULL, connection_id uuid NOT NULL, scope text NOT NULL,
      code text NOT NULL, until timestamptz(3) NOT NULL, waiting int NOT NULL DEFAULT 0,
      PRIMARY KEY (tenant_id, connection_id, scope),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE)`);
    await protectTenantTable(runner, 'channel_limits');
    await runner.query('ALTER TABLE channel_connections ADD COLUMN limited_until timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_connections DROP COLUMN limited_until');
    await runner.query('DROP TABLE channel_limits');
  }
}
