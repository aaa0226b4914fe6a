import { setTimeout as delay } from 'node:timers/promises';

import type { HiredEmployee } from '../stage/hire.ts';
import type { SandboxSlack, SlackMessage } from '../stage/sandbox-slack.ts';
import type { ConversationRecord } from './verdict.ts';

/** How much is written, and how fast. */
export interface CrowdPlan {
  readonly conversations: number;
  readonly messages: number;
  readonly milliseconds: number;
}

interface Conversation {
  readonly user: string;
  readonly channel: string;
  /** A direct conversation is a channel of its own; the others are threads of one channel, opened by a mention. */
  readonly isDirect: boolean;
  readonly written: { number: number; ts: string }[];
}

/** When the product got a message, in milliseconds; infinity for never. A mention is two events, either of which is enough. */
interface Handover {
  sentAt: number;
  acknowledgedAt: number;
}

const SHARE_OF_QUICK_MESSAGES = 0.3;

/** People who write, half of them directly and half in threads, now and then several messages in a row. */
export class Crowd {
  private readonly conversations: Conversation[] = [];
  private readonly handovers = new Map<string, Handover>();
  private readonly slack: SandboxSlack;
  private readonly employee: HiredEmployee;
  private readonly plan: CrowdPlan;
  private lastNumber = 0;

  constructor(slack: SandboxSlack, employee: HiredEmployee, plan: CrowdPlan) {
    this.slack = slack;
    this.employee = employee;
    this.plan = plan;
  }

  /** Everybody finds their place. */
  async gather(): Promise<void> {
    const { workspace, channel } = this.employee;
    const { team_id: team, bot_user_id: bot } = workspace;
    for (const [index, { id: user }] of workspace.users.slice(0, this.plan.conversations).entries()) {
      const isDirect = index % 2 === 0;
      const place = isDirect ? await this.slack.openDirect(team, user, bot) : channel;
      this.conversations.push({ user, channel: place, isDirect, written: [] });
    }
  }

  async write(): Promise<void> {
    await Promise.all(this.conversations.map((conversation) => this.converse(conversation)));
  }

  /** Looks up what was sent and acknowledged since; often enough, because the sandbox remembers only the latest events. */
  async noteAcknowledgements(): Promise<void> {
    for (const { body, attempts } of await this.slack.deliveries()) {
      const key = `${body.event.channel ?? ''}:${body.event.ts ?? ''}`;
      const known = this.handovers.get(key) ?? { sentAt: Infinity, acknowledgedAt: Infinity };
      for (const { at, duration_ms, status } of attempts) {
        const endedAt = Date.parse(at);
        known.sentAt = Math.min(known.sentAt, endedAt - duration_ms);
        if (status === 200) known.acknowledgedAt = Math.min(known.acknowledgedAt, endedAt);
      }
      this.handovers.set(key, known);
    }
  }

  /** What stands in Slack now. */
  async records(): Promise<ConversationRecord[]> {
    const threads = await this.messagesOf(this.employee.channel);
    return Promise.all(
      this.conversations.map(async ({ channel, isDirect, written }) => {
        const root = written[0]?.ts;
        const messages = isDirect
          ? await this.messagesOf(channel)
          : threads.filter(({ thread_ts }) => thread_ts === root);
        return {
          questions: written.map(({ number, ts }) => ({ number, ...this.handoverOf(`${channel}:${ts}`) })),
          replies: messages.filter(({ bot_id }) => bot_id !== undefined).map(({ text }) => text),
        };
      }),
    );
  }

  private handoverOf(key: string): { sentAt: number | undefined; acknowledgedAt: number | undefined } {
    const { sentAt, acknowledgedAt } = this.handovers.get(key) ?? { sentAt: Infinity, acknowledgedAt: Infinity };
    return {
      sentAt: Number.isFinite(sentAt) ? sentAt : undefined,
      acknowledgedAt: Number.isFinite(acknowledgedAt) ? acknowledgedAt : undefined,
    };
  }

  private async messagesOf(channel: string): Promise<SlackMessage[]> {
    const messages = await this.slack.messages(this.employee.workspace.team_id, channel);
    return [...messages].sort((one, other) => Number(one.ts) - Number(other.ts));
  }

  private async converse(conversation: Conversation): Promise<void> {
    const count = Math.round(this.plan.messages / this.plan.conversations);
    const pause = this.plan.milliseconds / count / (1 - SHARE_OF_QUICK_MESSAGES);
    await delay(Math.random() * pause);
    for (let index = 0; index < count; index += 1) {
      await this.writeOne(conversation);
      if (Math.random() > SHARE_OF_QUICK_MESSAGES) await delay(pause * (0.5 + Math.random()));
    }
  }

  private async writeOne({ user, channel, isDirect, written }: Conversation): Promise<void> {
    const { team_id: team, bot_user_id: bot } = this.employee.workspace;
    const number = (this.lastNumber += 1);
    const root = isDirect ? undefined : written[0]?.ts;
    const opening = !isDirect && root === undefined ? `<@${bot}> ` : '';
    const text = `${opening}Question #${number}`;
    const ts = await this.slack.say(team, { channel, user, text, ...(root === undefined ? {} : { thread_ts: root }) });
    written.push({ number, ts });
  }
}
