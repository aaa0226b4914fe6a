import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, newId, type JobRequest, type TenantTransaction } from '@konstruct/platform';
import { Delivery } from './delivery.entity';
import type { NewMessage } from './message.store';

/** The job that carries out what a conversation has to send. */
export const SEND_JOB = 'delivery.send';

/** Sends what is open in a conversation, in order; jobs that still wait for one conversation are one. */
export function sendJob(tenantId: string, conversationId: string, delayMs = 0): JobRequest {
  return {
    name: SEND_JOB,
    payload: { tenant_id: tenantId, conversation_id: conversationId },
    key: `${SEND_JOB}:${conversationId}`,
    delayMs,
  };
}

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

  async startAttempt({ manager, tenantId }: TenantTransaction, delivery: Delivery): Promise<void> {
    const now = this.clock.now();
    await manager.update(
      Delivery,
      { tenantId, id: delivery.id },
      { state: 'sending', attempts: delivery.attempts + 1, firstAttemptAt: delivery.firstAttemptAt ?? now },
    );
  }

  async markSent({ manager, tenantId }: TenantTransaction, id: string, externalId: string): Promise<void> {
    await manager.update(
      Delivery,
      { tenantId, id },
      { state: 'sent', externalId, sentAt: this.clock.now(), errorCode: null },
    );
  }

  /** Keeps `sending` when the outcome is in doubt, so that the next attempt looks it up before it sends. */
  async postpone(
    { manager, tenantId }: TenantTransaction,
    id: string,
    errorCode: string,
    delayMs: number,
    isInDoubt: boolean,
  ): Promise<void> {
    const nextAttemptAt = new Date(this.clock.now().getTime() + delayMs);
    await manager.update(
      Delivery,
      { tenantId, id },
      { state: isInDoubt ? 'sending' : 'pending', errorCode, nextAttemptAt },
    );
  }

  /** Ends a part and those after it of the same message: half an answer is not continued elsewhere. */
  async fail({ manager, tenantId }: TenantTransaction, delivery: Delivery, errorCode: string): Promise<void> {
    await manager.update(
      Delivery,
      { tenantId, messageId: delivery.messageId, state: In(['pending', 'sending']) },
      { state: 'failed', errorCode },
    );
  }

  async isMessageDone({ manager, tenantId }: TenantTransaction, messageId: string): Promise<boolean> {
    return !(await manager.existsBy(Delivery, { tenantId, messageId, state: In(['pending', 'sending']) }));
  }
}
