import { Injectable } from '@nestjs/common';
import { SlackMessenger, SlackSendError } from '@konstruct/channels';
import {
  BUSY,
  Database,
  HandlesJob,
  WorkerSession,
  systemContext,
  type JobHandler,
  type TenantContext,
} from '@konstruct/platform';
import { DeliveryDesk } from './delivery-desk';
import type { Delivery } from './delivery.entity';
import { SEND_JOB } from './delivery.store';

const BUSY_RETRY_MS = 250;

/**
 * Sends a conversation's answers, in order, one process at a time. Before a part goes out it is marked as being sent;
 * found so by a later attempt, it may or may not have arrived, and the channel is asked for its reply id first.
 */
@Injectable()
@HandlesJob(SEND_JOB)
export class SendDeliveriesHandler implements JobHandler {
  constructor(
    private readonly session: WorkerSession,
    private readonly database: Database,
    private readonly desk: DeliveryDesk,
    private readonly messenger: SlackMessenger,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, conversation_id: conversationId } = payload as {
      tenant_id: string;
      conversation_id: string;
    };
    const context = systemContext(tenantId, 'delivery worker');
    const outcome = await this.session.exclusively(`send:${conversationId}`, () =>
      this.sendAll(context, conversationId),
    );
    if (outcome === BUSY) await this.desk.comeBack(context, conversationId, BUSY_RETRY_MS);
  }

  private async sendAll(context: TenantContext, conversationId: string): Promise<void> {
    for (;;) {
      const next = await this.desk.takeNext(context, conversationId);
      if (!next) return;
      const isSent = await this.send(context, next.delivery, next.isInDoubt);
      if (!isSent) return;
    }
  }

  private async send(context: TenantContext, delivery: Delivery, isInDoubt: boolean): Promise<boolean> {
    const target = { channelId: delivery.externalChannelId, threadTs: delivery.thread, replyId: delivery.id };
    try {
      const found = isInDoubt
        ? await this.messenger.findReply(context, delivery.connectionId, {
            ...target,
            since: delivery.firstAttemptAt ?? delivery.createdAt,
          })
        : null;
      const sent =
        found ?? (await this.messenger.post(context, delivery.connectionId, { ...target, text: delivery.text }));
      await this.desk.recordSent(context, delivery, sent.ts);
      return true;
    } catch (error) {
      if (!(error instanceof SlackSendError)) throw error;
      return this.desk.recordFailure(context, delivery, error, isInDoubt);
    }
  }
}
