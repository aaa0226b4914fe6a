import { Injectable } from '@nestjs/common';
import { canFindReplies, type ChannelKind } from '@konstruct/channels';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { ConversationError } from './conversations.errors';
import { mayDiscard, mayRetry, stateOfParts } from './delivery-decisions';
import { DeliveryEvents } from './delivery-events';
import type { Delivery } from './delivery.entity';
import { DeliveryStore } from './delivery.store';
import { MessageStore } from './message.store';

/** Carries out what a person decides on an answer that does not get through: send it again, or end it. */
@Injectable()
export class DeliveryDispatcher {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly deliveries: DeliveryStore,
    private readonly messages: MessageStore,
    private readonly events: DeliveryEvents,
  ) {}

  /** What may have arrived in an earlier attempt stays in doubt, so that it is looked up before it is sent; where it cannot be, the person has decided. */
  retry(context: TenantContext, messageId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const { parts, lane, kind } = await this.lockParts(transaction, messageId);
      const state = stateOfParts(parts.map((part) => part.state));
      if (!mayRetry(state))
        throw new ConversationError('delivery_not_retryable', {
          detail: `This delivery is ${state}. Only one that failed or is parked can be sent again.`,
        });
      await this.deliveries.retry(transaction, messageId);
      if (!canFindReplies(kind)) await this.deliveries.forgetDoubt(transaction, messageId);
      await this.messages.setStatus(transaction, messageId, 'queued');
      await this.finish(transaction, 'retried', { parts, lane, kind });
    });
  }

  /** Later answers of the conversation no longer wait for it. */
  discard(context: TenantContext, messageId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const { parts, lane, kind } = await this.lockParts(transaction, messageId);
      const state = stateOfParts(parts.map((part) => part.state));
      if (!mayDiscard(state))
        throw new ConversationError('delivery_not_discardable', {
          detail: `This delivery is ${state}. Only one that waits, failed or is parked can be discarded.`,
        });
      await this.deliveries.discard(transaction, messageId);
      await this.messages.setStatus(transaction, messageId, 'discarded');
      await this.conversations.settleFailure(transaction, firstOf(parts).conversationId, messageId);
      await this.finish(transaction, 'discarded', { parts, lane, kind });
    });
  }

  /** Reads the parts while nobody can begin to send them. */
  private async lockParts(transaction: TenantTransaction, messageId: string): Promise<LockedParts> {
    const found = await this.deliveries.findByMessage(transaction, messageId);
    if (found.length === 0) throw new ConversationError('delivery_not_found');
    const conversation = await this.conversations.lock(transaction, firstOf(found).conversationId);
    if (!conversation) throw new ConversationError('delivery_not_found');
    return {
      parts: await this.deliveries.findByMessage(transaction, messageId),
      lane: conversation.lane,
      kind: conversation.channelKind,
    };
  }

  private async finish(
    transaction: TenantTransaction,
    incident: 'retried' | 'discarded',
    { parts, lane }: LockedParts,
  ): Promise<void> {
    const { conversationId, connectionId } = firstOf(parts);
    const errorCode = parts.find((part) => part.state !== 'sent')?.errorCode ?? null;
    await this.events.tryAgain(transaction, lane, 0);
    await this.events.record(transaction, incident, { conversationId, connectionId, errorCode });
    await this.events.changed(transaction);
  }
}

/** The parts of an answer whose conversation is locked, and the lane that it travels in. */
interface LockedParts {
  readonly parts: readonly Delivery[];
  readonly lane: string;
  readonly kind: ChannelKind;
}

function firstOf([part]: readonly Delivery[]): Delivery {
  if (!part) throw new Error('a delivery has at least one part');
  return part;
}
