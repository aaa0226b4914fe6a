import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ChannelSendError } from '@konstruct/channels';
import type { Lease, TenantContext } from '@konstruct/platform';
import { DeliveryDesk } from './delivery-desk';
import type { LaneShift } from './lane-worker';
import type { NextDelivery } from './outgoing-tray';

/** Longer than Postgres needs to restart. */
const WRITE_ATTEMPTS = 20;
const WRITE_PAUSE_MS = 500;

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

  /**
   * Sends a part that was taken to be sent, and those after it. The mark is what gives the right to send a part, and no other is
   * taken once the right to the lane is lost.
   */
  async sendFrom(context: TenantContext, first: NextDelivery | null, lease: Lease): Promise<void> {
    for (let next = first; next;) next = await this.send(context, next, lease);
    lease.assertHeld();
  }

  /** Answers what is to be sent next, if anything may be now. */
  private async send(context: TenantContext, taken: NextDelivery, lease: Lease): Promise<NextDelivery | null> {
    const { delivery, isInDoubt, outlet, author } = taken;
    const target = { placeId: delivery.externalChannelId, thread: delivery.thread, replyId: delivery.id };
    let isSending = false;
    try {
      const found = isInDoubt
        ? await outlet.findReply({ ...target, since: delivery.firstAttemptAt ?? delivery.createdAt })
        : null;
      // Looking may have taken long, and whoever has the lane now may be sending it.
      if (isInDoubt && found === null) lease.assertHeld();
      isSending = found === null;
      const { externalId } = found ?? (await outlet.post({ ...target, text: delivery.text, author }));
      return await untilWritten(() => this.desk.recordSent(context, { delivery, externalId }, lease));
    } catch (error) {
      if (!(error instanceof ChannelSendError)) throw error;
      const failed = { delivery, error, wasInDoubt: isInDoubt, isSending };
      return untilWritten(() => this.desk.recordFailure(context, failed, lease));
    }
  }
}

/** What became of a send is known here alone; it must not be forgotten, and with it put in doubt, because Postgres restarts. */
async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === WRITE_ATTEMPTS) throw error;
      await delay(WRITE_PAUSE_MS);
    }
  }
}
