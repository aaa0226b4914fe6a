import type { Client } from 'pg';
import { v7 as newId } from 'uuid';

import { findPerson, leaveTrace, type Person } from './personal-trail.ts';

const USAGE = 'Use: npm run users:reset-two-factor -- <email>.';

/** To the person alone. The product is not running here, so the row is written as the product would. */
const RAISE_NOTICE = `
  INSERT INTO notices (tenant_id, id, kind, severity, audience, user_id, title, body, link, dedupe_key, raised_at, changed_at)
  VALUES ($1, $2, $3, 'warning', 'tenant:read', $4, 'Two-step sign-in was taken off your account',
    'Whoever runs this installation did so. Turn it on again, and ask them if you did not want this.', 'settings/security', $5, now(), now())`;

const EVENT = 'user.second_factor_reset';

/** Takes the second factor off somebody who has neither app nor recovery codes any more; answers what to print. */
export async function resetSecondFactor(client: Client, [email]: readonly string[]): Promise<string> {
  if (!email) throw new Error(USAGE);
  const person = await findPerson(client, email);
  if (!person) throw new Error(`Nobody has signed up as ${email}.`);
  await client.query('BEGIN');
  try {
    await reset(client, person);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return `${person.name} <${person.email}> signs in with the password alone now. Ask them to turn two-step sign-in on again.`;
}

async function reset(client: Client, person: Person): Promise<void> {
  const sql = 'DELETE FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL';
  const { rowCount } = await client.query(sql, [person.id]);
  if (rowCount === 0) throw new Error(`Two-step sign-in of ${person.email} is off already.`);
  const event = { eventType: EVENT, summary: `Two-step sign-in was taken off the account of ${person.name}.` };
  await leaveTrace(client, person, event, (tenantId) => {
    const id = newId();
    return client.query(RAISE_NOTICE, [tenantId, id, EVENT, person.id, `${EVENT}:${id}`]);
  });
}
