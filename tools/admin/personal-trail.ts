import { userInfo } from 'node:os';

import type { Client } from 'pg';
import { v7 as newId } from 'uuid';

/** Whom a change at the machine is about. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Who has this address; it is stored in lower case. */
export async function findPerson(client: Client, email: string): Promise<Person | undefined> {
  const sql = 'SELECT id, name, email FROM users WHERE email = $1';
  return (await client.query<Person>(sql, [email.trim().toLowerCase()])).rows[0];
}

const BUSINESSES = 'SELECT tenant_id FROM memberships WHERE user_id = $1 ORDER BY tenant_id';

const RECORD = `
  WITH recorded AS (
    INSERT INTO audit_events (tenant_id, id, occurred_at, actor_kind, actor_id, actor_name, event_type, subject_type, subject_id,
      subject_name, summary, changes, request_id)
    VALUES ($1, $2, $3, 'system', NULL, $4, $5, 'user', $6, $7, $8, NULL, NULL) RETURNING tenant_id, id)
  INSERT INTO audit_unsealed (tenant_id, event_id) SELECT tenant_id, id FROM recorded`;

/**
 * Leaves a trace in each business that the person belongs to, as signing in does: an installation has no trail of its own. In the
 * caller's transaction. The owner of the tables sees no more of them than the product, so each business is named before it is written to;
 * `alsoIn` does more there.
 */
export async function leaveTrace(
  client: Client,
  person: Person,
  { eventType, summary }: { eventType: string; summary: string },
  alsoIn?: (tenantId: string) => Promise<unknown>,
): Promise<void> {
  const now = new Date();
  const actor = `${userInfo().username}, at the machine`;
  await client.query(`SELECT set_config('app.user_id', $1, true)`, [person.id]);
  const { rows } = await client.query<{ tenant_id: string }>(BUSINESSES, [person.id]);
  for (const { tenant_id: tenantId } of rows) {
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
    await client.query(RECORD, [tenantId, newId(), now, actor, eventType, person.id, person.name, summary]);
    await alsoIn?.(tenantId);
  }
}
