import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Servers of tools, who may use what, and every use. Uses keep the names, so that they outlive server and employee. */
export class CreateTools1763600020100 implements MigrationInterface {
  name = 'CreateTools1763600020100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE tool_servers (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
      name text NOT NULL, url text NOT NULL,
      bearer_ciphertext text, bearer_key_id text,
      tools jsonb NOT NULL, problem_code text,
      checked_at timestamptz(3) NOT NULL, created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id),
      CHECK ((bearer_ciphertext IS NULL) = (bearer_key_id IS NULL)))`);
    await runner.query('CREATE UNIQUE INDEX tool_servers_by_name ON tool_servers (tenant_id, lower(name))');
    await runner.query(`CREATE TABLE agent_tools (
      tenant_id uuid NOT NULL, agent_id uuid NOT NULL, server_id uuid NOT NULL, tool text NOT NULL,
      PRIMARY KEY (tenant_id, agent_id, server_id, tool),
      FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
      FOREIGN KEY (tenant_id, server_id) REFERENCES tool_servers (tenant_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX agent_tools_by_server ON agent_tools (tenant_id, server_id)');
    await runner.query(`CREATE TABLE tool_uses (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
      occurred_at timestamptz(3) NOT NULL,
      agent_id uuid, agent_name text NOT NULL, conversation_id uuid,
      server_id uuid NOT NULL, server_name text NOT NULL, tool text NOT NULL,
      outcome text NOT NULL, latency_ms integer NOT NULL CHECK (latency_ms >= 0),
      input_characters integer NOT NULL, output_characters integer NOT NULL,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id))`);
    await runner.query('CREATE INDEX tool_uses_by_server ON tool_uses (tenant_id, server_id, occurred_at)');
    await protectTenantTable(runner, 'tool_servers');
    await protectTenantTable(runner, 'agent_tools', { grants: ['SELECT', 'INSERT', 'DELETE'] });
    await protectTenantTable(runner, 'tool_uses', { grants: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tool_uses');
    await runner.query('DROP TABLE agent_tools');
    await runner.query('DROP TABLE tool_servers');
  }
}
