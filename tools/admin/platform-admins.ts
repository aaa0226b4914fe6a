import type { Client } from 'pg';

import { findPerson, leaveTrace, type Person } from './personal-trail.ts';

const USAGE = 'Use: npm run admin:grant -- <email>, npm run admin:revoke -- <email>, or npm run admin:list.';

/** Does what the command line says with the people who run the installation, and answers what to print. */
export async function administer(client: Client, [command, email]: readonly string[]): Promise<string> {
  if (command === 'list') return list(client);
  if (!email || (command !== 'grant' && command !== 'revoke')) throw new Error(USAGE);
  return command === 'grant' ? grant(client, email) : revoke(client, email);
}

async function grant(client: Client, email: string): Promise<string> {
  const person = await findPerson(client, email);
  if (!person) throw new Error(`Nobody has signed up as ${email}. Let them sign up first.`);
  const words = `${person.name} <${person.email}> is a platform admin.`;
  const sql = 'INSERT INTO platform_admins (user_id, granted_at) VALUES ($1, now()) ON CONFLICT DO NOTHING';
  await change(client, person, sql, 'platform_admin.granted', words);
  return words;
}

async function revoke(client: Client, email: string): Promise<string> {
  const person = await findPerson(client, email);
  const words = `${person?.name} <${person?.email}> is no platform admin any more.`;
  const sql = 'DELETE FROM platform_admins WHERE user_id = $1';
  const isDone = person && (await change(client, person, sql, 'platform_admin.revoked', words));
  if (!isDone) throw new Error(`${email} is no platform admin.`);
  return words;
}

/** The change and its trace together, or neither; false, without a trace, where it was so already. */
async function change(
  client: Client,
  person: Person,
  sql: string,
  eventType: string,
  summary: string,
): Promise<boolean> {
  await client.query('BEGIN');
  try {
    const isChanged = (await client.query(sql, [person.id])).rowCount === 1;
    if (isChanged) await leaveTrace(client, person, { eventType, summary });
    await client.query('COMMIT');
    return isChanged;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function list(client: Client): Promise<string> {
  const { rows } = await client.query<Person & { granted_at: Date }>(
    'SELECT name, email, granted_at FROM platform_admins JOIN users ON users.id = user_id ORDER BY granted_at',
  );
  if (rows.length === 0) return 'Nobody is a platform admin.';
  return rows.map((row) => `${row.granted_at.toISOString()}  ${row.name} <${row.email}>`).join('\n');
}
