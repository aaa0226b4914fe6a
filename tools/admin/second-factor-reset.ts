import type { Client } from 'pg';
import { v7 as newId } from 'uuid';

const USAGE = 'Use: npm run users:reset-two-factor -- <email>.';
const SUMMARY = 'Two-step sign-in was taken off the account at the machine of this installation.';

/** What the product's own trail would write, since here nothing of the product runs. */
const RECORD_EVENT = `
  WITH recorded AS (
    INSERT INTO audit_events (tenant_id, id, occurred_at, actor_kind, actor_name, event_type, subject_type, subject_id, subject_name, summary)
    VALUES ($1, $2, now(), 'system', 'users:reset-two-factor', 'user.second_factor_reset', 'user', $3, $4, $5) RETURNING tenant_id, id)
  INSERT INTO audit_unsealed (tenant_id, event_id) SELECT tenant_id, id FROM recorded`;

const RAISE_NOTICE = `
  INSERT INTO notices (tenant_id, id, kind, severity, audience, user_id, title, body, link, dedupe_key, raised_at, changed_at)
  VALUES ($1, $2, 'user.second_factor_reset', 'warning', 'tenant:read', $3, 'Two-step sign-in was taken off your account',
    'Whoever runs this installation did so. Turn it on again, and ask them if you did not want this.',
    'settings/security', $4, now(), now())`;

/** Takes the second factor off somebody who has neither app nor recovery codes any more; answers what to print. */
export async function resetSecondFactor(client: Client, [email]: readonly string[]): Promise<string> {
  if (!email) throw new Error(USAGE);
  await client.query('BEGIN');
  try {
    const answer = await reset(client, email.trim().toLowerCase());
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function reset(client: Client, email: string): Promise<string> {
  const { rows } = await client.query<{ id: string; name: string }>('SELECT id, name FROM users WHERE email = $1', [
    email,
  ]);
  const person = rows[0];
  if (!person) throw new Error(`Nobody has signed up as ${email}.`);
  const { rowCount } = await client.query(
    'DELETE FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL',
    [person.id],
  );
  if (rowCount === 0) throw new Error(`Two-step sign-in of ${email} is off already.`);
  for (const tenantId of await businessesOf(client, person.id)) {
    await scope(client, 'app.tenant_id', tenantId);
    await client.query(RECORD_EVENT, [tenantId, newId(), person.id, person.name, SUMMARY]);
    const noticeId = newId();
    await client.query(RAISE_NOTICE, [tenantId, noticeId, person.id, `user.second_factor_reset:${noticeId}`]);
  }
  return `${person.name} <${email}> signs in with the password alone now. Ask them to turn two-step sign-in on again.`;
}

/** Row-level security holds for the owner of the tables too. */
async function businessesOf(client: Client, userId: string): Promise<string[]> {
  await scope(client, 'app.user_id', userId);
  const { rows } = await client.query<{ tenant_id: string }>('SELECT tenant_id FROM memberships WHERE user_id = $1', [
    userId,
  ]);
  return rows.map((row) => row.tenant_id);
}

async function scope(client: Client, name: string, value: string): Promise<void> {
  await client.query('SELECT set_config($1, $2, true)', [name, value]);
}
