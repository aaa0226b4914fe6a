import { setTimeout as delay } from 'node:timers/promises';

import { findFreePort } from '../../tools/processes/free-port.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { hireOnWhatsapp } from '../stage/hire-on-whatsapp.ts';
import { hireEmployee } from '../stage/hire.ts';
import { SandboxSlack } from '../stage/sandbox-slack.ts';
import { SandboxWhatsapp } from '../stage/sandbox-whatsapp.ts';
import { Stage } from '../stage/stage.ts';
import { Crew } from './crew.ts';
import { type ChaosPlan, FULL, QUICK } from './chaos-plan.ts';
import { Crowd } from './crowd.ts';
import { EchoModel, numbersIn } from './echo-model.ts';
import { Front } from './front.ts';
import { Operator } from './operator.ts';
import { SlackLines } from './slack-lines.ts';
import { type ConversationRecord, judge, type Verdict } from './verdict.ts';
import { WhatsappLines } from './whatsapp-lines.ts';

const MODEL_LATENCY_MS = 150;
/** After the last answer: a second one that was still on its way would come now. */
const SETTLE_MS = 3_000;

/** The product parks an answer in doubt five minutes after its first attempt. */
const PARKED_AFTER_MS = 330_000;

/**
 * Whether anything is lost, answered twice or out of order while processes are killed and Postgres restarts, over Slack and
 * WhatsApp at the same time, judged by what stands in the sandbox's channels in the end.
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
    const { crowd, operator } = await gather(stage, plan);
    note(`${plan.messages} messages, ${plan.kills} kills, ${plan.postgresRestarts} restarts of Postgres`);
    const restarts = await wreakHavoc({ stage, crew, crowd, plan, note });
    note('everything is up again; waiting for what is missing');
    await untilAnswered(crowd, operator, plan);
    await delay(SETTLE_MS);
    return report(judge(await crowd.records(), operator), { plan, crew, model, operator, restarts });
  } finally {
    await front.close();
    model.close();
    await stage.close();
  }
};

/** One business with an employee in each channel; half of the people are here, half there. */
async function gather(stage: Stage, plan: ChaosPlan): Promise<{ crowd: Crowd; operator: Operator }> {
  const slack = new SandboxSlack(stage.sandboxUrl);
  const whatsapp = new SandboxWhatsapp(stage.sandboxUrl);
  await slack.changeApp({ retry_delays_ms: plan.slackRetriesMs });
  await whatsapp.changeSettings({ retry_delays_ms: plan.metaRetriesMs });
  const inSlack = Math.ceil(plan.conversations / 2);
  const hired = await hireEmployee(stage.url, stage.sandboxUrl, inSlack);
  const onWhatsapp = await hireOnWhatsapp(hired.business, stage.sandboxUrl, plan.conversations - inSlack);
  const channels = [await SlackLines.gather(slack, hired), new WhatsappLines(whatsapp, onWhatsapp)];
  return { crowd: new Crowd(channels, plan), operator: new Operator(hired.business) };
}

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
      await crowd.noteHandovers();
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
async function untilAnswered(crowd: Crowd, operator: Operator, plan: ChaosPlan): Promise<void> {
  const beganAt = Date.now();
  let fewest = Infinity;
  let since = beganAt;
  for (;;) {
    await crowd.noteHandovers();
    const records = await crowd.records();
    await operator.look(answeredIn(records));
    const { lost, unacknowledged } = judge(records, operator);
    const undecided = plan.waitsForPeople ? operator.undecided.size : 0;
    const missing = lost.length + unacknowledged.length + undecided;
    if (missing === 0) return;
    if (missing < fewest) since = Date.now();
    fewest = Math.min(fewest, missing);
    const patienceEndsAt = Math.max(since, undecided > 0 ? beganAt + PARKED_AFTER_MS : 0) + plan.patienceMs;
    if (Date.now() > patienceEndsAt) return;
    await delay(500);
  }
}

function answeredIn(records: readonly ConversationRecord[]): Set<number> {
  return new Set(records.flatMap(({ replies }) => replies.flatMap(numbersIn)));
}

interface Outcome {
  readonly plan: ChaosPlan;
  readonly crew: Crew;
  readonly model: EchoModel;
  readonly operator: Operator;
  readonly restarts: number;
}

function report(
  { lost, doubled, outOfOrder, unacknowledged }: Verdict,
  { plan, crew, model, operator, restarts }: Outcome,
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
    left_to_people: operator.sentByHand.size + operator.undecided.size,
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
