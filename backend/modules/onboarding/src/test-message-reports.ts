import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { isArrival, type MessageReport, type ReportedFee } from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { UsageLedger } from '@konstruct/usage';
import { GoLive } from './go-live';
import { TestMessageStore } from './test-message.store';

/** Hears what became of test messages whose provider accepts first and reports later: only its report makes somebody live. */
@Injectable()
export class TestMessageReports {
  constructor(
    private readonly messages: TestMessageStore,
    private readonly agents: AgentDirectory,
    private readonly goLive: GoLive,
    private readonly usage: UsageLedger,
  ) {}

  /** False when the report is about no test message. */
  async receive(transaction: TenantTransaction, report: MessageReport): Promise<boolean> {
    const message = await this.messages.findReported(transaction, report);
    if (!message) return false;
    const agent = await this.agents.find(transaction, message.agentId);
    if (report.fee && agent) await this.bookFee(transaction, { id: message.id, agent, fee: report.fee });
    if (message.status === 'sent') return true;
    const placeId = message.placeId ?? report.placeId;
    if (isArrival(report) && agent && agent.status !== 'archived' && placeId !== null) {
      const { externalId } = report;
      const accepted = { placeId, externalId, permalink: null, isDirect: true, isConfirmed: true };
      await this.goLive.complete(transaction, agent, message, accepted);
    } else if (report.status === 'failed' && agent) {
      await this.goLive.fail(transaction, agent, message, report.errorCode ?? 'unknown');
    }
    return true;
  }

  /** Under the id of the test message, so that two reports of it book one fee. */
  private bookFee(
    transaction: TenantTransaction,
    { id, agent, fee }: { readonly id: string; readonly agent: Agent; readonly fee: ReportedFee },
  ): Promise<void> {
    return this.usage.recordChannelFee(transaction, {
      id,
      agent,
      conversationId: null,
      channelKind: 'whatsapp',
      ...fee,
    });
  }
}
