import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lane that an event travels in and its place there; the index holds only what waits, so it is nearly empty. */
export class GiveTheInboxLanes1763600030220 implements MigrationInterface {
  name = 'GiveTheInboxLanes1763600030220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_events_waiting_in_thread');
    await runner.query(`ALTER TABLE inbox_events ADD COLUMN lane text NOT NULL DEFAULT '', ADD COLUMN happened_at timestamptz,
      DROP CONSTRAINT inbox_events_state_check,
      ADD CONSTRAINT inbox_events_state_check CHECK (state IN ('received', 'processed', 'ignored', 'failed'))`);
    await runner.query(
      `CREATE INDEX inbox_events_waiting ON inbox_events (tenant_id, lane, happened_at, id) WHERE state = 'received'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_events_waiting');
    await runner.query(`ALTER TABLE inbox_events DROP COLUMN lane, DROP COLUMN happened_at,
      DROP CONSTRAINT inbox_events_state_check,
      ADD CONSTRAINT inbox_events_state_check CHECK (state IN ('received', 'processed', 'ignored')) NOT VALID`);
    await runner.query(`CREATE INDEX inbox_events_waiting_in_thread ON inbox_events
      (tenant_id, (payload->'event'->>'channel'), (coalesce(payload->'event'->>'thread_ts', payload->'event'->>'ts'))) WHERE state = 'received'`);
  }
}
