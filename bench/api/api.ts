import { join } from 'node:path';

import { findFreePort } from '../../tools/processes/free-port.ts';
import { runScript } from '../../tools/processes/run-script.ts';
import { answersAt } from '../../tools/start/readiness.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { median, rounded } from '../report/statistics.ts';
import { EMPLOYEE, signUp } from '../stage/hire.ts';
import { requestJson } from '../stage/http-json.ts';
import { Stage } from '../stage/stage.ts';
import type { ReadOrder, ReadOutcome } from './load/main.ts';

const CONNECTIONS = 32;
const GOAL = { read: 0.65, scoped: 0.65 };

/** What is measured in turns. */
type Contestant = 'product' | 'bound' | 'free';

/**
 * What the API adds to one indexed read: recognising the caller, access rule, validation, the transaction of the tenant, the
 * answer's shape. Beside it, in turns, the same query on bare Fastify with and without row-level security.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  // Every call counts, and a business without a subscription has a thousand a day.
  const stage = await Stage.open({ purpose: 'api', note, environment: { FREE_DAILY_API_CALLS: '1000000000' } });
  try {
    await stage.startApi();
    const { tenantId, headers } = await signUp(stage.url);
    const agents = `/api/portal/tenants/${tenantId}/agents`;
    const { id } = await requestJson<{ id: string }>('POST', `${stage.url}${agents}`, EMPLOYEE, headers);
    const bareUrl = await startBareServer(stage);
    const contestants: Record<Contestant, string> = {
      product: `${stage.url.replace('localhost', '127.0.0.1')}${agents}/${id}`,
      bound: `${bareUrl}/bound/${tenantId}/${id}`,
      free: `${bareUrl}/free/${tenantId}/${id}`,
    };
    const rounds = isQuick ? { count: 4, milliseconds: 2_000 } : { count: 9, milliseconds: 4_000 };
    note(`${rounds.count} rounds of ${rounds.milliseconds} ms each in turn, ${CONNECTIONS} connections`);
    const outcomes: Record<Contestant, ReadOutcome[]> = { product: [], bound: [], free: [] };
    for (let round = -1; round < rounds.count; round += 1) {
      for (const name of Object.keys(contestants) as Contestant[]) {
        const order = { connections: CONNECTIONS, milliseconds: rounds.milliseconds, headers };
        const outcome = await load({ ...order, url: contestants[name] });
        // The first round only warms them up.
        if (round >= 0) outcomes[name].push(outcome);
      }
    }
    return report(outcomes);
  } finally {
    await stage.close();
  }
};

async function startBareServer(stage: Stage): Promise<string> {
  const port = await findFreePort(15_300);
  const server = stage.startProgram('bare-server', join(import.meta.dirname, 'bare-server', 'main.ts'), {
    PORT: String(port),
    SUPERUSER_URL: stage.productDatabaseUrl('superuser'),
    DATABASE_URL: stage.productDatabaseUrl('application'),
    NODE_ENV: 'production',
  });
  const url = `http://127.0.0.1:${port}`;
  await stage.untilReady(server, (signal) => answersAt(`${url}/health`, signal));
  return url;
}

async function load(order: ReadOrder): Promise<ReadOutcome> {
  const script = join(import.meta.dirname, 'load', 'main.ts');
  const environment = { PATH: process.env.PATH, LOAD: JSON.stringify(order) };
  return JSON.parse(await runScript('load generator', [script], environment)) as ReadOutcome;
}

function report(outcomes: Readonly<Record<Contestant, ReadOutcome[]>>): BenchResult {
  const middle = (name: Contestant, read: (outcome: ReadOutcome) => number): number => median(outcomes[name].map(read));
  const rate = (name: Contestant): number => middle(name, (outcome) => outcome.requestsPerSecond);
  const read = rounded(rate('product') / rate('free'));
  const scoped = rounded(rate('bound') / rate('free'));
  const refused = Object.values(outcomes)
    .flat()
    .reduce((sum, outcome) => sum + outcome.refused, 0);
  const row = (title: string, name: Contestant): string[] => [
    title,
    rate(name).toFixed(0),
    (rate(name) / rate('free')).toFixed(2),
    middle(name, (outcome) => outcome.p50).toFixed(1),
    middle(name, (outcome) => outcome.p99).toFixed(1),
  ];
  return {
    ratios: { read, scoped },
    figures: {
      requests_per_second: rounded(rate('product'), 0),
      bare_requests_per_second: rounded(rate('free'), 0),
      p99_ms: rounded(middle('product', (outcome) => outcome.p99)),
      refused,
    },
    table: [
      ['', 'requests/s', 'ratio', 'p50 ms', 'p99 ms'],
      row('Konstruct, signed in', 'product'),
      row("bare Fastify, the tenant's transaction", 'bound'),
      row('bare Fastify, no row-level security', 'free'),
    ],
    misses: [
      ...(read < GOAL.read ? [`read ${read} is below ${GOAL.read}`] : []),
      ...(scoped < GOAL.scoped ? [`scoped ${scoped} is below ${GOAL.scoped}`] : []),
      ...(refused > 0 ? [`${refused} requests were refused`] : []),
    ],
  };
}
