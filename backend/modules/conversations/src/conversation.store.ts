import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { Conversation, type ConversationState } from './conversation.entity';
import { Message } from './message.entity';
import { preview } from './preview';

/** What is known of a conversation when it is opened. */
export type NewConversation = Omit<
  Conversation,
  'tenantId' | 'lane' | 'takenOverBy' | 'takenOverByName' | 'takenOverAt'
>;

const IS_OPEN = `(
  EXISTS (SELECT 1 FROM messages m WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.direction = 'inbound' AND m.status = 'received')
  OR EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = c.tenant_id AND d.conversation_id = c.id AND d.state IN ('pending', 'sending')))`;

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
  async open(transaction: TenantTransaction, conversation: NewConversation): Promise<Conversation> {
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

  /** Those of a lane in which something is unanswered or unsent, oldest first; other transactions on them wait. */
  lockOpen({ manager, tenantId }: TenantTransaction, lane: string): Promise<Conversation[]> {
    return manager
      .createQueryBuilder(Conversation, 'c')
      .where('c.tenant_id = :tenantId AND c.lane = :lane', { tenantId, lane })
      .andWhere(IS_OPEN)
      .orderBy('c.createdAt')
      .addOrderBy('c.id')
      .setLock('pessimistic_write')
      .getMany();
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

  async rename({ manager, tenantId }: TenantTransaction, id: string, contactName: string): Promise<void> {
    await manager.update(Conversation, { tenantId, id }, { contactName });
  }

  async reassign({ manager, tenantId }: TenantTransaction, id: string, agentId: string): Promise<void> {
    await manager.update(Conversation, { tenantId, id }, { agentId });
  }

  /** How many messages of people wait for an answer. */
  countUnanswered({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<number> {
    return manager.countBy(Message, { tenantId, conversationId, direction: 'inbound', status: 'received' });
  }

  async setState({ manager, tenantId }: TenantTransaction, id: string, state: ConversationState): Promise<void> {
    await manager.update(Conversation, { tenantId, id }, { state });
  }

  async takeOver(
    { manager, tenantId }: TenantTransaction,
    id: string,
    by: { id: string; name: string },
  ): Promise<void> {
    await manager.update(
      Conversation,
      { tenantId, id },
      { takenOverBy: by.id, takenOverByName: by.name, takenOverAt: this.clock.now() },
    );
  }

  async giveBack({ manager, tenantId }: TenantTransaction, id: string): Promise<void> {
    await manager.update(
      Conversation,
      { tenantId, id },
      { takenOverBy: null, takenOverByName: null, takenOverAt: null },
    );
  }

  /** Ends `failed` when neither an undelivered answer nor a newer apology than this message is left to fail it. */
  async settleFailure({ manager, tenantId }: TenantTransaction, id: string, messageId: string): Promise<void> {
    await manager.query(
      `UPDATE conversations SET state = 'answered' WHERE tenant_id = $1 AND id = $2 AND state = 'failed'
         AND NOT EXISTS (SELECT 1 FROM messages undelivered WHERE undelivered.tenant_id = $1 AND undelivered.conversation_id = $2
           AND undelivered.direction = 'outbound' AND undelivered.status IN ('failed', 'parked'))
         AND NOT EXISTS (SELECT 1 FROM messages apology JOIN messages settled ON settled.tenant_id = $1 AND settled.id = $3
           WHERE apology.tenant_id = $1 AND apology.conversation_id = $2 AND apology.direction = 'outbound'
             AND apology.error_code IS NOT NULL AND (apology.created_at, apology.id) >= (settled.created_at, settled.id))`,
      [tenantId, id, messageId],
    );
  }
}
