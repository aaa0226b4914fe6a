import { join } from 'node:path';

import { findFreePort } from '../../tools/processes/free-port.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { percentile, rounded } from '../report/statistics.ts';
import { hireEmployee } from '../stage/hire.ts';
import { SandboxSlack } from '../stage/sandbox-slack.ts';
import { Stage } from '../stage/stage.ts';
import { DirectTalk } from './direct-talk.ts';

const CONVERSATIONS = 20;
const BOLT_SCOPES = ['chat:write', 'im:history', 'im:read', 'im:write', 'users:read'];
const QUESTION = 'When do you open?';

interface Side {
  readonly eventsUrl: string;
  readonly talk: DirectTalk;
}

/**
 * How long it takes from an event sent to the answer received, by the sandbox's clock, with a model that needs no time: 20
 * conversations at once, api and worker in processes of their own. Beside it, in turns, Slack's own framework Bolt with a
 * handler in memory, which calls no model and stores nothing.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'pipeline', note });
  try {
    await Promise.all([stage.startSandbox(), stage.startApi(), stage.startWorker()]);
    const slack = new SandboxSlack(stage.sandboxUrl);
    const { workspace } = await hireEmployee(stage.url, stage.sandboxUrl, CONVERSATIONS);
    const product: Side = {
      eventsUrl: `${stage.url}/api/webhooks/slack/events`,
      talk: await DirectTalk.open(slack, workspace),
    };
    const bolt = await startBolt(stage, slack);
    const rounds = isQuick ? { count: 3, waves: 4 } : { count: 6, waves: 10 };
    note(`${rounds.count} rounds of ${rounds.waves} waves in turn, ${CONVERSATIONS} conversations at once`);
    for (let round = -1; round < rounds.count; round += 1) {
      for (const { eventsUrl, talk } of [product, bolt]) {
        await slack.changeApp({ events_url: eventsUrl });
        for (let wave = 0; wave < (round < 0 ? 2 : rounds.waves); wave += 1) await talk.wave(QUESTION);
        // The first round only warms both up.
        if (round < 0) talk.forget();
      }
    }
    return report(product.talk, bolt.talk);
  } finally {
    await stage.close();
  }
};

async function startBolt(stage: Stage, slack: SandboxSlack): Promise<Side> {
  const { team_id: teamId } = await slack.addWorkspace(CONVERSATIONS);
  const { access_token } = await slack.install(teamId, BOLT_SCOPES);
  const port = await findFreePort(15_300);
  const bolt = stage.startProgram('bolt', join(import.meta.dirname, 'bolt-app', 'main.ts'), {
    PORT: String(port),
    BOT_TOKEN: access_token,
    SIGNING_SECRET: stage.secrets.sandboxSlackSigningSecret,
    SLACK_API_URL: `${stage.sandboxUrl}/slack/api/`,
  });
  await stage.untilReady(bolt, (signal) => bolt.prints(/^bolt ready/, signal));
  return {
    eventsUrl: `http://localhost:${port}/slack/events`,
    talk: await DirectTalk.open(slack, await slack.workspace(teamId)),
  };
}

function report(product: DirectTalk, bolt: DirectTalk): BenchResult {
  const at = (talk: DirectTalk, share: number): number => rounded(percentile(talk.milliseconds, share), 1);
  const shares = [0.5, 0.95, 0.99] as const;
  const row = (name: string, talk: DirectTalk): string[] => [
    name,
    String(talk.milliseconds.length),
    ...shares.map((share) => at(talk, share).toFixed(1)),
  ];
  return {
    ratios: { p50_of_bolt: rounded(at(product, 0.5) / at(bolt, 0.5)) },
    figures: {
      p50_ms: at(product, 0.5),
      p95_ms: at(product, 0.95),
      p99_ms: at(product, 0.99),
      bolt_p50_ms: at(bolt, 0.5),
      bolt_p95_ms: at(bolt, 0.95),
      bolt_p99_ms: at(bolt, 0.99),
      unanswered: product.unanswered,
    },
    table: [['', 'answers', 'p50 ms', 'p95 ms', 'p99 ms'], row('Konstruct', product), row('Bolt, in memory', bolt)],
    misses: product.unanswered === 0 ? [] : [`${product.unanswered} messages got no answer in time`],
  };
}
