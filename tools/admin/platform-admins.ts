import type { Client } from 'pg';

interface Person {
  readonly name: string;
  readonly email: string;
}

const USAGE = 'Use: npm run admin:grant -- <email>, npm run admin:revoke -- <email>, or npm run admin:list.';

/** Does what the command line says with the people who run the installation, and answers what to print. */
export async function administer(client: Client, [command, email]: readonly string[]): Promise<string> {
  if (command === 'list') return list(client);
  if (!email || (command !== 'grant' && command !== 'revoke')) throw new Error(USAGE);
  return command === 'grant' ? grant(client, email) : revoke(client, email);
}

async function grant(client: Client, email: string): Promise<string> {
  const person = await change(
    client,
    email,
    `WITH person AS (SELECT id, name, email FROM users WHERE email = $1),
      granted AS (INSERT INTO platform_admins SELECT id, now() FROM person ON CONFLICT DO NOTHING)
    SELECT name, email FROM person`,
  );
  if (person) return `${person.name} <${person.email}> is a platform admin.`;
  throw new Error(`Nobody has signed up as ${email}. Let them sign up first.`);
}

async function revoke(client: Client, email: string): Promise<string> {
  const person = await change(
    client,
    email,
    `DELETE FROM platform_admins USING users WHERE users.id = user_id AND users.email = $1 RETURNING name, email`,
  );
  if (person) return `${person.name} <${person.email}> is no platform admin any more.`;
  throw new Error(`${email} is no platform admin.`);
}

async function change(client: Client, email: string, sql: string): Promise<Person | undefined> {
  return (await client.query<Person>(sql, [email.trim().toLowerCase()])).rows[0];
}

async function list(client: Client): Promise<string> {
  const { rows } = await client.query<Person & { granted_at: Date }>(
    'SELECT name, email, granted_at FROM platform_admins JOIN users ON users.id = user_id ORDER BY granted_at',
  );
  if (rows.length === 0) return 'Nobody is a platform admin.';
  return rows.map((row) => `${row.granted_at.toISOString()}  ${row.name} <${row.email}>`).join('\n');
}
