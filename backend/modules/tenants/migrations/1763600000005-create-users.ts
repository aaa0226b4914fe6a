import { grantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People. They belong to no tenant: one person may be a member of several. */
export class CreateUsers1763600000005 implements MigrationInterface {
  name = 'CreateUsers1763600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE users (
      id uuid PRIMARY KEY,
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      name text NOT NULL,
      created_at timestamptz(3) NOT NULL)`);
    await grantTable(runner, 'users', ['SELECT', 'INSERT', 'UPDATE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE users');
  }
}
