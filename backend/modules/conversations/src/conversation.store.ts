import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { Conversation, type ConversationState } from './conversation.entity';
import { Message } from './message.entity';

const PREVIEW_LENGTH = 140;

/** Reads and writes conversations. */
@Injectable()
export class ConversationStore {
  constructor(private readonly clock: Clock) {}

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<Conversation | null> {
    return manager.findOneBy(Conversation, { tenantId, id });
  }

  findByThread(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    externalChannelId: string,
    threadKey: string,
  ): Promise<Conversation | null> {
    return manager.findOneBy(Conversation, { tenantId, connectionId, externalChannelId, threadKey });
  }

  /** The conversation that a message of the provider belongs to. */
  findByMessage(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    externalChannelId: string,
    externalId: string,
  ): Promise<Conversation | null> {
    return manager
      .createQueryBuilder(Conversation, 'conversation')
      .innerJoin(
        'messages',
        'message',
        'message.tenant_id = conversation.tenant_id AND message.conversation_id = conversation.id',
      )
      .where('conversation.tenant_id = :tenantId', { tenantId })
      .andWhere(
        'message.connection_id = :connectionId AND message.external_channel_id = :externalChannelId AND message.external_id = :externalId',
        {
          connectionId,
          externalChannelId,
          externalId,
        },
      )
      .getOne();
  }

  /** Opens a conversation, or returns the one that another transaction opened in the same place meanwhile. */
  async open(transaction: TenantTransaction, conversation: Omit<Conversation, 'tenantId'>): Promise<Conversation> {
    const { manager, tenantId } = transaction;
    await manager
      .createQueryBuilder()
      .insert()
      .into(Conversation)
      .values({ ...conversation, tenantId })
      .orIgnore()
      .execute();
    const opened = await this.findByThread(
      transaction,
      conversation.connectionId,
      conversation.externalChannelId,
      conversation.threadKey,
    );
    if (!opened) throw new Error('a conversation that was just opened cannot be found');
    return opened;
  }

  /** Waits for other transactions on the conversation to end. */
  async lock({ manager, tenantId }: TenantTransaction, id: string): Promise<Conversation | null> {
    return manager.findOne(Conversation, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async noteMessage(
    { manager, tenantId }: TenantTransaction,
    id: string,
    text: string,
    state: ConversationState,
  ): Promise<void> {
    await manager.query(
      `UPDATE conversations SET last_message_at = $3, last_message_preview = $4, message_count = message_count + 1, state = $5 WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, this.clock.now(), preview(text), state],
    );
  }

  /** How many messages of people wait for an answer. */
  countUnanswered({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<number> {
    return manager.countBy(Message, { tenantId, conversationId, direction: 'inbound', status: 'received' });
  }

  async setState({ manager, tenantId }: TenantTransaction, id: string, state: ConversationState): Promise<void> {
    await manager.update(Conversation, { tenantId, id }, { state });
  }
}

function preview(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH - 1)}…` : line;
}
