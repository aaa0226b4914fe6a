import { grantTable } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people prove who they are. None of it belongs to a tenant, and no table holds a password or token in the clear. */
export class CreateAuth1763600000020 implements MigrationInterface {
  name = 'CreateAuth1763600000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE password_credentials (
      user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      password_hash text NOT NULL,
      changed_at timestamptz(3) NOT NULL)`);
    await runner.query(`CREATE TABLE sessions (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('browser', 'api')),
      token_hash bytea UNIQUE,
      user_agent text NOT NULL,
      ip_address text NOT NULL,
      created_at timestamptz(3) NOT NULL,
      last_seen_at timestamptz(3) NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      CHECK ((kind = 'browser') = (token_hash IS NOT NULL)))`);
    await runner.query('CREATE INDEX sessions_by_user ON sessions (user_id, id DESC)');
    await runner.query('CREATE INDEX sessions_by_expiry ON sessions (expires_at)');
    await runner.query(`CREATE TABLE refresh_tokens (
      token_hash bytea PRIMARY KEY,
      session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
      created_at timestamptz(3) NOT NULL,
      used_at timestamptz(3))`);
    await runner.query('CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id)');
    await runner.query(`CREATE TABLE attempt_counters (
      kind text NOT NULL,
      subject bytea NOT NULL,
      attempts integer NOT NULL,
      window_ends_at timestamptz(3) NOT NULL,
      PRIMARY KEY (kind, subject))`);
    await runner.query('CREATE INDEX attempt_counters_by_end ON attempt_counters (window_ends_at)');
    for (const table of ['password_credentials', 'sessions', 'refresh_tokens', 'attempt_counters']) {
      await grantTable(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attempt_counters');
    await runner.query('DROP TABLE refresh_tokens');
    await runner.query('DROP TABLE sessions');
    await runner.query('DROP TABLE password_credentials');
  }
}
