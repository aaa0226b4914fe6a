import { Clock, type TenantTransaction } from '@konstruct/platform';
import { Injectable } from '@nestjs/common';
import { BusinessCalendar } from './business-calendar';
import { resolveMonth } from './report-range';

/** What was spent with one of a business's own keys. */
export interface KeySpend {
  readonly costNanoUsd: bigint;
  /** Calls of models that have no price yet; they are not in the cost. */
  readonly unpricedCalls: number;
}

/** Sums what a business spent with its own model keys; an index that holds the costs serves it. */
@Injectable()
export class KeySpendQuery {
  constructor(
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** By the id of the key, in the running month of the business. Keys that were not used are not in it. */
  async thisMonth(transaction: TenantTransaction): Promise<ReadonlyMap<string, KeySpend>> {
    const { from, to } = resolveMonth(undefined, await this.calendar.timeZone(transaction), this.clock.now());
    const rows: { key_id: string; cost: string; unpriced: number }[] = await transaction.manager.query(
      `SELECT key_id, COALESCE(sum(cost_nano_usd), 0)::text AS cost, (count(*) - count(cost_nano_usd))::int AS unpriced
       FROM usage_events WHERE tenant_id = $1 AND key_id IS NOT NULL AND occurred_at >= $2 AND occurred_at < $3 GROUP BY key_id`,
      [transaction.tenantId, from, to],
    );
    return new Map(
      rows.map(({ key_id, cost, unpriced }) => [key_id, { costNanoUsd: BigInt(cost), unpricedCalls: unpriced }]),
    );
  }
}
