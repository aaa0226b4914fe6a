import { Client } from 'pg';

import { APPLICATION_ROLE } from '../../tools/postgres/product-database.ts';
import type { Stage } from '../stage/stage.ts';

const LIBRARY = 'pg_stat_statements';

/** What opens and closes transactions is counted as transactions. */
const COUNT = `
  SELECT coalesce(sum(calls), 0)::int AS count FROM ${LIBRARY} s JOIN pg_roles r ON r.oid = s.userid
  WHERE r.rolname = '${APPLICATION_ROLE}' AND toplevel AND query !~* '^(begin|commit|rollback|start transaction)'`;

/** Has Postgres count statements, which it has to be started anew for. Before the product is. */
export async function loadStatementCounter(stage: Stage): Promise<void> {
  await asSuperuser(stage, `ALTER SYSTEM SET shared_preload_libraries = '${LIBRARY}'`);
  await stage.restartPostgres('orderly');
}

/** How many statements the product has sent since they are counted. */
export async function statementCount(database: Client): Promise<number> {
  await database.query(`CREATE EXTENSION IF NOT EXISTS ${LIBRARY}`);
  return (await database.query<{ count: number }>(COUNT)).rows[0]?.count ?? 0;
}

async function asSuperuser(stage: Stage, sql: string): Promise<void> {
  const client = new Client({ connectionString: stage.superuserUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
