import { setTimeout as delay } from 'node:timers/promises';

import type { Handover, Line, Lines } from './line.ts';
import type { ConversationRecord } from './verdict.ts';

/** How much is written, and how fast. */
export interface CrowdPlan {
  readonly conversations: number;
  readonly messages: number;
  readonly milliseconds: number;
}

interface Conversation {
  readonly line: Line;
  readonly written: { readonly number: number; readonly key: string }[];
}

const SHARE_OF_QUICK_MESSAGES = 0.3;

/** People who write in all channels at the same time, now and then several messages in a row. */
export class Crowd {
  private readonly conversations: readonly Conversation[];
  private readonly known = new Map<string, Handover>();
  private readonly channels: readonly Lines[];
  private readonly plan: CrowdPlan;
  private lastNumber = 0;

  constructor(channels: readonly Lines[], plan: CrowdPlan) {
    this.channels = channels;
    this.plan = plan;
    this.conversations = channels.flatMap(({ open }) => open).map((line) => ({ line, written: [] }));
  }

  async write(): Promise<void> {
    await Promise.all(this.conversations.map((conversation) => this.converse(conversation)));
  }

  /** Looks up what was sent and acknowledged since; often enough, because the sandbox remembers only the latest events. */
  async noteHandovers(): Promise<void> {
    for (const handover of (await Promise.all(this.channels.map((channel) => channel.handovers()))).flat()) {
      const earlier = this.known.get(handover.key) ?? handover;
      this.known.set(handover.key, {
        key: handover.key,
        sentAt: Math.min(earlier.sentAt, handover.sentAt),
        acknowledgedAt: Math.min(earlier.acknowledgedAt, handover.acknowledgedAt),
      });
    }
  }

  /** What stands in the channels now. */
  async records(): Promise<ConversationRecord[]> {
    return Promise.all(
      this.conversations.map(async ({ line, written }) => ({
        questions: written.map(({ number, key }) => ({ number, ...this.timesOf(key) })),
        replies: await line.replies(),
      })),
    );
  }

  private timesOf(key: string): { sentAt: number | undefined; acknowledgedAt: number | undefined } {
    const { sentAt = Infinity, acknowledgedAt = Infinity } = this.known.get(key) ?? {};
    return {
      sentAt: Number.isFinite(sentAt) ? sentAt : undefined,
      acknowledgedAt: Number.isFinite(acknowledgedAt) ? acknowledgedAt : undefined,
    };
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

  private async writeOne({ line, written }: Conversation): Promise<void> {
    const number = (this.lastNumber += 1);
    written.push({ number, key: await line.say(`Question #${number}`) });
  }
}
