import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own for one spec file, cloned from the migrated template in some 40 ms. */
export interface TestDatabase {
  /** Connection of the unprivileged application role. */
  readonly url: string;
  /** Connection of the owner, for arranging and inspecting across tenants. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** Clones the template database that the test run migrated once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = requiredVariable('TEST_POSTGRES_ADMIN_URL');
  const template = requiredVariable('TEST_TEMPLATE_DATABASE');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const ownerUrl = new URL(adminUrl);
  ownerUrl.pathname = `/${name}`;
  const url = new URL(ownerUrl);
  url.username = 'konstruct_app';
  url.password = requiredVariable('TEST_APP_PASSWORD');
  return {
    url: url.toString(),
    ownerUrl: ownerUrl.toString(),
    drop: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function requiredVariable(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run Postgres specs through "npm run jest -- --selectProjects medium"`);
  return value;
}
