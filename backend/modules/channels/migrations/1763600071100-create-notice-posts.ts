import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** The Slack channel that a business wants its notices in, and what became of each that was posted there. */
export class CreateNoticePosts1763600071100 implements MigrationInterface {
  name = 'CreateNoticePosts1763600071100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notice_outlets (
      tenant_id uuid PRIMARY KEY REFERENCES tenants (id), connection_id uuid NOT NULL, external_channel_id text NOT NULL,
      channel_name text NOT NULL, topics text[] NOT NULL, least_severity text NOT NULL, chosen_at timestamptz(3) NOT NULL,
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE)`);
    await runner.query(`CREATE TABLE notice_posts (
      tenant_id uuid NOT NULL, id uuid NOT NULL, notice_id uuid NOT NULL, is_resolution boolean NOT NULL, severity text NOT NULL,
      connection_id uuid NOT NULL, external_channel_id text NOT NULL, thread text,
      state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'skipped')), attempts int NOT NULL DEFAULT 0,
      is_in_doubt boolean NOT NULL DEFAULT false, attempt_ends_at timestamptz(3), error_code text, external_id text,
      created_at timestamptz(3) NOT NULL, sent_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, notice_id) REFERENCES notices (tenant_id, id) ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX notice_posts_by_notice ON notice_posts (tenant_id, notice_id)');
    await protectTenantTable(runner, 'notice_outlets');
    await protectTenantTable(runner, 'notice_posts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_posts');
    await runner.query('DROP TABLE notice_outlets');
  }
}
