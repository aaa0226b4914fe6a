import fastify from 'fastify';
import { Pool } from 'pg';

import { BASELINE_QUERIES } from '../usage-tables.ts';

/** The replaced design over HTTP: bare Fastify, one query a request. */
async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
  const app = fastify();
  app.get('/health', () => ({ status: 'ok' }));
  for (const [name, text] of Object.entries(BASELINE_QUERIES)) {
    app.get<{ Querystring: { tenant: string; from: string; to: string } }>(`/${name}`, async ({ query }) => {
      const { rows } = await pool.query<object>({ name, text, values: [query.tenant, query.from, query.to] });
      return { items: rows };
    });
  }
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
}

await main();
