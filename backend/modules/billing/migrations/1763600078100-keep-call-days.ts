import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A day that was begun keeps its end, whatever time zone the business moves to meanwhile. Empty in days of before. */
export class KeepCallDays1763600078100 implements MigrationInterface {
  name = 'KeepCallDays1763600078100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_call_days ADD COLUMN ends_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_call_days DROP COLUMN ends_at');
  }
}
