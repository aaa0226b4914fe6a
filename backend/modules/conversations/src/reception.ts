import { cutText } from '@konstruct/contracts';
import { Injectable } from '@nestjs/common';
import type { Agent } from '@konstruct/agents';
import { Clock, LiveUpdates, newId, type TenantTransaction } from '@konstruct/platform';
import { UsageLedger } from '@konstruct/usage';
import { ConversationStore } from './conversation.store';
import type { Conversation } from './conversation.entity';
import type { InboundMessage, Reception } from './inbound-message';
import { MessageStore } from './message.store';
import { Switchboard, threadKeyOf } from './switchboard';

/** Longer messages are kept whole by the channel; what the agent reads of them ends here. */
export const MAXIMUM_TEXT_LENGTH = 40_000;

/** Takes a message in: decides whether the agent is meant, and stores it once. Whoever works on its lane answers it. */
@Injectable()
export class ReceptionDesk {
  constructor(
    private readonly switchboard: Switchboard,
    private readonly conversations: ConversationStore,
    private readonly messages: MessageStore,
    private readonly usage: UsageLedger,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  async receive(transaction: TenantTransaction, inbound: InboundMessage): Promise<Reception> {
    const addressee = await this.switchboard.find(transaction, inbound);
    if (typeof addressee === 'string') return addressee;
    const { agent } = addressee;
    const conversation = addressee.conversation ?? (await this.openConversation(transaction, inbound, agent.id));
    const isStored = await this.store(transaction, conversation, inbound, agent.isActive);
    if (!isStored) return 'duplicate';
    await Promise.all([
      this.conversations.noteMessage(
        transaction,
        conversation.id,
        textOf(inbound),
        agent.isActive && inbound.expectsAnswer ? 'waiting' : conversation.state,
      ),
      this.learnName(transaction, conversation, inbound.authorName),
      agent.isActive ? this.count(transaction, conversation.id, { agent, inbound }) : null,
      this.live.announce(transaction, 'conversations', 'payroll'),
    ]);
    return agent.isActive ? 'accepted' : 'employee_not_active';
  }

  private count(
    transaction: TenantTransaction,
    conversationId: string,
    { agent, inbound }: { agent: Agent; inbound: InboundMessage },
  ): Promise<void> {
    const { channelKind } = inbound;
    return this.usage.recordMessage(transaction, { agent, conversationId, channelKind, direction: 'inbound' });
  }

  private openConversation(
    transaction: TenantTransaction,
    inbound: InboundMessage,
    agentId: string,
  ): Promise<Conversation> {
    const now = this.clock.now();
    return this.conversations.open(transaction, {
      id: newId(),
      connectionId: inbound.connectionId,
      agentId,
      channelKind: inbound.channelKind,
      externalChannelId: inbound.externalChannelId,
      threadKey: threadKeyOf(inbound),
      place: inbound.place,
      isDirect: inbound.isDirect,
      contactId: inbound.authorId,
      contactName: inbound.authorName,
      state: 'waiting',
      lastMessageAt: now,
      lastMessagePreview: '',
      messageCount: 0,
      createdAt: now,
    });
  }

  /** A conversation that was opened by writing to a number knows no name until that person writes. */
  private async learnName(
    transaction: TenantTransaction,
    { id, isDirect, contactName, place }: Conversation,
    authorName: string,
  ): Promise<void> {
    if (!isDirect || contactName !== place || authorName === place) return;
    await this.conversations.rename(transaction, id, authorName);
  }

  private store(
    transaction: TenantTransaction,
    conversation: Conversation,
    inbound: InboundMessage,
    isActive: boolean,
  ): Promise<boolean> {
    return this.messages.insertOnce(transaction, {
      id: newId(),
      conversationId: conversation.id,
      direction: 'inbound',
      connectionId: inbound.connectionId,
      externalChannelId: inbound.externalChannelId,
      externalId: inbound.externalId,
      authorId: inbound.authorId,
      authorName: inbound.authorName,
      text: textOf(inbound),
      attachments: [...inbound.attachments],
      status: isActive && inbound.expectsAnswer ? 'received' : 'ignored',
      errorCode: isActive ? null : 'employee_not_active',
      replyThread: inbound.threadRoot ?? inbound.externalId,
      createdAt: inbound.sentAt,
    });
  }
}

function textOf({ text }: InboundMessage): string {
  return cutText(text, MAXIMUM_TEXT_LENGTH);
}
