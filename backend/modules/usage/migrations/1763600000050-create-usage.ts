import { protectTenantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The books: every model call and every message. The application may add to them and read them, nothing else. */
export class CreateUsage1763600000050 implements MigrationInterface {
  name = 'CreateUsage1763600000050';

  async up(runner: QueryRunner): Promise<void> {
    await createUsageEvents(runner);
    await createMessageEvents(runner);
    await protectTenantTable(runner, 'usage_events', { grants: ['SELECT', 'INSERT'] });
    await protectTenantTable(runner, 'message_events', { grants: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message_events');
    await runner.query('DROP TABLE usage_events');
  }
}

async function createUsageEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE usage_events (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
    occurred_at timestamptz(3) NOT NULL,
    agent_id uuid, agent_name text NOT NULL,
    conversation_id uuid, kind text NOT NULL CHECK (kind IN ('reply', 'try')), channel_kind text,
    provider text NOT NULL, model text NOT NULL,
    input_uncached_tokens bigint NOT NULL CHECK (input_uncached_tokens >= 0),
    cache_read_tokens bigint NOT NULL CHECK (cache_read_tokens >= 0),
    cache_write_tokens bigint NOT NULL CHECK (cache_write_tokens >= 0),
    output_text_tokens bigint NOT NULL CHECK (output_text_tokens >= 0),
    reasoning_tokens bigint NOT NULL CHECK (reasoning_tokens >= 0),
    total_tokens bigint NOT NULL GENERATED ALWAYS AS
      (input_uncached_tokens + cache_read_tokens + cache_write_tokens + output_text_tokens + reasoning_tokens) STORED,
    usage_source text NOT NULL CHECK (usage_source IN ('provider', 'estimated', 'none')),
    cost_nano_usd bigint CHECK (cost_nano_usd >= 0), price_source text,
    latency_ms integer NOT NULL, outcome text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
    CHECK (kind = 'try' OR agent_id IS NOT NULL))`);
  await runner.query('CREATE INDEX usage_events_by_time ON usage_events (tenant_id, occurred_at)');
  await runner.query('CREATE INDEX usage_events_by_agent ON usage_events (tenant_id, agent_id, occurred_at)');
}

async function createMessageEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE message_events (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL,
    occurred_at timestamptz(3) NOT NULL,
    agent_id uuid NOT NULL, conversation_id uuid NOT NULL, channel_kind text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id))`);
  await runner.query('CREATE INDEX message_events_by_time ON message_events (tenant_id, occurred_at)');
}
