import fastify from 'fastify';
import { Pool, type PoolClient } from 'pg';

/** As many connections as a process of the product has. */
const POOL_SIZE = 10;

const READ = 'SELECT * FROM agents WHERE tenant_id = $1 AND id = $2';
const SCOPE = `SELECT set_config('app.tenant_id', $1, true)`;

interface Employee {
  Params: { tenant_id: string; agent_id: string };
}

/**
 * The baselines: the product's query behind a route of bare Fastify, by a role that row-level security does not bind, and once
 * more by the product's own role in a transaction of its tenant, with the same statements in the same round trips as the product.
 * Nobody signs in, nothing is counted or written down.
 */
async function main(): Promise<void> {
  const free = new Pool({ connectionString: process.env.SUPERUSER_URL, max: POOL_SIZE });
  const bound = new Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE, pipeline: true });
  const app = fastify();
  app.get<Employee>('/free/:tenant_id/:agent_id', async ({ params }) => {
    const { rows } = await free.query(READ, [params.tenant_id, params.agent_id]);
    return rows[0];
  });
  app.get<Employee>('/bound/:tenant_id/:agent_id', async ({ params }) => {
    const connection = await bound.connect();
    const rows = await readInTenant(connection, params);
    await connection.query('COMMIT');
    connection.release();
    return rows[0];
  });
  app.get('/health', () => ({ status: 'ok' }));
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
}

async function readInTenant(connection: PoolClient, { tenant_id, agent_id }: Employee['Params']): Promise<unknown[]> {
  const begun = connection.query('START TRANSACTION');
  const scoped = connection.query({ name: 'scope', text: SCOPE, values: [tenant_id] });
  const { rows } = await connection.query<object>(READ, [tenant_id, agent_id]);
  await Promise.all([begun, scoped]);
  return rows;
}

await main();
