import type { DataSource } from 'typeorm';

/** Raised at start when the database would not keep tenants apart. */
export class IsolationError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `Konstruct refuses to start: the database would not keep tenants apart.\n${problems.map((line) => `  - ${line}`).join('\n')}\n` +
        'DATABASE_URL must connect as the unprivileged role konstruct_app; run migrations with DATABASE_OWNER_URL.',
    );
    this.name = 'IsolationError';
  }
}

const ROLE_PROBLEMS = `
  SELECT 'the role ' || rolname || ' is a superuser' AS problem FROM pg_roles WHERE rolname = current_user AND rolsuper
  UNION ALL SELECT 'the role ' || rolname || ' may bypass row-level security' FROM pg_roles WHERE rolname = current_user AND rolbypassrls
  UNION ALL SELECT 'the role ' || current_user || ' may act as ' || rolname || ', which is privileged or owns tables'
    FROM pg_roles WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')
      AND (rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')))
  UNION ALL SELECT 'the role ' || current_user || ' owns the table ' || relname
    FROM pg_class WHERE relkind IN ('r', 'p') AND relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)`;

const TABLE_PROBLEMS = `
  SELECT 'the table ' || c.relname || ' has tenant_id but no forced row-level security with a policy' AS problem
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p')
    AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`;

/** Asserts that the connected role and every tenant-owned table are such that Postgres itself isolates tenants. */
export async function assertIsolation(dataSource: DataSource): Promise<void> {
  const rows: { problem: string }[] = await dataSource.query(`${ROLE_PROBLEMS} UNION ALL ${TABLE_PROBLEMS}`);
  if (rows.length > 0) throw new IsolationError(rows.map((row) => row.problem));
}
