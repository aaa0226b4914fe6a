import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every request asks first, in one statement: whose session this is and, when it is about a business, the person's role
 * there. The role is read as that person, under row-level security; the setting ends with the statement.
 */
export class RecogniseSessions1763600000200 implements MigrationInterface {
  name = 'RecogniseSessions1763600000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION recognise_session(by_token bytea, by_id uuid, at timestamptz, in_tenant uuid)
      RETURNS TABLE (session_id uuid, created_at timestamptz, last_seen_at timestamptz, user_id uuid, email text, name text, role text)
      LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      BEGIN
        IF by_token IS NOT NULL THEN
          SELECT s.id, s.created_at, s.last_seen_at, s.user_id INTO session_id, created_at, last_seen_at, user_id
          FROM sessions s WHERE s.token_hash = by_token AND s.expires_at > at;
        ELSE
          SELECT s.id, s.created_at, s.last_seen_at, s.user_id INTO session_id, created_at, last_seen_at, user_id
          FROM sessions s WHERE s.id = by_id AND s.kind = 'api' AND s.expires_at > at;
        END IF;
        IF NOT FOUND THEN RETURN; END IF;
        SELECT u.email, u.name INTO email, name FROM users u WHERE u.id = recognise_session.user_id;
        IF in_tenant IS NOT NULL THEN
          PERFORM set_config('app.user_id', recognise_session.user_id::text, true);
          SELECT m.role INTO role FROM memberships m WHERE m.tenant_id = in_tenant AND m.user_id = recognise_session.user_id;
        END IF;
        RETURN NEXT;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION recognise_session');
  }
}
