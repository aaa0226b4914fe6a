import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** AI employees. They are archived, never deleted, so that history keeps their names. */
export class CreateAgents1763600000030 implements MigrationInterface {
  name = 'CreateAgents1763600000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE agents (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
      name text NOT NULL, role_title text NOT NULL, template_id text,
      avatar_color text NOT NULL, avatar_emoji text NOT NULL,
      persona text NOT NULL, instructions text NOT NULL, greeting text NOT NULL, language text NOT NULL,
      provider text NOT NULL, model text NOT NULL, fallback_model text,
      temperature double precision NOT NULL CHECK (temperature BETWEEN 0 AND 1),
      max_reply_tokens integer NOT NULL CHECK (max_reply_tokens > 0),
      budget_limit_nano_usd bigint CHECK (budget_limit_nano_usd > 0),
      at_limit text NOT NULL CHECK (at_limit IN ('alert_only', 'cheaper_model', 'stop')),
      out_of_office_text text NOT NULL, handover_contact text NOT NULL,
      status text NOT NULL CHECK (status IN ('draft', 'live', 'paused', 'suspended', 'archived')),
      is_active boolean GENERATED ALWAYS AS (status = 'live') STORED,
      created_at timestamptz(3) NOT NULL, updated_at timestamptz(3) NOT NULL,
      activated_at timestamptz(3), archived_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      CHECK (status <> 'live' OR activated_at IS NOT NULL),
      CHECK ((status = 'archived') = (archived_at IS NOT NULL)))`);
    await protectTenantTable(runner, 'agents', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agents');
  }
}
