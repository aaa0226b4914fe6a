import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';

/** Exact sums over model calls. Tokens are in parts that do not overlap. */
export interface UsageSums {
  /** Sent and not read from a cache; what was written to a cache is in here. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly totalTokens: number;
  readonly modelCalls: number;
  readonly costNanoUsd: bigint;
  /** Calls whose model has no price yet; they are not in the cost. */
  readonly unpricedCalls: number;
}

/** What one agent used; the id is null for drafts that were tried before they were saved. */
export interface AgentUsage extends UsageSums {
  readonly agentId: string | null;
  readonly agentName: string;
}

/** What was used of one provider. */
export interface ProviderUsage extends UsageSums {
  readonly provider: string;
}

/** Postgres gives sums of bigint as numeric, which arrives as text. */
type SumRow = { readonly [Sum in keyof UsageSums]: string };

const SUMS = `
  COALESCE(sum(input_uncached_tokens + cache_write_tokens), 0)::text AS "inputTokens",
  COALESCE(sum(cache_read_tokens), 0)::text AS "cachedInputTokens",
  COALESCE(sum(output_text_tokens), 0)::text AS "outputTokens",
  COALESCE(sum(reasoning_tokens), 0)::text AS "reasoningTokens",
  COALESCE(sum(total_tokens), 0)::text AS "totalTokens",
  count(*)::text AS "modelCalls",
  COALESCE(sum(cost_nano_usd), 0)::text AS "costNanoUsd",
  count(*) FILTER (WHERE cost_nano_usd IS NULL)::text AS "unpricedCalls"`;

const IN_RANGE = 'tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3';

/** Sums model calls of a stretch of time. */
@Injectable()
export class UsageSummaryQuery {
  /** What one agent's calls cost; calls without a price are not in it. */
  async costOf({ manager, tenantId }: TenantTransaction, agentId: string, { from, to }: TimeRange): Promise<bigint> {
    const rows: { cost: string }[] = await manager.query(
      `SELECT COALESCE(sum(cost_nano_usd), 0)::text AS cost FROM usage_events WHERE ${IN_RANGE} AND agent_id = $4`,
      [tenantId, from, to, agentId],
    );
    return BigInt(rows[0]?.cost ?? 0);
  }

  /** By agent, the most expensive first; unsaved drafts of one name are one entry. */
  async byAgent({ manager, tenantId }: TenantTransaction, { from, to }: TimeRange): Promise<AgentUsage[]> {
    const rows: (SumRow & Pick<AgentUsage, 'agentId' | 'agentName'>)[] = await manager.query(
      `SELECT agent_id AS "agentId", max(agent_name) AS "agentName", ${SUMS} FROM usage_events WHERE ${IN_RANGE}
       GROUP BY agent_id, CASE WHEN agent_id IS NULL THEN agent_name END
       ORDER BY sum(cost_nano_usd) DESC NULLS LAST, max(agent_name)`,
      [tenantId, from, to],
    );
    return rows.map((row) => ({ agentId: row.agentId, agentName: row.agentName, ...toSums(row) }));
  }

  /** By provider, the most expensive first. */
  async byProvider({ manager, tenantId }: TenantTransaction, { from, to }: TimeRange): Promise<ProviderUsage[]> {
    const rows: (SumRow & Pick<ProviderUsage, 'provider'>)[] = await manager.query(
      `SELECT provider, ${SUMS} FROM usage_events WHERE ${IN_RANGE}
       GROUP BY provider ORDER BY sum(cost_nano_usd) DESC NULLS LAST, provider`,
      [tenantId, from, to],
    );
    return rows.map((row) => ({ provider: row.provider, ...toSums(row) }));
  }
}

/** Adds up sums. */
export function addSums(all: readonly UsageSums[]): UsageSums {
  const add = (name: Exclude<keyof UsageSums, 'costNanoUsd'>): number => all.reduce((sum, one) => sum + one[name], 0);
  return {
    inputTokens: add('inputTokens'),
    cachedInputTokens: add('cachedInputTokens'),
    outputTokens: add('outputTokens'),
    reasoningTokens: add('reasoningTokens'),
    totalTokens: add('totalTokens'),
    modelCalls: add('modelCalls'),
    costNanoUsd: all.reduce((sum, one) => sum + one.costNanoUsd, 0n),
    unpricedCalls: add('unpricedCalls'),
  };
}

function toSums(row: SumRow): UsageSums {
  return {
    inputTokens: Number(row.inputTokens),
    cachedInputTokens: Number(row.cachedInputTokens),
    outputTokens: Number(row.outputTokens),
    reasoningTokens: Number(row.reasoningTokens),
    totalTokens: Number(row.totalTokens),
    modelCalls: Number(row.modelCalls),
    costNanoUsd: BigInt(row.costNanoUsd),
    unpricedCalls: Number(row.unpricedCalls),
  };
}
