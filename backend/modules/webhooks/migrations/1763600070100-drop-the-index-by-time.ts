import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody asks for events by the time at which they came, and each that comes paid for the index. */
export class DropTheIndexByTime1763600070100 implements MigrationInterface {
  name = 'DropTheIndexByTime1763600070100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_events_by_time');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX inbox_events_by_time ON inbox_events (tenant_id, received_at DESC)');
  }
}
