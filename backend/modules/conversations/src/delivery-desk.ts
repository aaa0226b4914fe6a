import { Injectable } from '@nestjs/common';
import { isToBeParked, retryDelayMs, type ChannelSendError } from '@konstruct/channels';
import { Clock, Database, type Lease, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { DeliveryEvents } from './delivery-events';
import type { Delivery } from './delivery.entity';
import { DeliveryStore } from './delivery.store';
import { MessageStore } from './message.store';
import { OutgoingTray, type NextDelivery } from './outgoing-tray';

/** A failure and what went before it. Looking for an earlier attempt is no send: it may be looked for often. */
interface FailedAttempt {
  readonly delivery: Delivery;
  readonly error: ChannelSendError;
  readonly wasInDoubt: boolean;
  readonly isSending: boolean;
}

/** A part that the provider has, in a conversation that is locked. */
interface SettledDelivery {
  readonly conversation: Conversation;
  readonly delivery: Delivery;
  readonly externalId: string;
}

/** The database side of sending: what became of it, and what is next. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryStore,
    private readonly messages: MessageStore,
    private readonly conversations: ConversationStore,
    private readonly events: DeliveryEvents,
    private readonly tray: OutgoingTray,
    private readonly clock: Clock,
  ) {}

  /** What is to be sent next, taken to be sent. */
  takeNext(context: TenantContext, conversationId: string): Promise<NextDelivery | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, conversationId);
      return conversation && this.tray.takeNext(transaction, conversation);
    });
  }

  /** Answers what is to be sent next, as `takeNext` does; nothing once the right to the lane is lost. */
  recordSent(
    context: TenantContext,
    { delivery, externalId }: Omit<SettledDelivery, 'conversation'>,
    lease: Lease,
  ): Promise<NextDelivery | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, delivery.conversationId);
      if (!conversation) return null;
      // The report that it failed may be faster than the answer that it was accepted.
      const news = await this.deliveries.markSent(transaction, delivery.id, externalId);
      const [next] = await Promise.all([
        lease.isHeld() ? this.tray.takeNext(transaction, conversation) : null,
        news && this.noteSent(transaction, { conversation, delivery, externalId }, news),
      ]);
      return next;
    });
  }

  /** The provider has it, by its later report. */
  async settleSent(transaction: TenantTransaction, settled: SettledDelivery): Promise<void> {
    const news = await this.deliveries.markSent(transaction, settled.delivery.id, settled.externalId);
    if (news) await this.noteSent(transaction, settled, news);
  }

  /** The provider has accepted it, and reports later that it did not arrive. */
  async failAfterwards(transaction: TenantTransaction, delivery: Delivery, errorCode: string): Promise<void> {
    if (delivery.state === 'discarded') return;
    await this.events.notSent(transaction, delivery, errorCode);
    await this.giveUp(transaction, delivery, { state: 'failed', errorCode, isInDoubt: false });
  }

  /** Answers what is to be sent next when this one is given up; nothing may overtake one that will be tried again. */
  recordFailure(
    context: TenantContext,
    { delivery, error, wasInDoubt, isSending }: FailedAttempt,
    lease: Lease,
  ): Promise<NextDelivery | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, delivery.conversationId);
      if (!conversation) return null;
      if (error.isHeldBack)
        return this.waitForLimit(transaction, conversation, { delivery, error, isInDoubt: wasInDoubt });
      if (isSending) await this.events.notSent(transaction, delivery, error.code);
      else await this.events.notFound(transaction, delivery, error.code);
      const isInDoubt = wasInDoubt || error.isInDoubt;
      const outcome = this.outcomeOf(delivery, error);
      if (outcome === 'pending') {
        await this.postpone(transaction, conversation, { delivery, error, isInDoubt });
        return null;
      }
      await this.giveUp(transaction, delivery, { state: outcome, errorCode: error.code, isInDoubt });
      return lease.isHeld() ? this.tray.takeNext(transaction, conversation) : null;
    });
  }

  /** The provider's limit holds: nothing was tried, so nothing is counted, and no patience is used up. */
  private async waitForLimit(
    transaction: TenantTransaction,
    conversation: Conversation,
    held: { delivery: Delivery; error: ChannelSendError; isInDoubt: boolean },
  ): Promise<null> {
    await this.deliveries.undoAttempt(transaction, held.delivery);
    await this.postpone(transaction, conversation, held);
    await this.events.changed(transaction);
    return null;
  }

  private async postpone(
    transaction: TenantTransaction,
    { lane }: Conversation,
    { delivery, error, isInDoubt }: { delivery: Delivery; error: ChannelSendError; isInDoubt: boolean },
  ): Promise<void> {
    const delayMs = retryDelayMs(delivery.attempts, error.retryAfterSeconds);
    await this.deliveries.postpone(transaction, delivery.id, { errorCode: error.code, delayMs, isInDoubt });
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.tryAgain(transaction, lane, delayMs);
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

  private async noteSent(
    transaction: TenantTransaction,
    settled: SettledDelivery,
    { isLastPart }: { isLastPart: boolean },
  ): Promise<void> {
    await Promise.all([
      isLastPart ? this.endMessage(transaction, settled) : null,
      this.events.sent(transaction, settled.delivery),
    ]);
  }

  private async endMessage(
    transaction: TenantTransaction,
    { conversation, delivery, externalId }: SettledDelivery,
  ): Promise<void> {
    const { messageId, connectionId, attempts } = delivery;
    await this.messages.markSent(transaction, messageId, externalId);
    if (attempts > 1) await this.events.sentAfterTrouble(transaction, connectionId);
    if (conversation.state === 'failed')
      await this.conversations.settleFailure(transaction, conversation.id, messageId);
  }
}
