import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the messages of a thread that still wait; the index holds only those, so it is nearly empty. */
export class IndexWaitingMessages1763600000130 implements MigrationInterface {
  name = 'IndexWaitingMessages1763600000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX inbox_events_waiting_in_thread ON inbox_events
      (tenant_id, (payload->'event'->>'channel'), (coalesce(payload->'event'->>'thread_ts', payload->'event'->>'ts'))) WHERE state = 'received'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_events_waiting_in_thread');
  }
}
