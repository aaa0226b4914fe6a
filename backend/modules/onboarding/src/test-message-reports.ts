import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { isArrival, type MessageReport } from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { GoLive } from './go-live';
import { TestMessageStore } from './test-message.store';

/** Hears what became of test messages whose provider accepts first and reports later: only its report makes somebody live. */
@Injectable()
export class TestMessageReports {
  constructor(
    private readonly messages: TestMessageStore,
    private readonly agents: AgentDirectory,
    private readonly goLive: GoLive,
  ) {}

  /** False when the report is about no test message. */
  async receive(transaction: TenantTransaction, report: MessageReport): Promise<boolean> {
    const message = await this.messages.findReported(transaction, report);
    if (!message) return false;
    if (message.status === 'sent') return true;
    const agent = await this.agents.find(transaction, message.agentId);
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
}
