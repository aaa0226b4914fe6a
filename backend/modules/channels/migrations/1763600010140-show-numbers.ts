import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number and its rating are shown with its connection, so that is where they are kept. */
export class ShowNumbers1763600010140 implements MigrationInterface {
  name = 'ShowNumbers1763600010140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_connections ADD COLUMN phone_number text, ADD COLUMN quality_rating text');
    await runner.query(
      'ALTER TABLE whatsapp_accounts DROP COLUMN display_phone_number, DROP COLUMN verified_name, DROP COLUMN quality_rating',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE whatsapp_accounts ADD COLUMN display_phone_number text NOT NULL DEFAULT '',
      ADD COLUMN verified_name text NOT NULL DEFAULT '', ADD COLUMN quality_rating text`);
    await runner.query('ALTER TABLE channel_connections DROP COLUMN phone_number, DROP COLUMN quality_rating');
  }
}
