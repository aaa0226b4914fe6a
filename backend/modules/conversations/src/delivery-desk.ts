import { Injectable } from '@nestjs/common';
import { ChannelConnections, type ChannelSendError } from '@konstruct/channels';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { DeliveryEvents } from './delivery-events';
import { isToBeParked, retryDelayMs } from './delivery-schedule';
import type { Delivery } from './delivery.entity';
import { DeliveryStore } from './delivery.store';
import { MessageStore } from './message.store';

/** What is to be sent next, and whether an earlier attempt may already have arrived. */
export interface NextDelivery {
  readonly delivery: Delivery;
  readonly isInDoubt: boolean;
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

  /**
   * Marks the next part as being sent, unless it has to wait; then the job is set for that time. The conversation stays
   * locked meanwhile, so that nobody takes it over or discards the part between the question and the mark.
   */
  takeNext(context: TenantContext, conversationId: string): Promise<NextDelivery | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, conversationId);
      const delivery = await this.deliveries.findNext(transaction, conversationId);
      if (!conversation || !delivery) return null;
      if (conversation.takenOverBy) {
        await this.holdBack(transaction, delivery);
        return null;
      }
      const waitMs = delivery.nextAttemptAt.getTime() - this.clock.now().getTime();
      if (waitMs > 0) {
        await this.events.tryAgain(transaction, conversationId, waitMs);
        return null;
      }
      await this.messages.setStatus(transaction, delivery.messageId, 'sending');
      return { delivery: await this.deliveries.startAttempt(transaction, delivery), isInDoubt: delivery.isInDoubt };
    });
  }

  recordSent(context: TenantContext, delivery: Delivery, externalId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      await this.deliveries.markSent(transaction, delivery.id, externalId);
      if (await this.deliveries.isMessageDone(transaction, delivery.messageId))
        await this.recordMessageSent(transaction, delivery, externalId);
      await this.connections.noteSent(transaction, delivery.connectionId);
      await this.events.changed(transaction);
    });
  }

  /** Answers whether the conversation's other parts may go on: never past one that is still open. */
  recordFailure(
    context: TenantContext,
    delivery: Delivery,
    error: ChannelSendError,
    wasInDoubt: boolean,
  ): Promise<boolean> {
    return this.database.inTenant(context, async (transaction) => {
      await this.connections.noteFailure(transaction, delivery.connectionId, error.code);
      const isInDoubt = wasInDoubt || error.isInDoubt;
      const outcome = this.outcomeOf(delivery, error);
      if (outcome === 'pending') await this.postpone(transaction, delivery, error, isInDoubt);
      else await this.giveUp(transaction, delivery, { state: outcome, errorCode: error.code, isInDoubt });
      await this.events.changed(transaction);
      return outcome !== 'pending';
    });
  }

  comeBack(context: TenantContext, conversationId: string, delayMs: number): Promise<void> {
    return this.database.inTenant(context, (transaction) => this.events.tryAgain(transaction, conversationId, delayMs));
  }

  private async postpone(
    transaction: TenantTransaction,
    delivery: Delivery,
    error: ChannelSendError,
    isInDoubt: boolean,
  ): Promise<void> {
    const delayMs = retryDelayMs(delivery.attempts, error.retryAfterSeconds);
    await this.deliveries.postpone(transaction, delivery.id, { errorCode: error.code, delayMs, isInDoubt });
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.tryAgain(transaction, delivery.conversationId, delayMs);
  }

  private async giveUp(
    transaction: TenantTransaction,
    delivery: Delivery,
    outcome: { state: 'failed' | 'parked'; errorCode: string; isInDoubt: boolean },
  ): Promise<void> {
    const { conversationId, connectionId, messageId } = delivery;
    await this.deliveries.giveUp(transaction, delivery, outcome);
    await this.messages.setStatus(transaction, messageId, outcome.state);
    await this.conversations.setState(transaction, conversationId, 'failed');
    await this.events.record(transaction, outcome.state, {
      conversationId,
      connectionId,
      errorCode: outcome.errorCode,
    });
  }

  private outcomeOf(delivery: Delivery, error: ChannelSendError): 'pending' | 'failed' | 'parked' {
    if (!error.isRetryable) return 'failed';
    const now = this.clock.now();
    return isToBeParked(delivery.tryingSince ?? now, now) ? 'parked' : 'pending';
  }

  private async recordMessageSent(
    transaction: TenantTransaction,
    { messageId, conversationId, connectionId, attempts }: Delivery,
    externalId: string,
  ): Promise<void> {
    await this.messages.markSent(transaction, messageId, externalId);
    if (attempts > 1) await this.events.sentAfterTrouble(transaction, connectionId);
    await this.conversations.settleFailure(transaction, conversationId, messageId);
  }

  /** Whoever holds the conversation for sending finds `sending` only when the process before was cut off. */
  private async holdBack(transaction: TenantTransaction, delivery: Delivery): Promise<void> {
    if (delivery.state !== 'sending') return;
    await this.deliveries.hold(transaction, delivery.id);
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.changed(transaction);
  }
}
