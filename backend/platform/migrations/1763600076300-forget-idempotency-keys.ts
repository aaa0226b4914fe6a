import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the platform delete keys of everybody once they are a day old, and see no others. */
export class ForgetIdempotencyKeys1763600076300 implements MigrationInterface {
  name = 'ForgetIdempotencyKeys1763600076300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE POLICY forgetting ON idempotency_keys USING (
      current_setting('app.scope', true) = 'platform' AND created_at < now() - interval '24 hours')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY forgetting ON idempotency_keys');
  }
}
