import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxSlack, SlackMessage, SlackWorkspace } from '../stage/sandbox-slack.ts';

const POLL_MS = 200;
const PATIENCE_MS = 15_000;

/** One conversation of a person with the app. */
interface Line {
  readonly user: string;
  readonly channel: string;
}

interface Asked {
  readonly line: Line;
  readonly ts: string;
}

/** What came of a number of questions. */
export interface Answers {
  readonly milliseconds: readonly number[];
  readonly unanswered: number;
}

/** Several people who talk to an app directly. The sandbox stamps a question when it sends its event, and the answer when it takes it in. */
export class DirectTalk {
  private readonly slack: SandboxSlack;
  private readonly teamId: string;
  private readonly lines: readonly Line[];

  private constructor(slack: SandboxSlack, teamId: string, lines: readonly Line[]) {
    this.slack = slack;
    this.teamId = teamId;
    this.lines = lines;
  }

  static async open(slack: SandboxSlack, workspace: SlackWorkspace): Promise<DirectTalk> {
    const { team_id: teamId, bot_user_id: bot, users } = workspace;
    const open = async ({ id }: { id: string }): Promise<Line> => ({
      user: id,
      channel: await slack.openDirect(teamId, id, bot),
    });
    return new DirectTalk(slack, teamId, await Promise.all(users.map(open)));
  }

  /** So many people write at the same moment, each waits for the answer, and so on, wave after wave. */
  async waves(text: string, people: number, count: number): Promise<Answers> {
    const waves: Answers[] = [];
    for (let wave = 0; wave < count; wave += 1) {
      const asked = this.lines.slice(0, people).map((line) => this.ask(line, text));
      waves.push(await this.answersTo(await Promise.all(asked)));
    }
    return together(waves);
  }

  /** People write in turn, so many a second, whether or not the answers keep up. */
  async steady(text: string, perSecond: number, milliseconds: number): Promise<Answers> {
    const beganAt = performance.now();
    const asked: Promise<Asked>[] = [];
    for (let index = 0; index * 1_000 < milliseconds * perSecond; index += 1) {
      const early = beganAt + (index * 1_000) / perSecond - performance.now();
      if (early > 0) await delay(early);
      const line = this.lines[index % this.lines.length];
      if (line) asked.push(this.ask(line, text));
    }
    return this.answersTo(await Promise.all(asked));
  }

  private async ask(line: Line, text: string): Promise<Asked> {
    return { line, ts: await this.slack.say(this.teamId, { ...line, text }) };
  }

  /** Looks while nothing is asked any more, and no more often than it takes not to disturb. */
  private async answersTo(questions: readonly Asked[]): Promise<Answers> {
    const milliseconds: number[] = [];
    let open = questions;
    for (const since = Date.now(); open.length > 0 && Date.now() - since < PATIENCE_MS;) {
      await delay(POLL_MS);
      const still: Asked[] = [];
      for (const question of open) {
        const { channel } = question.line;
        const answer = answerTo(question, await this.slack.messages(this.teamId, channel));
        if (answer === undefined) still.push(question);
        else milliseconds.push((Number(answer.ts) - Number(question.ts)) * 1_000);
      }
      open = still;
    }
    return { milliseconds, unanswered: open.length };
  }
}

/** In its thread, or in that of a later question, when both were answered together. */
function answerTo({ ts }: Asked, messages: readonly SlackMessage[]): SlackMessage | undefined {
  const answers = messages.filter(({ bot_id, thread_ts }) => bot_id !== undefined && Number(thread_ts) >= Number(ts));
  return answers.sort((one, other) => Number(one.ts) - Number(other.ts))[0];
}

/** Several turns as one. */
export function together(turns: readonly Answers[]): Answers {
  return {
    milliseconds: turns.flatMap(({ milliseconds }) => milliseconds),
    unanswered: turns.reduce((sum, { unanswered }) => sum + unanswered, 0),
  };
}
