import type { CrowdPlan } from './crowd.ts';

/** How much is written and what goes wrong meanwhile. */
export interface ChaosPlan extends CrowdPlan {
  readonly kills: number;
  readonly postgresRestarts: number;
  /** How long nothing may come any more before what is missing counts as lost; longer than the last pause below. */
  readonly patienceMs: number;
  /** Whether to wait until the product leaves to people what it cannot decide, which takes it five minutes. */
  readonly waitsForPeople: boolean;
  /** As often as Slack repeats an event, with its pauses of a minute and of five shortened. */
  readonly slackRetriesMs: readonly number[];
  /** Meta repeats a webhook for days. */
  readonly metaRetriesMs: readonly number[];
}

/** What the product is held to. */
export const FULL: ChaosPlan = {
  conversations: 50,
  messages: 2_000,
  milliseconds: 180_000,
  kills: 50,
  postgresRestarts: 3,
  patienceMs: 120_000,
  waitsForPeople: true,
  slackRetriesMs: [1_000, 30_000, 90_000],
  metaRetriesMs: [1_000, 5_000, 15_000, 30_000, 60_000, 60_000],
};
/** The same in small, as part of `npm test`. */
export const QUICK: ChaosPlan = {
  conversations: 30,
  messages: 120,
  milliseconds: 8_000,
  kills: 6,
  postgresRestarts: 1,
  patienceMs: 60_000,
  waitsForPeople: false,
  slackRetriesMs: [1_000, 5_000, 20_000],
  metaRetriesMs: [1_000, 3_000, 6_000, 10_000, 20_000],
};
