import type { HiredEmployee } from '../stage/hire.ts';
import type { SandboxSlack } from '../stage/sandbox-slack.ts';
import { type Handover, handoverOf, type Line, type Lines } from './line.ts';

/** People in a workspace: every other one writes directly, the others in threads of one channel, each opened by a mention. */
export class SlackLines implements Lines {
  readonly open: readonly Line[];
  private readonly slack: SandboxSlack;

  private constructor(slack: SandboxSlack, open: readonly Line[]) {
    this.slack = slack;
    this.open = open;
  }

  static async gather(slack: SandboxSlack, { workspace, channel }: HiredEmployee): Promise<SlackLines> {
    const { team_id: team, bot_user_id: bot, users } = workspace;
    const open = users.map(async ({ id: user }, index) =>
      index % 2 === 0
        ? new DirectLine(slack, team, { user, channel: await slack.openDirect(team, user, bot) })
        : new ThreadLine(slack, team, { user, channel, bot }),
    );
    return new SlackLines(slack, await Promise.all(open));
  }

  /** A mention is two events, either of which is enough. */
  async handovers(): Promise<readonly Handover[]> {
    return (await this.slack.deliveries()).map(({ body, attempts }) =>
      handoverOf(keyOf(body.event.channel ?? '', body.event.ts ?? ''), attempts),
    );
  }
}

class DirectLine implements Line {
  private readonly slack: SandboxSlack;
  private readonly team: string;
  private readonly place: { readonly user: string; readonly channel: string };

  constructor(slack: SandboxSlack, team: string, place: { user: string; channel: string }) {
    this.slack = slack;
    this.team = team;
    this.place = place;
  }

  async say(text: string): Promise<string> {
    return keyOf(this.place.channel, await this.slack.say(this.team, { ...this.place, text }));
  }

  replies(): Promise<readonly string[]> {
    return repliesIn(this.slack, this.team, this.place.channel);
  }
}

class ThreadLine implements Line {
  private readonly slack: SandboxSlack;
  private readonly team: string;
  private readonly place: { readonly user: string; readonly channel: string; readonly bot: string };
  private root: string | undefined;

  constructor(slack: SandboxSlack, team: string, place: { user: string; channel: string; bot: string }) {
    this.slack = slack;
    this.team = team;
    this.place = place;
  }

  async say(text: string): Promise<string> {
    const { user, channel, bot } = this.place;
    const { root } = this;
    const message =
      root === undefined ? { channel, user, text: `<@${bot}> ${text}` } : { channel, user, text, thread_ts: root };
    const ts = await this.slack.say(this.team, message);
    this.root ??= ts;
    return keyOf(channel, ts);
  }

  async replies(): Promise<readonly string[]> {
    return this.root === undefined ? [] : repliesIn(this.slack, this.team, this.place.channel, this.root);
  }
}

function keyOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

async function repliesIn(slack: SandboxSlack, team: string, channel: string, root?: string): Promise<string[]> {
  const messages = await slack.messages(team, channel, root);
  const replies = messages.filter(({ bot_id }) => bot_id !== undefined);
  return replies.sort((one, other) => Number(one.ts) - Number(other.ts)).map(({ text }) => text);
}
