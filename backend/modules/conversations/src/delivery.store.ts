import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { MessageReport } from '@konstruct/channels';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { Delivery } from './delivery.entity';
import type { NewMessage } from './message.store';

/** Longer than everything together that sending may wait for: a token's renewal, and the provider's time limit. */
const LONGEST_SEND_MS = 75_000;
/** Longer than looking for an earlier attempt may take, which can be many pages. */
const LONGEST_SEARCH_MS = 165_000;

/** Reads and writes deliveries. */
@Injectable()
export class DeliveryStore {
  constructor(private readonly clock: Clock) {}

  async add({ manager, tenantId }: TenantTransaction, message: NewMessage, parts: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await manager.insert(
      Delivery,
      parts.map((text, part) => ({
        tenantId,
        id: newId(),
        messageId: message.id,
        conversationId: message.conversationId,
        connectionId: message.connectionId,
        part,
        text,
        externalChannelId: message.externalChannelId,
        thread: message.replyThread,
        state: 'pending' as const,
        nextAttemptAt: now,
        createdAt: now,
      })),
    );
  }

  /** The first part that is still to be sent; later ones wait for it. */
  findNext({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<Delivery | null> {
    return manager.findOne(Delivery, {
      where: { tenantId, conversationId, state: In(['pending', 'sending']) },
      order: { sequence: 'ASC' },
    });
  }

  /** As if the attempt had not been begun. */
  async undoAttempt({ manager, tenantId }: TenantTransaction, { id, attempts }: Delivery): Promise<void> {
    const isFirst = attempts <= 1;
    const before = { attempts: attempts - 1, ...(isFirst ? { firstAttemptAt: null, tryingSince: null } : {}) };
    await manager.update(Delivery, { tenantId, id }, before);
  }

  /** In doubt until its outcome is written down: the process may die in between. */
  async startAttempt(
    { manager, tenantId }: TenantTransaction,
    delivery: Delivery,
    processId: string,
  ): Promise<Delivery> {
    const now = this.clock.now();
    const longestMs = LONGEST_SEND_MS + (delivery.isInDoubt ? LONGEST_SEARCH_MS : 0);
    const started = {
      state: 'sending' as const,
      isInDoubt: true,
      attempts: delivery.attempts + 1,
      firstAttemptAt: delivery.firstAttemptAt ?? now,
      tryingSince: delivery.tryingSince ?? now,
      sendingBy: processId,
      attemptEndsAt: new Date(now.getTime() + longestMs),
    };
    await manager.update(Delivery, { tenantId, id: delivery.id }, started);
    return { ...delivery, ...started };
  }

  /**
   * Answers whether its message is sent with it. Reports of an earlier attempt say nothing about this one; null when it was reported
   * to have failed already.
   */
  async markSent(
    { manager, tenantId }: TenantTransaction,
    id: string,
    externalId: string,
  ): Promise<{ isLastPart: boolean } | null> {
    const [rows]: [{ isLastPart: boolean }[], number] = await manager.query(
      `UPDATE deliveries AS part SET state = 'sent', external_id = $3, sent_at = $4, error_code = NULL, is_in_doubt = false
       WHERE tenant_id = $1 AND id = $2 AND NOT (receipt IS NOT DISTINCT FROM 'failed' AND external_id IS NOT DISTINCT FROM $3)
       RETURNING NOT EXISTS (SELECT 1 FROM deliveries AS other WHERE other.tenant_id = $1 AND other.message_id = part.message_id
         AND other.id <> $2 AND other.state IN ('pending', 'sending')) AS "isLastPart"`,
      [tenantId, id, externalId, this.clock.now()],
    );
    return rows[0] ?? null;
  }

  /** Sets another attempt for later; one in doubt is looked up before it is sent again. */
  async postpone(
    { manager, tenantId }: TenantTransaction,
    id: string,
    { errorCode, delayMs, isInDoubt }: { errorCode: string; delayMs: number; isInDoubt: boolean },
  ): Promise<void> {
    const nextAttemptAt = new Date(this.clock.now().getTime() + delayMs);
    await manager.update(Delivery, { tenantId, id }, { state: 'pending', errorCode, nextAttemptAt, isInDoubt });
  }

  /** Leaves a part whose attempt was cut off for later, as it is. */
  async hold({ manager, tenantId }: TenantTransaction, id: string): Promise<void> {
    await manager.update(Delivery, { tenantId, id }, { state: 'pending' });
  }

  /** Ends a part and those after it of the same message: half an answer is not continued elsewhere. */
  async giveUp(
    { manager, tenantId }: TenantTransaction,
    delivery: Delivery,
    outcome: { state: 'failed' | 'parked'; errorCode: string; isInDoubt: boolean },
  ): Promise<void> {
    const { state, errorCode, isInDoubt } = outcome;
    await manager.update(Delivery, { tenantId, id: delivery.id }, { state, errorCode, isInDoubt });
    await manager.update(
      Delivery,
      { tenantId, messageId: delivery.messageId, state: In(['pending', 'sending']) },
      { state, errorCode },
    );
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<Delivery | null> {
    return manager.findOneBy(Delivery, { tenantId, id });
  }

  /** By the reply id that travelled along, or by the provider's own id where it does not come back. */
  async findReported(
    { manager, tenantId }: TenantTransaction,
    { connectionId, replyId, externalId }: Pick<MessageReport, 'connectionId' | 'replyId' | 'externalId'>,
  ): Promise<Delivery | null> {
    const byReplyId = replyId ? await manager.findOneBy(Delivery, { tenantId, connectionId, id: replyId }) : null;
    return byReplyId ?? manager.findOneBy(Delivery, { tenantId, connectionId, externalId });
  }

  async noteReceipt(
    { manager, tenantId }: TenantTransaction,
    id: string,
    { status, externalId }: Pick<MessageReport, 'status' | 'externalId'>,
  ): Promise<void> {
    await manager.update(Delivery, { tenantId, id }, { receipt: status, externalId });
  }

  findByMessage({ manager, tenantId }: TenantTransaction, messageId: string): Promise<Delivery[]> {
    return manager.find(Delivery, { where: { tenantId, messageId }, order: { part: 'ASC' } });
  }

  /** Sends the rest of a message again, with a new day of patience; what is known of earlier attempts stays. */
  async retry({ manager, tenantId }: TenantTransaction, messageId: string): Promise<void> {
    await manager.update(
      Delivery,
      { tenantId, messageId, state: In(['failed', 'parked']) },
      { state: 'pending', nextAttemptAt: this.clock.now(), tryingSince: null },
    );
  }

  /** Somebody has decided that it did not arrive, where the provider cannot be asked. */
  async forgetDoubt({ manager, tenantId }: TenantTransaction, messageId: string): Promise<void> {
    await manager.update(
      Delivery,
      { tenantId, messageId, state: 'pending' },
      { isInDoubt: false, firstAttemptAt: null },
    );
  }

  async discard({ manager, tenantId }: TenantTransaction, messageId: string): Promise<void> {
    await manager.update(
      Delivery,
      { tenantId, messageId, state: In(['pending', 'failed', 'parked']) },
      { state: 'discarded' },
    );
  }

  /** What was held back while a person had the conversation gets a new day of patience. */
  async resume({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<void> {
    await manager.update(Delivery, { tenantId, conversationId, state: 'pending' }, { tryingSince: null });
  }
}
