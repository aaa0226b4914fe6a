import { runMigrations } from '../postgres/migrations.ts';
import { enableApplicationRole } from '../postgres/product-database.ts';

/**
 * Before a new version starts: migrates as the owner (DATABASE_OWNER_URL) and lets the unprivileged role of DATABASE_URL, which
 * the migrations create without a password, sign in with the password given there.
 */
async function main(): Promise<void> {
  const ownerUrl = required('DATABASE_OWNER_URL', 'the connection of the role that owns the schema');
  const applicationUrl = new URL(required('DATABASE_URL', 'the connection of the role konstruct_app'));
  await runMigrations(ownerUrl, 'build');
  await enableApplicationRole(ownerUrl, decodeURIComponent(applicationUrl.password));
  process.stdout.write('The database is up to date.\n');
}

function required(name: string, meaning: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: it should be ${meaning}.`);
  return value;
}

await main();
