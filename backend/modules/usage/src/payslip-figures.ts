import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { CorrectionsQuery } from './corrections.query';
import type { CorrectionView } from './payslip.dto';
import { PriceBook, type Prices } from './prices/price-book';
import type { ReportPeriod } from './report-range';
import { UsageChartsQuery, type PricedUsage } from './usage-charts.query';

/** What a payslip is made from. */
export interface PayslipInput {
  readonly used: readonly PricedUsage[];
  readonly conversations: number;
  readonly messagesHandled: number;
  readonly corrections: readonly CorrectionView[];
  /** Explains what the kinds of tokens cost. */
  readonly prices: Prices;
}

/** Reads an employee's month. */
@Injectable()
export class PayslipFigures {
  constructor(
    private readonly charts: UsageChartsQuery,
    private readonly corrections: CorrectionsQuery,
    private readonly priceBook: PriceBook,
  ) {}

  async read(transaction: TenantTransaction, agentId: string, month: ReportPeriod): Promise<PayslipInput> {
    const charts = await this.charts.read(transaction, month, ['byPrice', 'messages', 'conversations']);
    const isOwn = (row: { readonly agentId: string | null }): boolean => row.agentId === agentId;
    return {
      used: charts.byPrice.filter(isOwn),
      conversations: charts.conversations.find(isOwn)?.conversations ?? 0,
      messagesHandled: charts.messages.filter(isOwn).reduce((sum, { inbound }) => sum + inbound, 0),
      corrections: await this.corrections.ofAgent(transaction, agentId, month.firstDay),
      prices: await this.priceBook.open(transaction),
    };
  }
}
