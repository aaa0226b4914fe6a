import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rotation that cannot go on, such as for want of its key service, ends as failed instead of running for ever. */
export class LetRotationsFail1763600076100 implements MigrationInterface {
  name = 'LetRotationsFail1763600076100';

  async up(runner: QueryRunner): Promise<void> {
    await allow(runner, `'running', 'done', 'refused', 'failed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE key_rotations SET status = 'refused' WHERE status = 'failed'`);
    await allow(runner, `'running', 'done', 'refused'`);
  }
}

async function allow(runner: QueryRunner, statuses: string): Promise<void> {
  await runner.query('ALTER TABLE key_rotations DROP CONSTRAINT key_rotations_status_check');
  await runner.query(
    `ALTER TABLE key_rotations ADD CONSTRAINT key_rotations_status_check CHECK (status IN (${statuses}))`,
  );
}
