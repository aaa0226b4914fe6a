import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { Conversation, type ConversationState, type PersonReason } from './conversation.entity';
import { Message } from './message.entity';
import { preview } from './preview';

/** What is known of a conversation when it is opened. */
export type NewConversation = Omit<
  Conversation,
  'tenantId' | 'lane' | 'takenOverBy' | 'takenOverByName' | 'takenOverAt' | 'quickAnswers' | 'needsPersonFor'
>;

/** A person takes longer than this to read an answer and write the next message, at least most of the time. */
const QUICK_MS = 15_000;
const LAST_MESSAGE = 'last_message_at = $3, last_message_preview = $4, message_count = message_count + 1, state = $5';
const FORGET_LOOP =
  'UPDATE conversations SET needs_person_for = NULL, quick_answers = 0 WHERE tenant_id = $1 AND id = $2';
/** Whether something in a conversation `c` is unanswered or unsent. */
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

  /** Of a message that came in soon after an answer, the answer may be the cause; any other ends the row of quick ones. */
  async noteMessage(
    { manager, tenantId }: TenantTransaction,
    id: string,
    text: string,
    state: ConversationState,
  ): Promise<void> {
    await manager.query(
      `UPDATE conversations SET ${LAST_MESSAGE}, quick_answers = CASE WHEN last_answer_at > $6 THEN quick_answers ELSE 0 END WHERE tenant_id = $1 AND id = $2`,
      [...this.lastMessage(tenantId, id, text, state), new Date(this.clock.now().getTime() - QUICK_MS)],
    );
  }

  async noteAnswer(
    { manager, tenantId }: TenantTransaction,
    id: string,
    text: string,
    state: ConversationState,
  ): Promise<void> {
    await manager.query(
      `UPDATE conversations SET ${LAST_MESSAGE}, quick_answers = quick_answers + 1, last_answer_at = $3 WHERE tenant_id = $1 AND id = $2`,
      this.lastMessage(tenantId, id, text, state),
    );
  }

  private lastMessage(tenantId: string, id: string, text: string, state: ConversationState): unknown[] {
    return [tenantId, id, this.clock.now(), preview(text), state];
  }

  /** The employee is silent there until a person has come and gone. */
  async askForPerson({ manager, tenantId }: TenantTransaction, id: string, reason: PersonReason): Promise<void> {
    await manager.update(Conversation, { tenantId, id }, { needsPersonFor: reason });
  }

  /** Lanes in which something of an employee is unanswered or unsent. */
  async findOpenLanes({ manager, tenantId }: TenantTransaction, agentId: string): Promise<string[]> {
    const rows: { lane: string }[] = await manager.query(
      `SELECT DISTINCT c.lane FROM conversations c WHERE c.tenant_id = $1 AND c.agent_id = $2 AND ${IS_OPEN}`,
      [tenantId, agentId],
    );
    return rows.map(({ lane }) => lane);
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
    await manager.query(FORGET_LOOP, [tenantId, id]);
  }

  async giveBack({ manager, tenantId }: TenantTransaction, id: string): Promise<void> {
    await manager.update(
      Conversation,
      { tenantId, id },
      { takenOverBy: null, takenOverByName: null, takenOverAt: null },
    );
    await manager.query(FORGET_LOOP, [tenantId, id]);
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
