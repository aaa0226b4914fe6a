import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what did not get through; the index holds only that, so it is nearly empty. */
export class IndexUndelivered1763600030110 implements MigrationInterface {
  name = 'IndexUndelivered1763600030110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX deliveries_undelivered ON deliveries (tenant_id, connection_id) WHERE state IN ('failed', 'parked')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX deliveries_undelivered');
  }
}
