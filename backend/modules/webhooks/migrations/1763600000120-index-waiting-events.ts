import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the messages of a channel that still wait; the index holds those only and stays small. */
export class IndexWaitingEvents1763600000120 implements MigrationInterface {
  name = 'IndexWaitingEvents1763600000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX inbox_events_waiting ON inbox_events
      (tenant_id, connection_id, (payload->'event'->>'channel'), (payload->'event'->>'ts')) WHERE state = 'received'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_events_waiting');
  }
}
