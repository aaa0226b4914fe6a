import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { ChannelMessenger, type ChannelAuthor, type ChannelOutlet } from '@konstruct/channels';
import { Clock, WorkerSession, type TenantTransaction } from '@konstruct/platform';
import type { Conversation } from './conversation.entity';
import { DeliveryEvents } from './delivery-events';
import type { Delivery } from './delivery.entity';
import { DeliveryStore } from './delivery.store';
import { MessageStore } from './message.store';

/** How often to look whether a process that had begun an attempt is gone. */
const LOOK_AGAIN_MS = 1_000;

/** What is to be sent next, with all that it takes. */
export interface NextDelivery {
  readonly delivery: Delivery;
  /** Whether an earlier attempt may already have arrived. */
  readonly isInDoubt: boolean;
  readonly outlet: ChannelOutlet;
  /** Employees appear as themselves, also when several share one app. */
  readonly author: ChannelAuthor | null;
}

/** What waits to be sent, conversation by conversation, and whether its time has come. */
@Injectable()
export class OutgoingTray {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly messages: MessageStore,
    private readonly agents: AgentDirectory,
    private readonly messenger: ChannelMessenger,
    private readonly events: DeliveryEvents,
    private readonly session: WorkerSession,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks the next part as being sent, unless it has to wait; then the job is set for that time. The caller has locked the
   * conversation, so that nobody takes it over or discards the part between the question and the mark.
   */
  async takeNext(transaction: TenantTransaction, conversation: Conversation): Promise<NextDelivery | null> {
    const [delivery, agent] = await Promise.all([
      this.deliveries.findNext(transaction, conversation.id),
      this.agents.find(transaction, conversation.agentId),
    ]);
    if (!delivery) return null;
    const waitMs = await this.waitFor(transaction, delivery);
    // Somebody else's word now: a person has the conversation, or the employee was paused while it wrote.
    if (conversation.takenOverBy || !agent?.isActive) {
      if (waitMs === 0) await this.holdBack(transaction, delivery);
      return null;
    }
    if (waitMs > 0) {
      await this.events.tryAgain(transaction, conversation.lane, waitMs);
      return null;
    }
    return this.take(transaction, agent, { conversation, delivery });
  }

  private async take(
    transaction: TenantTransaction,
    { name, avatarEmoji: emoji }: Agent,
    { conversation: { channelKind: kind }, delivery }: { conversation: Conversation; delivery: Delivery },
  ): Promise<NextDelivery> {
    const { connectionId, externalChannelId, messageId, isInDoubt } = delivery;
    const [outlet, started] = await Promise.all([
      this.messenger.outlet(transaction, { kind, connectionId }, externalChannelId),
      this.deliveries.startAttempt(transaction, delivery, this.session.processId),
      this.messages.setStatus(transaction, messageId, 'sending'),
    ]);
    return { delivery: started, isInDoubt, outlet, author: { name, emoji } };
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

  /** Whoever works on the lane finds `sending` only when the process before was cut off. */
  private async holdBack(transaction: TenantTransaction, delivery: Delivery): Promise<void> {
    if (delivery.state !== 'sending') return;
    await this.deliveries.hold(transaction, delivery.id);
    await this.messages.setStatus(transaction, delivery.messageId, 'queued');
    await this.events.changed(transaction);
  }
}
