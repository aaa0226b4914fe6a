import { Injectable } from '@nestjs/common';
import { toUsd } from '@konstruct/contracts';
import { isISO8601, isUUID } from 'class-validator';
import { decodeCursor, RequestError, toPage, type Page, type TenantTransaction } from '@konstruct/platform';
import type { ReportPeriod } from './report-range';
import type { CallView } from './usage-calls.dto';

/** Which single calls and fees are asked for. */
export interface CallFilter {
  readonly agentId?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly conversationId?: string;
  /** Only those whose price is not known yet. */
  readonly isUnpriced?: boolean;
}

type CallRow = Omit<CallView, 'occurred_at' | 'cost_usd'> & {
  readonly occurred_at: Date;
  readonly cost_nano_usd: string | null;
};

const COLUMNS = `e.id, e.occurred_at, e.kind, e.agent_id, COALESCE(a.name, e.agent_name) AS agent_name, e.conversation_id, e.channel_kind,
  e.provider, e.model, e.key_id, k.label AS key_label, e.outcome, e.latency_ms, e.usage_source, e.price_source, e.cost_nano_usd::text,
  e.correction_id IS NOT NULL AS is_corrected,
  e.input_uncached_tokens::float8 AS input_tokens, e.cache_read_tokens::float8 AS cached_input_tokens,
  e.cache_write_5m_tokens::float8 AS cache_write_5m_tokens, e.cache_write_1h_tokens::float8 AS cache_write_1h_tokens,
  e.input_audio_tokens::float8 AS input_audio_tokens, e.output_text_tokens::float8 AS output_tokens,
  e.reasoning_tokens::float8 AS reasoning_tokens, e.output_audio_tokens::float8 AS output_audio_tokens`;

/** Reads single calls and fees, newest first. */
@Injectable()
export class UsageCallsQuery {
  async list(
    { manager, tenantId }: TenantTransaction,
    { from, to }: Pick<ReportPeriod, 'from' | 'to'>,
    filter: CallFilter,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Promise<Page<CallView>> {
    const [before, beforeId] = decodeCursor(cursor, 2) ?? [null, null];
    if (before && !(isISO8601(before) && isUUID(beforeId))) throw new RequestError('invalid_cursor');
    const rows: CallRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM usage_events e LEFT JOIN agents a ON a.tenant_id = e.tenant_id AND a.id = e.agent_id
         LEFT JOIN model_keys k ON k.tenant_id = e.tenant_id AND k.id = e.key_id
       WHERE e.tenant_id = $1 AND e.occurred_at >= $2 AND e.occurred_at < $3
         AND ($4::uuid IS NULL OR e.agent_id = $4) AND ($5::text IS NULL OR e.provider = $5) AND ($6::text IS NULL OR e.model = $6)
         AND ($7::uuid IS NULL OR e.conversation_id = $7) AND (NOT $8 OR e.cost_nano_usd IS NULL)
         AND ($9::timestamptz IS NULL OR (e.occurred_at, e.id) < ($9::timestamptz, $10::uuid))
       ORDER BY e.occurred_at DESC, e.id DESC LIMIT $11`,
      [
        tenantId,
        from,
        to,
        filter.agentId ?? null,
        filter.provider ?? null,
        filter.model ?? null,
        filter.conversationId ?? null,
        filter.isUnpriced ?? false,
        before,
        beforeId,
        limit + 1,
      ],
    );
    return toPage(rows, limit, (row) => [row.occurred_at.toISOString(), row.id], toView);
  }
}

function toView({ cost_nano_usd: cost, occurred_at: at, ...row }: CallRow): CallView {
  return { ...row, occurred_at: at.toISOString(), cost_usd: cost === null ? null : toUsd(BigInt(cost)) };
}
