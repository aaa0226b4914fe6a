import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets connections be of another kind than Slack; what only Slack has may be absent in the others. */
export class LetInWhatsapp1763600010100 implements MigrationInterface {
  name = 'LetInWhatsapp1763600010100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE channel_connections
      ALTER COLUMN bot_user_id DROP NOT NULL,
      DROP CONSTRAINT channel_connections_kind_check,
      ADD CONSTRAINT channel_connections_kind_check CHECK (kind IN ('slack', 'whatsapp')),
      DROP CONSTRAINT channel_connections_check,
      ADD CONSTRAINT channel_connections_slack_check CHECK (
        kind <> 'slack' OR (bot_user_id IS NOT NULL AND (status <> 'connected' OR bot_token_ciphertext IS NOT NULL)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE channel_connections
      DROP CONSTRAINT channel_connections_slack_check,
      ADD CONSTRAINT channel_connections_check CHECK (status <> 'connected' OR bot_token_ciphertext IS NOT NULL) NOT VALID,
      DROP CONSTRAINT channel_connections_kind_check,
      ADD CONSTRAINT channel_connections_kind_check CHECK (kind IN ('slack')) NOT VALID`);
  }
}
