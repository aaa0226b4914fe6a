import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxSlack, SlackWorkspace } from '../stage/sandbox-slack.ts';

const POLL_MS = 200;
const PATIENCE_MS = 15_000;

/** One conversation of a person with the app. */
interface Line {
  readonly user: string;
  readonly channel: string;
}

/** Several people who talk to an app directly, all at the same time, each waiting for the answer before the next message. */
export class DirectTalk {
  unanswered = 0;
  readonly milliseconds: number[] = [];
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

  /** Forgets what was measured while everything warmed up. */
  forget(): void {
    this.milliseconds.length = 0;
    this.unanswered = 0;
  }

  /** Everybody writes once, at the same moment. */
  async wave(text: string): Promise<void> {
    await Promise.all(this.lines.map((line) => this.askAndWait(line, text)));
  }

  /** The sandbox stamps a question when it sends its event, and the answer when it takes it in. */
  private async askAndWait({ user, channel }: Line, text: string): Promise<void> {
    const asked = await this.slack.say(this.teamId, { channel, user, text });
    for (const since = Date.now(); Date.now() - since < PATIENCE_MS;) {
      await delay(POLL_MS);
      const thread = await this.slack.messages(this.teamId, channel, asked);
      const answer = thread.find(({ bot_id }) => bot_id !== undefined);
      if (answer === undefined) continue;
      this.milliseconds.push((Number(answer.ts) - Number(asked)) * 1_000);
      return;
    }
    this.unanswered += 1;
  }
}
