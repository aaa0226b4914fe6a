import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Owns the schema and runs the migrations; not a superuser, so that the product never depends on one. */
export const OWNER_ROLE = 'konstruct_owner';

/** The role that the migrations create and that the product connects with: owns nothing, cannot bypass row security. */
export const APPLICATION_ROLE = 'konstruct_app';

/** Creates the owner role and its database where they are missing, and returns the owner's URL. */
export async function ensureProductDatabase(
  superuserUrl: string,
  database: string,
  ownerPassword: string,
): Promise<string> {
  await withClient(superuserUrl, async (client) => {
    const role = escapeIdentifier(OWNER_ROLE);
    if (!(await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', OWNER_ROLE))) {
      await client.query(`CREATE ROLE ${role} CREATEROLE`);
    }
    await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${escapeLiteral(ownerPassword)}`);
    if (!(await exists(client, 'SELECT 1 FROM pg_database WHERE datname = $1', database))) {
      await client.query(`CREATE DATABASE ${escapeIdentifier(database)} OWNER ${role}`);
    }
  });
  return connectionUrl(superuserUrl, { user: OWNER_ROLE, password: ownerPassword, database });
}

/** Lets the application role, which the migrations made without a password, sign in. Returns its URL. */
export async function enableApplicationRole(ownerUrl: string, password: string): Promise<string> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`ALTER ROLE ${escapeIdentifier(APPLICATION_ROLE)} LOGIN PASSWORD ${escapeLiteral(password)}`);
  });
  return connectionUrl(ownerUrl, { user: APPLICATION_ROLE, password });
}

/** The same server for somebody else, or another database. */
export function connectionUrl(base: string, change: { user?: string; password?: string; database?: string }): string {
  const url = new URL(base);
  if (change.user !== undefined) url.username = encodeURIComponent(change.user);
  if (change.password !== undefined) url.password = encodeURIComponent(change.password);
  if (change.database !== undefined) url.pathname = `/${encodeURIComponent(change.database)}`;
  return url.toString();
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function exists(client: Client, sql: string, value: string): Promise<boolean> {
  return ((await client.query(sql, [value])).rowCount ?? 0) > 0;
}
