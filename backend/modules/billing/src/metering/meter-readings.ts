import { Injectable } from '@nestjs/common';
import { AuditEventStore } from '@konstruct/audit';
import { localDateOf, localMonthOf, monthRange } from '@konstruct/contracts';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { CallCountStore } from './call-count.store';
import type { MeteredUsageView } from './usage.dto';

/** The event that each access token leaves behind. */
const TOKEN_ISSUED = 'token.issued';

type Readings = Pick<
  MeteredUsageView,
  'period_start' | 'period_end' | 'api_calls_used' | 'api_calls_in_period' | 'token_issuances'
>;

/** Reads what was counted: on the business's day, and in its month. */
@Injectable()
export class MeterReadings {
  constructor(
    private readonly counts: CallCountStore,
    private readonly events: AuditEventStore,
    private readonly clock: Clock,
  ) {}

  async of(transaction: TenantTransaction, today: string, timeZone: string): Promise<Readings> {
    const { from, to } = monthRange(localMonthOf(this.clock.now(), timeZone), timeZone);
    return {
      period_start: from.toISOString(),
      period_end: to.toISOString(),
      api_calls_used: await this.counts.usedBetween(transaction, today, today),
      api_calls_in_period: await this.counts.usedBetween(transaction, localDateOf(from, timeZone), today),
      token_issuances: await this.events.countSince(transaction, TOKEN_ISSUED, from),
    };
  }
}
