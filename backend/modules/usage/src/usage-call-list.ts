import { Injectable } from '@nestjs/common';
import { Clock, Database, pageLimit, type TenantContext } from '@konstruct/platform';
import { BusinessCalendar } from './business-calendar';
import { resolveRange } from './report-range';
import { toCallFilter, toCallPeriod } from './usage-call-filter';
import type { CallListQuery, CallPage } from './usage-calls.dto';
import { UsageCallsQuery } from './usage-calls.query';

/** Lists the single calls of a stretch of time in the business's calendar. */
@Injectable()
export class UsageCallList {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly calls: UsageCallsQuery,
    private readonly clock: Clock,
  ) {}

  list(context: TenantContext, query: CallListQuery): Promise<CallPage> {
    return this.database.inTenant(context, async (transaction) => {
      const timeZone = await this.calendar.timeZone(transaction);
      const period = toCallPeriod(query, resolveRange(query, timeZone, this.clock.now()));
      return this.calls.list(transaction, period, toCallFilter(query), {
        cursor: query.cursor,
        limit: pageLimit(query),
      });
    });
  }
}
