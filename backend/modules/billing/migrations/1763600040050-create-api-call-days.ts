import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/**
 * How many API calls a business made on each of its days. `granted` is what processes have taken in advance, `used` what they
 * reported; `last_grant` tells the one statement that takes a block how large it was.
 */
export class CreateApiCallDays1763600040050 implements MigrationInterface {
  name = 'CreateApiCallDays1763600040050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE api_call_days (
      tenant_id uuid NOT NULL REFERENCES tenants (id), day date NOT NULL,
      granted bigint NOT NULL, used bigint NOT NULL, last_grant integer NOT NULL,
      PRIMARY KEY (tenant_id, day), CHECK (granted >= 0 AND used >= 0))`);
    await protectTenantTable(runner, 'api_call_days', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_call_days');
  }
}
