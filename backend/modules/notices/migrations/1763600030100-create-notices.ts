import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Notices to a business's people, and what each person made of them. */
export class CreateNotices1763600030100 implements MigrationInterface {
  name = 'CreateNotices1763600030100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notices (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, kind text NOT NULL,
      severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')), audience text NOT NULL,
      title text NOT NULL, body text NOT NULL, link text, dedupe_key text NOT NULL,
      raised_at timestamptz(3) NOT NULL, changed_at timestamptz(3) NOT NULL, resolved_at timestamptz(3),
      PRIMARY KEY (tenant_id, id))`);
    await runner.query(
      'CREATE UNIQUE INDEX notices_one_open ON notices (tenant_id, dedupe_key) WHERE resolved_at IS NULL',
    );
    await runner.query('CREATE INDEX notices_by_time ON notices (tenant_id, changed_at DESC, id DESC)');
    await runner.query(`CREATE TABLE notice_marks (
      tenant_id uuid NOT NULL, notice_id uuid NOT NULL, user_id uuid NOT NULL,
      read_at timestamptz(3) NOT NULL, dismissed_at timestamptz(3),
      PRIMARY KEY (tenant_id, notice_id, user_id),
      FOREIGN KEY (tenant_id, notice_id) REFERENCES notices (tenant_id, id) ON DELETE CASCADE)`);
    await protectTenantTable(runner, 'notices');
    await protectTenantTable(runner, 'notice_marks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_marks');
    await runner.query('DROP TABLE notices');
  }
}
