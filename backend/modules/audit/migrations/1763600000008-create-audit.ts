import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Append-only audit events and the hash chain over them. The application may not change or delete either. */
export class CreateAudit1763600000008 implements MigrationInterface {
  name = 'CreateAudit1763600000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_events (
      tenant_id uuid NOT NULL, id uuid NOT NULL, occurred_at timestamptz(3) NOT NULL,
      actor_kind text NOT NULL, actor_id text, actor_name text NOT NULL,
      event_type text NOT NULL, subject_type text NOT NULL, subject_id text, subject_name text,
      summary text NOT NULL, changes jsonb, request_id text,
      PRIMARY KEY (tenant_id, id))`);
    await runner.query('CREATE INDEX audit_events_by_type ON audit_events (tenant_id, event_type, id DESC)');
    await runner.query(`CREATE TABLE audit_unsealed (
      tenant_id uuid NOT NULL, event_id uuid NOT NULL, PRIMARY KEY (tenant_id, event_id),
      FOREIGN KEY (tenant_id, event_id) REFERENCES audit_events (tenant_id, id))`);
    await runner.query(`CREATE TABLE audit_seals (
      tenant_id uuid NOT NULL, sequence bigint NOT NULL, event_id uuid NOT NULL, event_hash bytea NOT NULL, chain_hash bytea NOT NULL,
      PRIMARY KEY (tenant_id, sequence), UNIQUE (tenant_id, event_id),
      FOREIGN KEY (tenant_id, event_id) REFERENCES audit_events (tenant_id, id))`);
    await protectTenantTable(runner, 'audit_events', { grants: ['SELECT', 'INSERT'] });
    await protectTenantTable(runner, 'audit_seals', { grants: ['SELECT', 'INSERT'] });
    await protectTenantTable(runner, 'audit_unsealed', { grants: ['SELECT', 'INSERT', 'DELETE'] });
    await runner.query(
      `CREATE POLICY platform_listing ON audit_unsealed FOR SELECT USING (current_setting('app.scope', true) = 'platform')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_seals');
    await runner.query('DROP TABLE audit_unsealed');
    await runner.query('DROP TABLE audit_events');
  }
}
