import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { MonthlyWork } from './payroll';
import type { ReportPeriod } from './report-range';
import { UsageChartsQuery } from './usage-charts.query';
import { NO_USAGE } from './usage-figures';

/** Tells what everyone did and cost in a month. */
@Injectable()
export class MonthlyWorks {
  constructor(private readonly charts: UsageChartsQuery) {}

  /** Read in one statement, so that its figures are of one moment. */
  async read(transaction: TenantTransaction, month: ReportPeriod): Promise<MonthlyWork[]> {
    const charts = await this.charts.read(transaction, month, ['byAgent', 'messages', 'conversations']);
    const conversations = new Map(charts.conversations.map((own) => [own.agentId, own.conversations]));
    const messages = Map.groupBy(charts.messages, ({ agentId }) => agentId);
    const used = new Map(charts.byAgent.flatMap(({ agentId, figures }) => (agentId ? [[agentId, figures]] : [])));
    const ids = new Set([...used.keys(), ...messages.keys()]);
    const works = [...ids].map((agentId) => ({
      agentId,
      figures: used.get(agentId) ?? NO_USAGE,
      conversations: conversations.get(agentId) ?? 0,
      messagesHandled: (messages.get(agentId) ?? []).reduce((sum, { inbound }) => sum + inbound, 0),
    }));
    const drafts = charts.byAgent.filter(({ agentId }) => agentId === null);
    return [
      ...works,
      ...drafts.map(({ figures }) => ({ agentId: null, figures, conversations: 0, messagesHandled: 0 })),
    ];
  }
}
