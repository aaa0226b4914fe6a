import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** The inbox: what providers sent, stored once before it is acknowledged. */
export class CreateInbox1763600000080 implements MigrationInterface {
  name = 'CreateInbox1763600000080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE inbox_events (
      tenant_id uuid NOT NULL, id uuid NOT NULL, provider text NOT NULL, dedupe_key text NOT NULL, connection_id uuid NOT NULL,
      payload jsonb NOT NULL, state text NOT NULL CHECK (state IN ('received', 'processed', 'ignored')),
      outcome text, received_at timestamptz(3) NOT NULL, processed_at timestamptz(3),
      PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, provider, dedupe_key))`);
    await runner.query('CREATE INDEX inbox_events_by_time ON inbox_events (tenant_id, received_at DESC)');
    await runner.query(`CREATE INDEX inbox_events_not_addressed ON inbox_events
      (tenant_id, (payload->'event'->>'channel'), (payload->'event'->>'thread_ts')) WHERE outcome = 'not_addressed'`);
    await protectTenantTable(runner, 'inbox_events');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_events');
  }
}
