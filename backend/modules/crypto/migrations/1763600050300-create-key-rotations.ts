import { grantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rotations that were begun over HTTP and how far they are. What is left to do is not in here but in the secrets themselves. */
export class CreateKeyRotations1763600050300 implements MigrationInterface {
  name = 'CreateKeyRotations1763600050300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE key_rotations (
      id uuid PRIMARY KEY, started_at timestamptz(3) NOT NULL, started_by text NOT NULL,
      status text NOT NULL CHECK (status IN ('running', 'done', 'refused')),
      total integer NOT NULL DEFAULT 0, rotated integer NOT NULL DEFAULT 0, unreadable integer NOT NULL DEFAULT 0,
      detail text, finished_at timestamptz(3))`);
    await runner.query(`CREATE UNIQUE INDEX key_rotations_running ON key_rotations (status) WHERE status = 'running'`);
    await grantTable(runner, 'key_rotations', ['SELECT', 'INSERT', 'UPDATE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_rotations');
  }
}
