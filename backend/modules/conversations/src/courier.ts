import { Injectable } from '@nestjs/common';
import { ChannelSendError } from '@konstruct/channels';
import type { Lease, TenantContext } from '@konstruct/platform';
import { DeliveryDesk } from './delivery-desk';
import type { LaneShift } from './lane-worker';
import type { NextDelivery } from './outgoing-tray';

/**
 * Sends a conversation's answers, in order. Before a part goes out it is marked as being sent; found so by a later attempt, it
 * may or may not have arrived, and the channel is asked for its reply id first.
 */
@Injectable()
export class Courier {
  constructor(private readonly desk: DeliveryDesk) {}

  async sendAll(context: TenantContext, conversationId: string, { lease }: LaneShift): Promise<void> {
    lease.assertHeld();
    await this.sendFrom(context, await this.desk.takeNext(context, conversationId), lease);
  }

  /** Sends a part that was taken to be sent, and those after it. */
  async sendFrom(context: TenantContext, first: NextDelivery | null, lease: Lease): Promise<void> {
    for (let next = first; next;) {
      lease.assertHeld();
      next = await this.send(context, next, lease);
    }
  }

  /** Answers what is to be sent next, if anything may be now. */
  private async send(
    context: TenantContext,
    { delivery, isInDoubt, outlet, author }: NextDelivery,
    lease: Lease,
  ): Promise<NextDelivery | null> {
    const target = { placeId: delivery.externalChannelId, thread: delivery.thread, replyId: delivery.id };
    let isSending = false;
    try {
      const found = isInDoubt
        ? await outlet.findReply({ ...target, since: delivery.firstAttemptAt ?? delivery.createdAt })
        : null;
      // Looking may have taken long, and whoever has the lane now may be sending it.
      if (found === null) lease.assertHeld();
      isSending = found === null;
      const sent = found ?? (await outlet.post({ ...target, text: delivery.text, author }));
      return await this.desk.recordSent(context, delivery, sent.externalId);
    } catch (error) {
      if (!(error instanceof ChannelSendError)) throw error;
      return this.desk.recordFailure(context, delivery, error, { wasInDoubt: isInDoubt, isSending });
    }
  }
}
