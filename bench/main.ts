import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import type { Bench } from './report/bench.ts';
import { formatTable } from './report/table.ts';

/** Each is loaded only when it is asked for. */
const BENCHES: Record<string, () => Promise<{ bench: Bench }>> = {
  api: () => import('./api/api.ts'),
  billing: () => import('./billing/billing.ts'),
  chaos: () => import('./chaos/chaos.ts'),
  crypto: () => import('./crypto/crypto.ts'),
  exactness: () => import('./exactness/exactness.ts'),
  ingest: () => import('./ingest/ingest.ts'),
  limits: () => import('./limits/limits.ts'),
  pipeline: () => import('./pipeline/pipeline.ts'),
  usage: () => import('./usage/usage.ts'),
  webhooks: () => import('./webhooks/webhooks.ts'),
};

/** `npm run bench <name> [-- --json --quick]`: runs one bench; it fails when a goal is missed. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name = ''] = positionals;
  const load = BENCHES[name];
  if (load === undefined) throw new Error(`Which bench? npm run bench <${Object.keys(BENCHES).join(' | ')}>`);
  const { bench } = await load();
  const isQuick = values.quick === true;
  const { figures, ratios, table, misses } = await bench({ isQuick, note: print });
  print(`\n${name}${isQuick ? ' (quick)' : ''} on ${availableParallelism()} processors\n${formatTable(table)}`);
  print(misses.length === 0 ? '  All goals are met.' : misses.map((miss) => `  Missed: ${miss}`).join('\n'));
  if (values.json === true) print(JSON.stringify({ bench: name, ratios, figures }));
  process.exitCode = misses.length === 0 ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
