import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process makes the attempt that is under way, and when it is over at the latest; nobody else asks or sends before. */
export class NoteWhoSends1763600030210 implements MigrationInterface {
  name = 'NoteWhoSends1763600030210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deliveries ADD COLUMN sending_by uuid, ADD COLUMN attempt_ends_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deliveries DROP COLUMN sending_by, DROP COLUMN attempt_ends_at');
  }
}
