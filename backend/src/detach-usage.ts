import 'reflect-metadata';
import { Client } from 'pg';
import { parseArgs } from 'node:util';
import { detachOldMonths } from '@konstruct/usage';

/** Detaches the events of usage of all but the last `--keep-months`; their rollups stay. Run by `npm run usage:retention`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'keep-months': { type: 'string' } } });
  const client = new Client({ connectionString: process.env['DATABASE_OWNER_URL'] });
  await client.connect();
  try {
    let months = 0;
    for await (const { month, outcome } of detachOldMonths(client, Number(values['keep-months']), new Date())) {
      months += 1;
      process.stdout.write(`${month.replace('_', '-')}  ${outcome}\n`);
    }
    const advice = 'Copy detached_* elsewhere (pg_dump -t) before you drop them.';
    process.stdout.write(`${months === 0 ? 'No month is that old.' : advice}\n`);
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
