import { Injectable } from '@nestjs/common';
import { isToBeParked, retryDelayMs, type ChannelSendError } from '@konstruct/channels';
import { Clock, Database, WorkerSession, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { DeliveryEvents } from './delivery-events';
import type { Delivery } from './delivery.entity';
import { DeliveryStore } from './delivery.store';
import { MessageStore } from './message.store';

/** How often to look whether a process that had begun an attempt is gone. */
const LOOK_AGAIN_MS = 1_000;

/** What is to be sent next, and whether an earlier attempt may already have arrived. */
export interface NextDelivery {
  readonly delivery: Delivery;
  readonly isInDoubt: boolean;
}

/** What went before a failure. Looking for an earlier attempt is no send: it may be looked for often. */
interface FailedAttempt {
  readonly wasInDoubt: boolean;
  readonly isSending: boolean;
}

/** The database side of sending: what is next, and what became of it. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryStore,
    private readonly messages: MessageStore,
    private readonly conversations: ConversationStore,
    private readonly events: DeliveryEvents,
    private readonly session: WorkerSession,
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
      const waitMs = await this.waitFor(transaction, delivery);
      if (conversation.takenOverBy) {
        if (waitMs === 0) await this.holdBack(transaction, delivery);
        return null;
      }
      if (waitMs > 0) {
        await this.events.tryAgain(transaction, conversation.lane, waitMs);
        return null;
      }
      await this.messages.setStatus(transaction, delivery.messageId, 'sending');
      const started = await this.deliveries.startAttempt(transaction, delivery, this.session.processId);
      return { delivery: started, isInDoubt: delivery.isInDoubt };
    });
  }

  recordSent(context: TenantContext, delivery: Delivery, externalId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      await this.conversations.lock(transaction, delivery.conversationId);
      const current = await this.deliveries.find(transaction, delivery.id);
      // The report that it failed may be faster than the answer that it was accepted.
      const hasFailed = current?.receipt === 'failed' && current.externalId === externalId;
      if (!hasFailed) await this.settleSent(transaction, delivery, externalId);
    });
  }

  /** The provider has it: by its answer, or by its later report. */
  async settleSent(transaction: TenantTransaction, delivery: Delivery, externalId: string): Promise<void> {
    await this.deliveries.markSent(transaction, delivery.id, externalId);
    if (await this.deliveries.isMessageDone(transaction, delivery.messageId))
      await this.recordMessageSent(transaction, delivery, externalId);
    await this.events.sent(transaction, delivery);
  }

  /** The provider has accepted it, and reports later that it did not arrive. */
  async failAfterwards(transaction: TenantTransaction, delivery: Delivery, errorCode: string): Promise<void> {
    if (delivery.state === 'discarded') return;
    await this.events.notSent(transaction, delivery, errorCode);
    await this.giveUp(transaction, delivery, { state: 'failed', errorCode, isInDoubt: false });
  }

  /** Answers whether the conversation's other parts may go on: never past one that is still open. */
  recordFailure(
    context: TenantContext,
    delivery: Delivery,
    error: ChannelSendError,
    { wasInDoubt, isSending }: FailedAttempt,
  ): Promise<boolean> {
    return this.database.inTenant(context, async (transaction) => {
      if (error.isHeldBack) return this.waitForLimit(transaction, delivery, error, wasInDoubt);
      if (isSending) await this.events.notSent(transaction, delivery, error.code);
      else await this.events.notFound(transaction, delivery, error.code);
      const isInDoubt = wasInDoubt || error.isInDoubt;
      const outcome = this.outcomeOf(delivery, error);
      if (outcome === 'pending') await this.postpone(transaction, delivery, error, isInDoubt);
      else await this.giveUp(transaction, delivery, { state: outcome, errorCode: error.code, isInDoubt });
      return outcome !== 'pending';
    });
  }

  /** The provider's limit holds: nothing was tried, so nothing is counted, and no patience is used up. */
  private async waitForLimit(
    transaction: TenantTransaction,
    delivery: Delivery,
    error: ChannelSendError,
    wasInDoubt: boolean,
  ): Promise<false> {
    await this.deliveries.undoAttempt(transaction, delivery);
    await this.postpone(transaction, delivery, error, wasInDoubt);
    await this.events.changed(transaction);
    return false;
  }

  /**
   * An attempt of another process may still be under way, also when that process lost its right to the lane: asking the
   * channel now, or sending, could come before it arrives.
   */
  private async waitFor(transaction: TenantTransaction, delivery: Delivery): Promise<number> {
    const now = this.clock.now().getTime();
    if (delivery.state === 'pending') return Math.max(0, delivery.nextAttemptAt.getTime() - now);
    const restMs = (delivery.attemptEndsAt?.getTime() ?? now) - now;
    const { sendingBy } = delivery;
    if (restMs <= 0 || sendingBy === null || sendingBy === this.session.processId) return 0;
    return (await this.session.isGone(transaction, sendingBy)) ? 0 : Math.min(restMs, LOOK_AGAIN_MS);
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
    const conversation = await this.conversations.find(transaction, delivery.conversationId);
    if (conversation) await this.events.tryAgain(transaction, conversation.lane, delayMs);
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
    // What may have arrived and cannot be asked for is for a person to decide, not a failure.
    if (!error.isRetryable) return error.isInDoubt ? 'parked' : 'failed';
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

  /** Whoever works on the lane finds `sending` only when the process before was cut off. */
  private async holdBack(transaction: TenantTransaction, delivery: Delivery): Promise<void> {
    if (delivery.state !== 'sending') return;
    await this.deliveries.hold(transaction, delivery.id);
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.changed(transaction);
  }
}
