import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

import fastify from 'fastify';
import { Pool } from 'pg';

/** As many connections as a process of the product has. */
const POOL_SIZE = 10;

/**
 * The baseline: what one would write by hand in Fastify that verifies Slack's signature over the raw bytes, parses, and writes
 * one row under a unique key. No tenants, no job, no audit, no row-level security.
 */
async function main(): Promise<void> {
  const secret = process.env.SIGNING_SECRET ?? '';
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });
  await pool.query(
    'CREATE TABLE received (id uuid PRIMARY KEY, dedupe_key text NOT NULL UNIQUE, payload jsonb NOT NULL, received_at timestamptz NOT NULL)',
  );
  const app = fastify();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post<{ Body: Buffer }>('/api/webhooks/slack/events', async (request, reply) => {
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
    const expected = createHmac('sha256', secret)
      .update(`v0:${String(timestamp)}:`)
      .update(request.body)
      .digest('hex');
    const isGenuine = timingSafeEqual(Buffer.from(`v0=${expected}`), Buffer.from(String(signature)));
    if (!isGenuine) return reply.code(401).send({ ok: false });
    const event = JSON.parse(request.body.toString()) as { event_id: string };
    await pool.query(
      'INSERT INTO received (id, dedupe_key, payload, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [randomUUID(), event.event_id, event, new Date()],
    );
    return { ok: true };
  });
  app.get('/health', () => ({ status: 'ok' }));
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
}

await main();
