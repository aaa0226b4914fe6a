import { grantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors of people: an encrypted seed of time codes, and hashes of the recovery codes that stand in for it. */
export class CreateSecondFactors1763600075300 implements MigrationInterface {
  name = 'CreateSecondFactors1763600075300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE second_factors (
      user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      seed_ciphertext text NOT NULL, seed_key_id text NOT NULL,
      started_at timestamptz(3) NOT NULL, confirmed_at timestamptz(3), last_step bigint,
      CHECK ((confirmed_at IS NULL) = (last_step IS NULL)))`);
    await runner.query(`CREATE TABLE recovery_codes (
      user_id uuid NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
      code_hash bytea NOT NULL, PRIMARY KEY (user_id, code_hash))`);
    await grantTable(runner, 'second_factors');
    await grantTable(runner, 'recovery_codes', ['SELECT', 'INSERT', 'DELETE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_codes');
    await runner.query('DROP TABLE second_factors');
  }
}
