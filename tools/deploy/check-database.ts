import { Client } from 'pg';

/** Health of a process without a port: it can reach its database. Exits with 1 if not. */
const client = new Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
await client.connect();
await client.query('SELECT 1');
await client.end();
