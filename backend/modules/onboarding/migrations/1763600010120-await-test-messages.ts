import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some providers accept a message first and report later what became of it; until then the place of the answer is kept. */
export class AwaitTestMessages1763600010120 implements MigrationInterface {
  name = 'AwaitTestMessages1763600010120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE test_messages ADD COLUMN place_id text');
    await runner.query(
      'CREATE INDEX test_messages_by_external_id ON test_messages (tenant_id, connection_id, external_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX test_messages_by_external_id');
    await runner.query('ALTER TABLE test_messages DROP COLUMN place_id');
  }
}
