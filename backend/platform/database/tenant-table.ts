import type { QueryRunner } from 'typeorm';

/** The role that the running program connects as; it owns nothing and cannot bypass row-level security. */
export const APPLICATION_ROLE = 'konstruct_app';

const CURRENT_TENANT = `NULLIF(current_setting('app.tenant_id', true), '')::uuid`;

/** What the application may do with a table; append-only tables leave out UPDATE and DELETE. */
export type TableGrant = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

const EVERYTHING: readonly TableGrant[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** Puts a table under forced row-level security on its tenant column and grants it to the application. */
export async function protectTenantTable(
  runner: QueryRunner,
  table: string,
  { tenantColumn = 'tenant_id', grants = EVERYTHING }: { tenantColumn?: string; grants?: readonly TableGrant[] } = {},
): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `CREATE POLICY tenant_isolation ON ${table} USING (${tenantColumn} = ${CURRENT_TENANT}) WITH CHECK (${tenantColumn} = ${CURRENT_TENANT})`,
  );
  await grantTable(runner, table, grants);
}

/** Grants a table that belongs to no tenant to the application. */
export async function grantTable(
  runner: QueryRunner,
  table: string,
  grants: readonly TableGrant[] = EVERYTHING,
): Promise<void> {
  await runner.query(`GRANT ${grants.join(', ')} ON ${table} TO ${APPLICATION_ROLE}`);
}
