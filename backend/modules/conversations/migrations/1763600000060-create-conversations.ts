import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, protectTenantTable } from '@konstruct/platform';

/** Conversations, their messages, the runs that answer them, and the deliveries that carry answers out. */
export class CreateConversations1763600000060 implements MigrationInterface {
  name = 'CreateConversations1763600000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE conversations (
      tenant_id uuid NOT NULL, id uuid NOT NULL, connection_id uuid NOT NULL, agent_id uuid NOT NULL,
      channel_kind text NOT NULL, external_channel_id text NOT NULL, thread_key text NOT NULL,
      place text NOT NULL, is_direct boolean NOT NULL, contact_id text, contact_name text NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'answering', 'answered', 'failed')),
      last_message_at timestamptz(3) NOT NULL, last_message_preview text NOT NULL, message_count int NOT NULL DEFAULT 0,
      created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id),
      UNIQUE (tenant_id, connection_id, external_channel_id, thread_key),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES channel_connections (tenant_id, id),
      FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id))`);
    await runner.query(
      'CREATE INDEX conversations_by_time ON conversations (tenant_id, last_message_at DESC, id DESC)',
    );
    await runner.query(`CREATE TABLE agent_runs (
      tenant_id uuid NOT NULL, id uuid NOT NULL, conversation_id uuid NOT NULL, agent_id uuid NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'succeeded', 'failed', 'abandoned')),
      error_code text, started_at timestamptz(3) NOT NULL, finished_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id))`);
    await runner.query(
      `CREATE UNIQUE INDEX agent_runs_one_at_a_time ON agent_runs (tenant_id, conversation_id) WHERE state = 'running'`,
    );
    await runner.query(`CREATE TABLE messages (
      tenant_id uuid NOT NULL, id uuid NOT NULL, conversation_id uuid NOT NULL,
      direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
      external_channel_id text NOT NULL, external_id text, connection_id uuid NOT NULL,
      author_id text, author_name text NOT NULL, text text NOT NULL, attachments jsonb NOT NULL DEFAULT '[]',
      status text NOT NULL CHECK (status IN ('received', 'answered', 'ignored', 'queued', 'sending', 'sent', 'failed')),
      error_code text, reply_thread text, run_id uuid, created_at timestamptz(3) NOT NULL,
      provider text, model text, input_tokens int, output_tokens int, cost_nano_usd bigint,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id))`);
    await runner.query(
      `CREATE UNIQUE INDEX messages_once ON messages (tenant_id, connection_id, external_channel_id, external_id) WHERE external_id IS NOT NULL`,
    );
    await runner.query(
      'CREATE INDEX messages_by_conversation ON messages (tenant_id, conversation_id, created_at, id)',
    );
    await runner.query(
      `CREATE INDEX messages_unanswered ON messages (tenant_id, conversation_id, created_at, id) WHERE direction = 'inbound' AND status = 'received'`,
    );
    await runner.query(`CREATE TABLE deliveries (
      tenant_id uuid NOT NULL, id uuid NOT NULL, sequence bigint GENERATED ALWAYS AS IDENTITY, message_id uuid NOT NULL, conversation_id uuid NOT NULL, connection_id uuid NOT NULL,
      part int NOT NULL, text text NOT NULL, external_channel_id text NOT NULL, thread text,
      state text NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed')),
      attempts int NOT NULL DEFAULT 0, next_attempt_at timestamptz(3) NOT NULL, error_code text,
      external_id text, created_at timestamptz(3) NOT NULL, first_attempt_at timestamptz(3), sent_at timestamptz(3),
      PRIMARY KEY (tenant_id, id),
      UNIQUE (tenant_id, message_id, part),
      FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id))`);
    await runner.query(
      `CREATE INDEX deliveries_open ON deliveries (tenant_id, conversation_id, sequence) WHERE state IN ('pending', 'sending')`,
    );
    for (const table of ['conversations', 'agent_runs', 'messages', 'deliveries'])
      await protectTenantTable(runner, table);
    await runner.query(`GRANT USAGE ON SEQUENCE deliveries_sequence_seq TO ${APPLICATION_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['deliveries', 'messages', 'agent_runs', 'conversations'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
