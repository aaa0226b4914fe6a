import { connectionUrl } from '../../tools/postgres/product-database.ts';
import { runScript } from '../../tools/processes/run-script.ts';
import type { Bench } from '../report/bench.ts';
import { Stage } from '../stage/stage.ts';

const SCRIPT = 'backend/modules/usage/testing/run-exactness.ts';
const RUN_MS = { quick: 20_000, full: 10 * 60_000 } as const;

/** What the script prints: see `ExactnessReport` there. */
interface Report extends Readonly<Record<string, number | readonly string[]>> {
  readonly mismatches: readonly string[];
  readonly failures: readonly string[];
}

/**
 * The books and their rollups while everything happens at once: writers, duplicates, transactions taken back, late events,
 * re-pricing, rolling up and readers, each read compared with the events of the same snapshot; then summed anew and compared again.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'exactness', note });
  try {
    const milliseconds = isQuick ? RUN_MS.quick : RUN_MS.full;
    note(`everything at once for ${milliseconds / 1_000} s`);
    const product = new URL(stage.productDatabaseUrl('superuser'));
    const environment = {
      ...stage.productEnvironment,
      TEST_POSTGRES_ADMIN_URL: connectionUrl(product.toString(), { database: 'postgres' }),
      TEST_TEMPLATE_DATABASE: product.pathname.slice(1),
      TEST_APP_PASSWORD: stage.secrets.postgresApplicationPassword,
    };
    const args = ['-r', '@swc-node/register', SCRIPT, String(milliseconds)];
    const output = await runScript('the business', args, environment);
    const { mismatches, failures, ...counts } = JSON.parse(output.split('\n').at(-1) ?? '') as Report;
    const figures = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]));
    return {
      figures: { ...figures, mismatches: mismatches.length, failures: failures.length },
      ratios: {},
      table: [['', 'count'], ...Object.entries(figures).map(([name, value]) => [name, String(value)])],
      misses: [...mismatches, ...failures].slice(0, 10),
    };
  } finally {
    await stage.close();
  }
};
