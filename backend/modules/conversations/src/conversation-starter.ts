import { Injectable } from '@nestjs/common';
import type { Agent } from '@konstruct/agents';
import type { ChannelKind } from '@konstruct/channels';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { DIRECT_THREAD } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { MessageStore } from './message.store';

/** A message that an employee wrote of its own accord and the channel has accepted. */
export interface OpeningMessage {
  readonly channelKind: ChannelKind;
  readonly connectionId: string;
  readonly externalChannelId: string;
  readonly externalId: string;
  /** Whether it is with one person alone, in which case there is one conversation with them. */
  readonly isDirect: boolean;
  readonly place: string;
  readonly text: string;
}

/** Opens a conversation from the employee's side, so that whoever answers in its thread is answered. */
@Injectable()
export class ConversationStarter {
  constructor(
    private readonly conversations: ConversationStore,
    private readonly messages: MessageStore,
    private readonly clock: Clock,
  ) {}

  async start(transaction: TenantTransaction, agent: Agent, opening: OpeningMessage): Promise<void> {
    const now = this.clock.now();
    const conversation = await this.conversations.open(transaction, {
      id: newId(),
      connectionId: opening.connectionId,
      agentId: agent.id,
      channelKind: opening.channelKind,
      externalChannelId: opening.externalChannelId,
      threadKey: opening.isDirect ? DIRECT_THREAD : opening.externalId,
      place: opening.place,
      isDirect: opening.isDirect,
      contactId: null,
      contactName: opening.isDirect ? opening.place : agent.name,
      state: 'answered',
      lastMessageAt: now,
      lastMessagePreview: '',
      messageCount: 0,
      createdAt: now,
    });
    await this.messages.insertOnce(transaction, {
      id: newId(),
      conversationId: conversation.id,
      direction: 'outbound',
      connectionId: opening.connectionId,
      externalChannelId: opening.externalChannelId,
      externalId: opening.externalId,
      authorId: agent.id,
      authorName: agent.name,
      text: opening.text,
      attachments: [],
      status: 'sent',
      errorCode: null,
      replyThread: opening.externalId,
      createdAt: now,
    });
    await this.conversations.noteMessage(transaction, conversation.id, opening.text, 'answered');
  }
}
