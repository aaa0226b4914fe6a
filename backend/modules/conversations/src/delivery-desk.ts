import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { ChannelConnections, type SlackSendError } from '@konstruct/channels';
import {
  Clock,
  Database,
  JobQueue,
  LiveUpdates,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { isGivenUp, retryDelayMs } from './delivery-schedule';
import type { Delivery } from './delivery.entity';
import { DeliveryStore, sendJob } from './delivery.store';
import { MessageStore } from './message.store';

/** What is to be sent next, and whether an earlier attempt may already have arrived. */
export interface NextDelivery {
  readonly delivery: Delivery;
  readonly isInDoubt: boolean;
}

/** What sending leaves behind besides its own state: jobs, live updates, audit. */
@Injectable()
export class DeliveryEvents {
  constructor(
    private readonly jobs: JobQueue,
    private readonly live: LiveUpdates,
    private readonly audit: AuditLog,
  ) {}

  tryAgain(transaction: TenantTransaction, conversationId: string, delayMs: number): Promise<void> {
    return this.jobs.enqueue(transaction, sendJob(transaction.tenantId, conversationId, delayMs));
  }

  changed(transaction: TenantTransaction): Promise<void> {
    return this.live.announce(transaction, 'conversations', 'channels');
  }

  failed(transaction: TenantTransaction, delivery: Delivery, code: string): Promise<void> {
    return this.audit.record(transaction, {
      event_type: 'message.delivery_failed',
      subject: { type: 'conversation', id: delivery.conversationId },
      summary: `An answer could not be delivered (${code}).`,
    });
  }
}

/** The database side of sending: what is next, and what became of it. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryStore,
    private readonly messages: MessageStore,
    private readonly conversations: ConversationStore,
    private readonly connections: ChannelConnections,
    private readonly events: DeliveryEvents,
    private readonly clock: Clock,
  ) {}

  /** Marks the next part as being sent, unless it has to wait; then the job is set for that time. */
  takeNext(context: TenantContext, conversationId: string): Promise<NextDelivery | null> {
    return this.database.inTenant(context, async (transaction) => {
      const delivery = await this.deliveries.findNext(transaction, conversationId);
      if (!delivery) return null;
      const waitMs = delivery.nextAttemptAt.getTime() - this.clock.now().getTime();
      if (waitMs > 0) {
        await this.events.tryAgain(transaction, conversationId, waitMs);
        return null;
      }
      await this.deliveries.startAttempt(transaction, delivery);
      if (delivery.part === 0) await this.messages.setStatus(transaction, delivery.messageId, 'sending');
      return { delivery: { ...delivery, attempts: delivery.attempts + 1 }, isInDoubt: delivery.state === 'sending' };
    });
  }

  recordSent(context: TenantContext, delivery: Delivery, externalId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      await this.deliveries.markSent(transaction, delivery.id, externalId);
      if (await this.deliveries.isMessageDone(transaction, delivery.messageId))
        await this.messages.markSent(transaction, delivery.messageId, externalId);
      await this.connections.noteSent(transaction, delivery.connectionId);
      await this.events.changed(transaction);
    });
  }

  /** Answers whether the conversation's other parts may go on: never past one that is still open. */
  recordFailure(
    context: TenantContext,
    delivery: Delivery,
    error: SlackSendError,
    wasInDoubt: boolean,
  ): Promise<boolean> {
    return this.database.inTenant(context, async (transaction) => {
      await this.connections.noteFailure(transaction, delivery.connectionId, error.code);
      const isOver = !error.isRetryable || isGivenUp(delivery.firstAttemptAt ?? this.clock.now(), this.clock.now());
      if (isOver) await this.giveUp(transaction, delivery, error.code);
      else await this.postpone(transaction, delivery, error, wasInDoubt || error.isInDoubt);
      await this.events.changed(transaction);
      return isOver;
    });
  }

  comeBack(context: TenantContext, conversationId: string, delayMs: number): Promise<void> {
    return this.database.inTenant(context, (transaction) => this.events.tryAgain(transaction, conversationId, delayMs));
  }

  private async postpone(
    transaction: TenantTransaction,
    delivery: Delivery,
    error: SlackSendError,
    isInDoubt: boolean,
  ): Promise<void> {
    const delayMs = retryDelayMs(delivery.attempts, error.retryAfterSeconds);
    await this.deliveries.postpone(transaction, delivery.id, error.code, delayMs, isInDoubt);
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.tryAgain(transaction, delivery.conversationId, delayMs);
  }

  private async giveUp(transaction: TenantTransaction, delivery: Delivery, code: string): Promise<void> {
    await this.deliveries.fail(transaction, delivery, code);
    await this.messages.setStatus(transaction, delivery.messageId, 'failed');
    await this.conversations.setState(transaction, delivery.conversationId, 'failed');
    await this.events.failed(transaction, delivery, code);
  }
}
