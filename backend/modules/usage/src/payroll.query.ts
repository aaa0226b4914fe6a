import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';

/** What one agent did and cost in a month; the id is null for drafts that were tried before they were saved. */
export interface MonthlyWork {
  readonly agentId: string | null;
  readonly costNanoUsd: bigint;
  readonly unpricedCalls: number;
  readonly totalTokens: number;
  /** Conversations in which it replied. */
  readonly conversations: number;
  /** Messages that people sent it. */
  readonly messagesHandled: number;
}

type MonthlyWorkRow = Omit<MonthlyWork, 'costNanoUsd' | 'totalTokens'> & {
  readonly costNanoUsd: string;
  readonly totalTokens: string;
};

/** Reads the month of every agent in one statement, so that its figures are of one moment. */
@Injectable()
export class PayrollQuery {
  async workByAgent({ manager, tenantId }: TenantTransaction, { from, to }: TimeRange): Promise<MonthlyWork[]> {
    const rows: MonthlyWorkRow[] = await manager.query(
      `WITH calls AS (
         SELECT agent_id, sum(cost_nano_usd) AS cost, count(*) FILTER (WHERE cost_nano_usd IS NULL) AS unpriced, sum(total_tokens) AS tokens,
                count(DISTINCT conversation_id) FILTER (WHERE kind = 'reply' AND outcome = 'ok') AS conversations
         FROM usage_events WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 GROUP BY agent_id),
       messages AS (
         SELECT agent_id, count(*) AS handled
         FROM message_events WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND direction = 'inbound' GROUP BY agent_id)
       SELECT agent_id AS "agentId", COALESCE(cost, 0)::text AS "costNanoUsd", COALESCE(unpriced, 0)::int AS "unpricedCalls",
              COALESCE(tokens, 0)::text AS "totalTokens", COALESCE(conversations, 0)::int AS conversations, COALESCE(handled, 0)::int AS "messagesHandled"
       FROM calls FULL JOIN messages USING (agent_id)`,
      [tenantId, from, to],
    );
    return rows.map((row) => ({ ...row, costNanoUsd: BigInt(row.costNanoUsd), totalTokens: Number(row.totalTokens) }));
  }
}
