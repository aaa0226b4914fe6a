import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key that lost one model still works for others, so that only an answer of that model says that it is well again. */
export class NoteModelsKeptFromKeys1763600076200 implements MigrationInterface {
  name = 'NoteModelsKeptFromKeys1763600076200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE model_keys ADD COLUMN failure_model text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE model_keys DROP COLUMN failure_model');
  }
}
