import { setTimeout as delay } from 'node:timers/promises';

import { findFreePort } from '../../tools/processes/free-port.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { hireEmployee } from '../stage/hire.ts';
import { SandboxSlack } from '../stage/sandbox-slack.ts';
import { Stage } from '../stage/stage.ts';
import { Crew } from './crew.ts';
import { Crowd, type CrowdPlan } from './crowd.ts';
import { EchoModel } from './echo-model.ts';
import { Front } from './front.ts';
import { judge, type Verdict } from './verdict.ts';

interface ChaosPlan extends CrowdPlan {
  readonly kills: number;
  readonly postgresRestarts: number;
  /** How long nothing may come any more before what is missing counts as lost; longer than the last pause below. */
  readonly patienceMs: number;
  /** As often as Slack repeats an event, with its pauses of a minute and of five shortened. */
  readonly retryDelaysMs: readonly number[];
}

const FULL: ChaosPlan = {
  conversations: 50,
  messages: 2_000,
  milliseconds: 180_000,
  kills: 50,
  postgresRestarts: 3,
  patienceMs: 60_000,
  retryDelaysMs: [1_000, 15_000, 45_000],
};
const QUICK: ChaosPlan = {
  conversations: 50,
  messages: 150,
  milliseconds: 12_000,
  kills: 6,
  postgresRestarts: 1,
  patienceMs: 18_000,
  retryDelaysMs: [1_000, 5_000, 12_000],
};

const MODEL_LATENCY_MS = 150;
/** After the last answer: a second one that was still on its way would come now. */
const SETTLE_MS = 3_000;

/**
 * Whether anything is lost, answered twice or out of order while processes are killed and Postgres restarts, judged by what
 * stands in the sandbox's Slack in the end. Slack only: there is no WhatsApp yet.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const plan = isQuick ? QUICK : FULL;
  const model = new EchoModel(MODEL_LATENCY_MS);
  const modelPort = await findFreePort(15_400);
  await model.listen(modelPort);
  const stage = await Stage.open({
    purpose: 'chaos',
    note,
    environment: { OPENAI_API_KEY: 'echo', OPENAI_BASE_URL: `http://127.0.0.1:${modelPort}/v1` },
  });
  const apiPort = await findFreePort(15_200);
  const apiPorts = [apiPort, await findFreePort(apiPort + 1)];
  const front = new Front(apiPorts);
  try {
    await front.listen(Number(new URL(stage.url).port));
    const crew = new Crew(stage, apiPorts, 2);
    await Promise.all([stage.startSandbox(), crew.start()]);
    const slack = new SandboxSlack(stage.sandboxUrl);
    await slack.changeApp({ retry_delays_ms: plan.retryDelaysMs });
    const crowd = new Crowd(slack, await hireEmployee(stage.url, stage.sandboxUrl, plan.conversations), plan);
    await crowd.gather();
    note(`${plan.messages} messages, ${plan.kills} kills, ${plan.postgresRestarts} restarts of Postgres`);
    const restarts = await wreakHavoc({ stage, crew, crowd, plan, note });
    await untilAnswered(crowd, plan.patienceMs);
    await delay(SETTLE_MS);
    return report(judge(await crowd.records()), { plan, crew, model, restarts });
  } finally {
    await front.close();
    model.close();
    await stage.close();
  }
};

interface Scene {
  readonly stage: Stage;
  readonly crew: Crew;
  readonly crowd: Crowd;
  readonly plan: ChaosPlan;
  readonly note: (text: string) => void;
}

/** People write; meanwhile, at random times, processes are killed and Postgres goes down and comes back. */
async function wreakHavoc({ stage, crew, crowd, plan, note }: Scene): Promise<number> {
  const isOver = { value: false };
  const watching = (async (): Promise<void> => {
    while (!isOver.value) {
      await crowd.noteAcknowledgements();
      await delay(1_000);
    }
  })();
  let restarts = 0;
  const restarting = (async (): Promise<void> => {
    for (; restarts < plan.postgresRestarts; restarts += 1) {
      await delay(plan.milliseconds / (plan.postgresRestarts + 1));
      await stage.restartPostgres(restarts % 2 === 0 ? 'crash' : 'orderly');
      note(`Postgres restarted after ${crew.kills} kills`);
    }
  })();
  const killing = (async (): Promise<void> => {
    const pause = plan.milliseconds / plan.kills;
    while (crew.kills < plan.kills) {
      await delay(pause * (0.5 + Math.random()));
      await crew.killOne();
    }
  })();
  await Promise.all([crowd.write(), restarting, killing]);
  await crew.settle();
  isOver.value = true;
  await watching;
  return restarts;
}

/** Until each message is acknowledged and answered, or nothing has come for too long. */
async function untilAnswered(crowd: Crowd, patienceMs: number): Promise<void> {
  let fewest = Infinity;
  let since = Date.now();
  while (Date.now() - since < patienceMs) {
    await crowd.noteAcknowledgements();
    const { lost, unacknowledged } = judge(await crowd.records());
    const missing = lost.length + unacknowledged.length;
    if (missing === 0) return;
    if (missing < fewest) since = Date.now();
    fewest = Math.min(fewest, missing);
    await delay(500);
  }
}

function report(
  { lost, doubled, outOfOrder, unacknowledged }: Verdict,
  { plan, crew, model, restarts }: { plan: ChaosPlan; crew: Crew; model: EchoModel; restarts: number },
): BenchResult {
  const wrong = (what: string, numbers: readonly number[]): string[] =>
    numbers.length === 0 ? [] : [`${numbers.length} ${what}: ${numbers.slice(0, 20).join(', ')}`];
  const figures = {
    messages: plan.messages,
    conversations: plan.conversations,
    kills: crew.kills,
    postgres_restarts: restarts,
    lost: lost.length,
    doubled: doubled.length,
    out_of_order: outOfOrder.length,
    model_calls: model.calls,
    unacknowledged: unacknowledged.length,
    misplaced_prompts: model.misplacedPrompts,
  };
  return {
    ratios: {},
    figures,
    table: [
      ['', 'count'],
      ...Object.entries(figures).map(([name, value]) => [name.replaceAll('_', ' '), String(value)]),
    ],
    misses: [...wrong('lost', lost), ...wrong('answered twice', doubled), ...wrong('out of order', outOfOrder)],
  };
}
