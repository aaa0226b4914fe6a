import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was spent with a business's own key. Calls with the installation's keys are not in the index and cost no upkeep. */
export class IndexKeys1763600069100 implements MigrationInterface {
  name = 'IndexKeys1763600069100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX usage_events_by_key ON usage_events (tenant_id, key_id, occurred_at) INCLUDE (cost_nano_usd) WHERE key_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX usage_events_by_key');
  }
}
