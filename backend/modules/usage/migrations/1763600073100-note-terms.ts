import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the price of a call depends on besides its tokens: who sold it, on which terms, and how much of what came from a cache
 * was sound. Without it a call could not be priced again. Rollups do not need it: there, sound is among what was cached.
 */
export class NoteTerms1763600073100 implements MigrationInterface {
  name = 'NoteTerms1763600073100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE usage_events ADD COLUMN sold_by text, ADD COLUMN service_terms text,
      ADD COLUMN cache_read_audio_tokens bigint NOT NULL DEFAULT 0
        CHECK (cache_read_audio_tokens >= 0 AND cache_read_audio_tokens <= cache_read_tokens)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE usage_events DROP COLUMN sold_by, DROP COLUMN service_terms, DROP COLUMN cache_read_audio_tokens',
    );
  }
}
