import { Client } from 'pg';

const OLDEST_SUPPORTED = 15;
const TIMEOUT_MS = 10_000;

/** Says in a person's words, and naming the variable, why a Postgres that they chose cannot be used. */
export async function checkConnection(url: string, variable: string): Promise<void> {
  let client: Client;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${variable} leads to no database: ${reason}. It should be postgresql://user:password@host:5432/database of a role that may ` +
        'create tables and roles there. Without it, npm start brings a Postgres of its own.',
      { cause: error },
    );
  }
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  await client.end();
  const version = rows[0]?.version ?? '0';
  if (Number.parseInt(version, 10) < OLDEST_SUPPORTED) {
    throw new Error(`${variable} leads to Postgres ${version}; ${OLDEST_SUPPORTED} or newer is needed.`);
  }
}
