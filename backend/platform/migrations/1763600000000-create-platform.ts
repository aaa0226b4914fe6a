import { runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, grantTable } from '../database/tenant-table';

/** The application role, the queue's own schema, and the list of worker processes. */
export class CreatePlatform1763600000000 implements MigrationInterface {
  name = 'CreatePlatform1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APPLICATION_ROLE}') THEN CREATE ROLE ${APPLICATION_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE}`);
    await installQueue(runner);
    await runner.query(
      `CREATE TABLE worker_processes (id uuid PRIMARY KEY, worker_ids text[] NOT NULL, started_at timestamptz NOT NULL DEFAULT now())`,
    );
    await grantTable(runner, 'worker_processes');
    await runner.query(`CREATE TABLE idempotency_keys (
      scope_id uuid NOT NULL, key text NOT NULL, request_hash bytea NOT NULL, status smallint, body jsonb,
      created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (scope_id, key))`);
    await runner.query(`ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY scope_isolation ON idempotency_keys USING (
      scope_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid OR scope_id = NULLIF(current_setting('app.user_id', true), '')::uuid)`);
    await grantTable(runner, 'idempotency_keys');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
    await runner.query('DROP TABLE worker_processes');
    await runner.query('DROP SCHEMA graphile_worker CASCADE');
  }
}

/** graphile-worker brings its own migrations; its tables have row-level security without policies, so the application gets one. */
async function installQueue(runner: QueryRunner): Promise<void> {
  const { url } = runner.dataSource.options as { url?: string };
  const pool = new Pool({ connectionString: url, max: 2 });
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  await runner.query(`GRANT USAGE ON SCHEMA graphile_worker TO ${APPLICATION_ROLE}`);
  await runner.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${APPLICATION_ROLE}`,
  );
  await runner.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${APPLICATION_ROLE}`);
  await runner.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${APPLICATION_ROLE}`);
  const tables = (await runner.query(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity`,
  )) as { relname: string }[];
  for (const { relname } of tables) {
    await runner.query(
      `CREATE POLICY application ON graphile_worker.${relname} FOR ALL TO ${APPLICATION_ROLE} USING (true) WITH CHECK (true)`,
    );
  }
}
