import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some notices concern one person alone, such as those about the safety of their own account. */
export class NoticesToOnePerson1763600075200 implements MigrationInterface {
  name = 'NoticesToOnePerson1763600075200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notices ADD COLUMN user_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notices DROP COLUMN user_id');
  }
}
