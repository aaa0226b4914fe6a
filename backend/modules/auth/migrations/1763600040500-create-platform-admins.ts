import { grantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who runs the installation. The product only reads it: whoever breaks into the product cannot make themselves one of them. */
export class CreatePlatformAdmins1763600040500 implements MigrationInterface {
  name = 'CreatePlatformAdmins1763600040500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE platform_admins (
      user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      granted_at timestamptz(3) NOT NULL)`);
    await grantTable(runner, 'platform_admins', ['SELECT']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform_admins');
  }
}
