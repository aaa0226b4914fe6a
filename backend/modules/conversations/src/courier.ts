import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { ChannelMessenger, ChannelSendError, type ChannelAuthor, type ChannelKind } from '@konstruct/channels';
import { Database, type Lease, type TenantContext } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { DeliveryDesk, type NextDelivery } from './delivery-desk';
import type { LaneShift } from './lane-worker';

/** Through which kind of channel, and as whom, a conversation is answered. */
interface Way {
  readonly kind: ChannelKind;
  readonly author: ChannelAuthor | null;
}

/**
 * Sends a conversation's answers, in order. Before a part goes out it is marked as being sent; found so by a later attempt, it
 * may or may not have arrived, and the channel is asked for its reply id first.
 */
@Injectable()
export class Courier {
  constructor(
    private readonly database: Database,
    private readonly desk: DeliveryDesk,
    private readonly conversations: ConversationStore,
    private readonly agents: AgentDirectory,
    private readonly messenger: ChannelMessenger,
  ) {}

  async sendAll(context: TenantContext, conversationId: string, { lease }: LaneShift): Promise<void> {
    const way = await this.findWay(context, conversationId);
    if (!way) return;
    for (;;) {
      lease.assertHeld();
      const next = await this.desk.takeNext(context, conversationId);
      if (!next) return;
      const isSent = await this.send(context, next, way, lease);
      if (!isSent) return;
    }
  }

  /** Employees appear as themselves, also when several share one app. */
  private findWay(context: TenantContext, conversationId: string): Promise<Way | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.find(transaction, conversationId);
      if (!conversation) return null;
      const agent = await this.agents.find(transaction, conversation.agentId);
      const author = agent ? { name: agent.name, emoji: agent.avatarEmoji } : null;
      return { kind: conversation.channelKind, author };
    });
  }

  private async send(
    context: TenantContext,
    { delivery, isInDoubt }: NextDelivery,
    { kind, author }: Way,
    lease: Lease,
  ): Promise<boolean> {
    const address = { kind, connectionId: delivery.connectionId };
    const target = { placeId: delivery.externalChannelId, thread: delivery.thread, replyId: delivery.id };
    let isSending = false;
    try {
      const found = isInDoubt
        ? await this.messenger.findReply(context, address, {
            ...target,
            since: delivery.firstAttemptAt ?? delivery.createdAt,
          })
        : null;
      // Looking may have taken long, and whoever has the lane now may be sending it.
      if (found === null) lease.assertHeld();
      isSending = found === null;
      const sent = found ?? (await this.messenger.post(context, address, { ...target, text: delivery.text, author }));
      await this.desk.recordSent(context, delivery, sent.externalId);
      return true;
    } catch (error) {
      if (!(error instanceof ChannelSendError)) throw error;
      return this.desk.recordFailure(context, delivery, error, { wasInDoubt: isInDoubt, isSending });
    }
  }
}
