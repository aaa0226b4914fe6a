import { join } from 'node:path';

import { Client } from 'pg';

import { connectionUrl } from '../../tools/postgres/product-database.ts';
import { findFreePort } from '../../tools/processes/free-port.ts';
import { runScript } from '../../tools/processes/run-script.ts';
import { answersAt } from '../../tools/start/readiness.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { median, rounded } from '../report/statistics.ts';
import { hireEmployee } from '../stage/hire.ts';
import { Stage } from '../stage/stage.ts';
import type { LoadOrder, LoadOutcome } from './load/main.ts';
import type { EventSource } from './signed-event.ts';

const CONNECTIONS = 64;
const PATH = '/api/webhooks/slack/events';
const BASELINE_DATABASE = 'baseline';
const GOAL = { throughput: 0.7, p99Ms: 50 };

interface Contest {
  readonly product: LoadOutcome[];
  readonly bare: LoadOutcome[];
}

/**
 * What acknowledging a webhook costs: verify, store once for the right tenant with job and audit, answer. Beside it, in turns, a
 * bare Fastify route that verifies the same signature and writes one row. No worker runs, on either side.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'webhooks', note });
  try {
    await stage.startSandbox();
    await stage.startApi();
    const { workspace, channel } = await hireEmployee(stage.url, stage.sandboxUrl, 1);
    const source: EventSource = {
      signingSecret: stage.secrets.sandboxSlackSigningSecret,
      teamId: workspace.team_id,
      botUserId: workspace.bot_user_id,
      channel,
      user: workspace.users[0]?.id ?? '',
    };
    const bareUrl = await startBareServer(stage);
    const rounds = isQuick ? { count: 3, milliseconds: 3_000 } : { count: 7, milliseconds: 5_000 };
    const contest: Contest = { product: [], bare: [] };
    note(`${rounds.count} rounds of ${rounds.milliseconds} ms each in turn, ${CONNECTIONS} connections`);
    for (let round = -1; round < rounds.count; round += 1) {
      const order = { connections: CONNECTIONS, milliseconds: round < 0 ? 2_000 : rounds.milliseconds, source };
      const product = await load({ ...order, url: `${stage.url.replace('localhost', '127.0.0.1')}${PATH}` });
      const bare = await load({ ...order, url: `${bareUrl}${PATH}` });
      // The first round only warms both up.
      if (round < 0) continue;
      contest.product.push(product);
      contest.bare.push(bare);
    }
    return report(contest);
  } finally {
    await stage.close();
  }
};

async function startBareServer(stage: Stage): Promise<string> {
  const admin = new Client({ connectionString: stage.superuserUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${BASELINE_DATABASE}`);
  await admin.end();
  const port = await findFreePort(15_300);
  const server = stage.startProgram('bare-server', join(import.meta.dirname, 'bare-server', 'main.ts'), {
    PORT: String(port),
    DATABASE_URL: connectionUrl(stage.superuserUrl, { database: BASELINE_DATABASE }),
    SIGNING_SECRET: stage.secrets.sandboxSlackSigningSecret,
    NODE_ENV: 'production',
  });
  const url = `http://127.0.0.1:${port}`;
  await stage.untilReady(server, (signal) => answersAt(`${url}/health`, signal));
  return url;
}

async function load(order: LoadOrder): Promise<LoadOutcome> {
  const script = join(import.meta.dirname, 'load', 'main.ts');
  const environment = { PATH: process.env.PATH, LOAD: JSON.stringify(order) };
  return JSON.parse(await runScript('load generator', [script], environment)) as LoadOutcome;
}

function report({ product, bare }: Contest): BenchResult {
  const middle = (side: LoadOutcome[], read: (outcome: LoadOutcome) => number): number => median(side.map(read));
  const throughput = middle(product, (outcome) => outcome.requestsPerSecond);
  const bareThroughput = middle(bare, (outcome) => outcome.requestsPerSecond);
  const ratio = rounded(throughput / bareThroughput);
  const p99 = rounded(middle(product, (outcome) => outcome.p99));
  const refused = [...product, ...bare].reduce((sum, outcome) => sum + outcome.refused, 0);
  const row = (name: string, side: LoadOutcome[]): string[] => [
    name,
    middle(side, (outcome) => outcome.requestsPerSecond).toFixed(0),
    middle(side, (outcome) => outcome.p50).toFixed(1),
    middle(side, (outcome) => outcome.p99).toFixed(1),
  ];
  return {
    ratios: { throughput: ratio },
    figures: {
      requests_per_second: rounded(throughput, 0),
      bare_requests_per_second: rounded(bareThroughput, 0),
      p99_ms: p99,
      bare_p99_ms: rounded(middle(bare, (outcome) => outcome.p99)),
      refused,
    },
    table: [
      ['', 'requests/s', 'p50 ms', 'p99 ms'],
      row('Konstruct', product),
      row('bare Fastify, HMAC, one insert', bare),
      ['ratio', ratio.toFixed(2), '', ''],
    ],
    misses: [
      ...(ratio < GOAL.throughput ? [`throughput ${ratio} is below ${GOAL.throughput}`] : []),
      ...(p99 > GOAL.p99Ms ? [`p99 is ${p99} ms; the goal is ${GOAL.p99Ms} ms`] : []),
      ...(refused > 0 ? [`${refused} requests were refused`] : []),
    ],
  };
}
