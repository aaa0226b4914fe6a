import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import { FIGURES, FIGURES_OF_EVENT } from '../usage-figures';
import type { BookedLine } from './reconciliation';

/** Days in UTC, the first and the last. */
interface UtcDays {
  readonly firstDay: string;
  readonly lastDay: string;
}

interface Row {
  readonly day: string;
  readonly model: string;
  readonly cost: string;
  readonly tokens: number;
  readonly calls: number;
  readonly unpriced: number;
}

const TOKENS = FIGURES.split(', ')
  .filter((column) => column.endsWith('_tokens'))
  .join(' + ');

const RANGE = `SELECT ($3::date)::timestamp AT TIME ZONE 'UTC' AS since, ($4::date + 1)::timestamp AT TIME ZONE 'UTC' AS until`;

/** Hours of the business in which a day of the provider ends, where the zone of the business is no whole hours away from UTC. */
const TORN = `torn AS (
  SELECT date_trunc('hour', midnight, zone) AS begins
  FROM (SELECT day AT TIME ZONE 'UTC' AS midnight FROM generate_series($3::date::timestamp, $4::date::timestamp + INTERVAL '1 day', INTERVAL '1 day') AS day) days,
    (SELECT COALESCE((SELECT time_zone FROM usage_calendars WHERE tenant_id = $1), 'UTC') AS zone) calendar
  WHERE date_trunc('hour', midnight, zone) <> midnight)`;

/**
 * Reads what a provider's calls cost by its own days, which begin at midnight in UTC. They are made from the hours of the
 * business; hours that belong to two days are read from the events.
 */
@Injectable()
export class BookedDaysQuery {
  async read(
    { manager, tenantId }: TenantTransaction,
    provider: ModelProvider,
    { firstDay, lastDay }: UtcDays,
  ): Promise<BookedLine[]> {
    const rows = await manager.query<Row[]>(
      `WITH range AS (${RANGE}), ${TORN}
       SELECT (at AT TIME ZONE 'UTC')::date::text AS day, model, sum(cost_nano_usd)::text AS cost, sum(${TOKENS})::float8 AS tokens,
         sum(calls)::int AS calls, sum(unpriced_calls)::int AS unpriced
       FROM (
         SELECT hour AS at, model, ${FIGURES} FROM usage_hours, range
         WHERE tenant_id = $1 AND provider = $2 AND hour >= since AND hour < until AND hour NOT IN (SELECT begins FROM torn)
         UNION ALL
         SELECT occurred_at, model, ${FIGURES_OF_EVENT} FROM range, torn, usage_events
         WHERE tenant_id = $1 AND provider = $2
           AND occurred_at >= greatest(begins, since) AND occurred_at < least(begins + INTERVAL '1 hour', until)
         UNION ALL
         SELECT occurred_at, model, ${FIGURES_OF_EVENT} FROM range, usage_unrolled(since, until)
         WHERE provider = $2
           AND NOT EXISTS (SELECT 1 FROM torn WHERE occurred_at >= begins AND occurred_at < begins + INTERVAL '1 hour')) parts
       GROUP BY 1, 2 HAVING sum(calls) > 0 ORDER BY 1, 2`,
      [tenantId, provider, firstDay, lastDay],
    );
    return rows.map(({ cost, unpriced, ...row }) => ({ ...row, costNanoUsd: BigInt(cost), unpricedCalls: unpriced }));
  }

  /** Whether calls were made both with keys of the business and with the installation's, which are billed to different accounts. */
  async hasTwoPayers(
    { manager, tenantId }: TenantTransaction,
    provider: ModelProvider,
    { firstDay, lastDay }: UtcDays,
  ): Promise<boolean> {
    const exists = (key: string): string =>
      `EXISTS (SELECT 1 FROM usage_events, range WHERE tenant_id = $1 AND provider = $2 AND occurred_at >= since AND occurred_at < until AND key_id IS ${key})`;
    const [row] = await manager.query<{ both: boolean }[]>(
      `WITH range AS (${RANGE}) SELECT ${exists('NULL')} AND ${exists('NOT NULL')} AS both`,
      [tenantId, provider, firstDay, lastDay],
    );
    return row?.both ?? false;
  }
}
