import { Injectable } from '@nestjs/common';
import type { MessageReport } from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { DeliveryDesk } from './delivery-desk';
import { DeliveryStore } from './delivery.store';
import { isNewsOf } from './delivery-receipt';

/**
 * Hears what a provider reports of messages that it had accepted, or of which no answer came. A report settles what is in
 * doubt, in either way, and tells of failures that the provider noticed late.
 */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly conversations: ConversationStore,
    private readonly desk: DeliveryDesk,
  ) {}

  /** False when the report is about no answer of an employee. */
  async receive(transaction: TenantTransaction, report: MessageReport): Promise<boolean> {
    const reported = await this.deliveries.findReported(transaction, report);
    if (!reported) return false;
    await this.conversations.lock(transaction, reported.conversationId);
    const delivery = await this.deliveries.find(transaction, reported.id);
    if (!delivery || !isNewsOf(delivery, report)) return true;
    await this.deliveries.noteReceipt(transaction, delivery.id, report);
    if (report.status === 'failed')
      await this.desk.failAfterwards(transaction, delivery, report.errorCode ?? 'unknown');
    else if (delivery.state !== 'sent' && delivery.state !== 'discarded')
      await this.desk.settleSent(transaction, delivery, report.externalId);
    return true;
  }
}
