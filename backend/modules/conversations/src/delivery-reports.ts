import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import type { MessageReport, ReportedFee } from '@konstruct/channels';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { UsageLedger } from '@konstruct/usage';
import { ConversationStore } from './conversation.store';
import { DeliveryDesk } from './delivery-desk';
import { DeliveryStore } from './delivery.store';
import type { Delivery } from './delivery.entity';
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
    private readonly agents: AgentDirectory,
    private readonly usage: UsageLedger,
    private readonly live: LiveUpdates,
  ) {}

  /** False when the report is about no answer of an employee. */
  async receive(transaction: TenantTransaction, report: MessageReport): Promise<boolean> {
    const reported = await this.deliveries.findReported(transaction, report);
    if (!reported) return false;
    const conversation = await this.conversations.lock(transaction, reported.conversationId);
    const delivery = await this.deliveries.find(transaction, reported.id);
    if (!conversation || !delivery || !isNewsOf(delivery, report)) return true;
    if (report.fee) await this.bookFee(transaction, delivery, report.fee);
    await this.deliveries.noteReceipt(transaction, delivery.id, report);
    await this.live.announce(transaction, 'conversations');
    if (report.status === 'failed')
      await this.desk.failAfterwards(transaction, delivery, report.errorCode ?? 'unknown');
    else if (delivery.state !== 'sent' && delivery.state !== 'discarded')
      await this.desk.settleSent(transaction, { conversation, delivery, externalId: report.externalId });
    return true;
  }

  /** Under the id of the delivery, so that two reports of it book one fee. */
  private async bookFee(transaction: TenantTransaction, delivery: Delivery, fee: ReportedFee): Promise<void> {
    const conversation = await this.conversations.find(transaction, delivery.conversationId);
    const agent = conversation ? await this.agents.find(transaction, conversation.agentId) : null;
    if (!conversation || !agent) return;
    await this.usage.recordChannelFee(transaction, {
      id: delivery.id,
      agent,
      conversationId: conversation.id,
      channelKind: conversation.channelKind,
      ...fee,
    });
  }
}
