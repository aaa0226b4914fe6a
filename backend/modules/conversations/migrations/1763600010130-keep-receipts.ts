import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What providers report later of a delivery; the report may know it by the provider's id alone. */
export class KeepReceipts1763600010130 implements MigrationInterface {
  name = 'KeepReceipts1763600010130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE deliveries ADD COLUMN receipt text CHECK (receipt IN ('sent', 'delivered', 'read', 'failed'))`,
    );
    await runner.query('CREATE INDEX deliveries_by_external_id ON deliveries (tenant_id, connection_id, external_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX deliveries_by_external_id');
    await runner.query('ALTER TABLE deliveries DROP COLUMN receipt');
  }
}
