import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many answers in a row were answered at once themselves, and why a conversation needs a person. */
export class BreakLoops1763600071300 implements MigrationInterface {
  name = 'BreakLoops1763600071300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE conversations
      ADD COLUMN quick_answers int NOT NULL DEFAULT 0,
      ADD COLUMN last_answer_at timestamptz(3),
      ADD COLUMN needs_person_for text CHECK (needs_person_for IN ('loop'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE conversations DROP COLUMN quick_answers, DROP COLUMN last_answer_at, DROP COLUMN needs_person_for',
    );
  }
}
