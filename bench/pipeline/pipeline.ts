import { join } from 'node:path';

import { findFreePort } from '../../tools/processes/free-port.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { percentile, rounded } from '../report/statistics.ts';
import { hireEmployee } from '../stage/hire.ts';
import { SandboxSlack } from '../stage/sandbox-slack.ts';
import { Stage } from '../stage/stage.ts';
import { type Answers, DirectTalk, together } from './direct-talk.ts';

const CONVERSATIONS = 20;
/** Messages a second. */
const RATES = [10, 100] as const;
/** So that nobody writes again within two seconds at the highest rate. */
const PEOPLE = 200;
const GOAL = { perSecond: 100, p50Ms: 8, p95Ms: 25 } as const;
const WARM_UP_WAVES = 2;
const BOLT_SCOPES = ['chat:write', 'im:history', 'im:read', 'im:write', 'users:read'];
const QUESTION = 'When do you open?';

interface Side {
  readonly name: string;
  readonly eventsUrl: string;
  readonly talk: DirectTalk;
}

/** What one side was measured to do. */
interface Outcome {
  readonly name: string;
  readonly atOnce: Answers;
  readonly atRate: ReadonlyMap<number, Answers>;
}

interface Rounds {
  readonly count: number;
  readonly waves: number;
  readonly steadyMs: number;
}

/**
 * How long it takes from an event sent to the answer received, by the sandbox's clock, with a model that needs no time: 20
 * conversations at once, and at a steady rate; api and worker in processes of their own. Beside it, in turns, Slack's own framework
 * Bolt with a handler in memory, which calls no model and stores nothing.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'pipeline', note });
  try {
    await Promise.all([stage.startSandbox(), stage.startApi(), stage.startWorker()]);
    const slack = new SandboxSlack(stage.sandboxUrl);
    const { workspace } = await hireEmployee(stage.url, stage.sandboxUrl, PEOPLE);
    const product = {
      name: 'Konstruct',
      eventsUrl: `${stage.url}/api/webhooks/slack/events`,
      talk: await DirectTalk.open(slack, workspace),
    };
    const rounds = isQuick ? { count: 2, waves: 4, steadyMs: 3_000 } : { count: 5, waves: 10, steadyMs: 10_000 };
    note(`${rounds.count} rounds of ${rounds.waves} waves in turn, then ${RATES.join(' and ')} messages a second`);
    return report(await measure(slack, [product, await startBolt(stage, slack)], rounds));
  } finally {
    await stage.close();
  }
};

async function measure(slack: SandboxSlack, sides: readonly Side[], rounds: Rounds): Promise<Outcome[]> {
  const outcomes = sides.map(({ name }) => ({ name, waves: [] as Answers[], atRate: new Map<number, Answers>() }));
  const inTurn = async (
    work: (talk: DirectTalk, outcome: (typeof outcomes)[number]) => Promise<unknown>,
  ): Promise<void> => {
    for (const [index, { eventsUrl, talk }] of sides.entries()) {
      await slack.changeApp({ events_url: eventsUrl });
      const outcome = outcomes[index];
      if (outcome) await work(talk, outcome);
    }
  };
  await inTurn((talk) => talk.waves(QUESTION, CONVERSATIONS, WARM_UP_WAVES));
  for (let round = 0; round < rounds.count; round += 1)
    await inTurn(async (talk, { waves }) => waves.push(await talk.waves(QUESTION, CONVERSATIONS, rounds.waves)));
  for (const rate of RATES)
    await inTurn(async (talk, { atRate }) => atRate.set(rate, await talk.steady(QUESTION, rate, rounds.steadyMs)));
  return outcomes.map(({ name, waves, atRate }) => ({ name, atOnce: together(waves), atRate }));
}

async function startBolt(stage: Stage, slack: SandboxSlack): Promise<Side> {
  const { team_id: teamId } = await slack.addWorkspace(PEOPLE);
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
    name: 'Bolt, in memory',
    eventsUrl: `http://localhost:${port}/slack/events`,
    talk: await DirectTalk.open(slack, await slack.workspace(teamId)),
  };
}

function report(outcomes: readonly Outcome[]): BenchResult {
  const [product, bolt] = outcomes;
  if (!product || !bolt) throw new Error('Two sides are compared.');
  const goal = product.atRate.get(GOAL.perSecond);
  const [p50, p95] = [at(goal, 0.5), at(goal, 0.95)];
  const all = [product.atOnce, ...product.atRate.values()];
  const unanswered = together(all).unanswered;
  return {
    ratios: { p50_of_bolt: rounded(at(product.atOnce, 0.5) / at(bolt.atOnce, 0.5)) },
    figures: {
      ...percentiles('', product.atOnce),
      ...percentiles('bolt_', bolt.atOnce),
      ...Object.fromEntries(
        [...product.atRate].flatMap(([rate, answers]) => Object.entries(percentiles(`at_${rate}_`, answers))),
      ),
      goal_at_100_p50_ms: GOAL.p50Ms,
      goal_at_100_p95_ms: GOAL.p95Ms,
      unanswered,
    },
    table: [['', '', 'answers', 'p50 ms', 'p95 ms', 'p99 ms'], ...outcomes.flatMap(rowsOf)],
    misses: [
      ...(unanswered === 0 ? [] : [`${unanswered} messages got no answer in time`]),
      ...(p50 < GOAL.p50Ms ? [] : [`p50 at ${GOAL.perSecond}/s is ${p50} ms; the goal is ${GOAL.p50Ms} ms`]),
      ...(p95 < GOAL.p95Ms ? [] : [`p95 at ${GOAL.perSecond}/s is ${p95} ms; the goal is ${GOAL.p95Ms} ms`]),
    ],
  };
}

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

function at(answers: Answers | undefined, share: number): number {
  return rounded(percentile(answers?.milliseconds ?? [], share), 1);
}

function percentiles(prefix: string, answers: Answers): Record<string, number> {
  return Object.fromEntries(Object.entries(SHARES).map(([name, share]) => [`${prefix}${name}_ms`, at(answers, share)]));
}

function rowsOf({ name, atOnce, atRate }: Outcome): string[][] {
  const row = (what: string, answers: Answers): string[] => [
    ...[name, what, String(answers.milliseconds.length)],
    ...Object.values(SHARES).map((share) => at(answers, share).toFixed(1)),
  ];
  return [row(`${CONVERSATIONS} at once`, atOnce), ...[...atRate].map(([rate, answers]) => row(`${rate}/s`, answers))];
}
