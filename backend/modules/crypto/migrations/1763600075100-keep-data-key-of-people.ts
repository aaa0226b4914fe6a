import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The data key of people's secrets is kept beside those of businesses, under an id that no business has. */
export class KeepDataKeyOfPeople1763600075100 implements MigrationInterface {
  name = 'KeepDataKeyOfPeople1763600075100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant_data_keys DROP CONSTRAINT tenant_data_keys_tenant_id_fkey');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE tenant_data_keys ADD CONSTRAINT tenant_data_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) NOT VALID',
    );
  }
}
