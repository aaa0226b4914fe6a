import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lane that a conversation's messages travel in; see lane.ts. Generated, so that no two places can disagree on it. */
export class GiveConversationsLanes1763600030200 implements MigrationInterface {
  name = 'GiveConversationsLanes1763600030200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE conversations ADD COLUMN lane text NOT NULL GENERATED ALWAYS AS
      (connection_id::text || ':' || external_channel_id || CASE WHEN is_direct THEN '' ELSE ':' || thread_key END) STORED`);
    await runner.query('CREATE INDEX conversations_by_lane ON conversations (tenant_id, lane)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversations DROP COLUMN lane');
  }
}
