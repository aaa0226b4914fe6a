import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { BookedCall } from './call-booking';

/** A message in the books. */
export interface MessageEvent {
  readonly id: string;
  readonly occurredAt: Date;
  readonly agentId: string;
  readonly conversationId: string;
  readonly channelKind: string;
  readonly direction: 'inbound' | 'outbound';
}

/** Writes the books. The insert itself recognises what is in them already: there is no claim that could outlive a failure. */
@Injectable()
export class UsageStore {
  /** Adds calls and returns the ids of those that were not there yet. */
  async addCalls({ manager, tenantId }: TenantTransaction, calls: readonly BookedCall[]): Promise<string[]> {
    if (calls.length === 0) return [];
    const rows: { id: string }[] = await manager.query(
      `INSERT INTO usage_events (tenant_id, id, occurred_at, agent_id, agent_name, conversation_id, kind, channel_kind, provider, model,
         input_uncached_tokens, cache_read_tokens, cache_write_tokens, output_text_tokens, reasoning_tokens, usage_source,
         cost_nano_usd, price_source, latency_ms, outcome)
       SELECT $1::uuid, call.* FROM jsonb_to_recordset($2::jsonb) AS call (
         id uuid, "occurredAt" timestamptz, "agentId" uuid, "agentName" text, "conversationId" uuid, kind text, "channelKind" text,
         provider text, model text, "inputUncachedTokens" bigint, "cacheReadTokens" bigint, "cacheWriteTokens" bigint,
         "outputTextTokens" bigint, "reasoningTokens" bigint, "usageSource" text, "costNanoUsd" bigint, "priceSource" text,
         "latencyMs" integer, outcome text)
       ON CONFLICT (tenant_id, id) DO NOTHING RETURNING id`,
      [tenantId, JSON.stringify(calls, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))],
    );
    return rows.map((row) => row.id);
  }

  /** Adds a message; false when it was there already. */
  async addMessage({ manager, tenantId }: TenantTransaction, message: MessageEvent): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO message_events (tenant_id, id, occurred_at, agent_id, conversation_id, channel_kind, direction)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, id) DO NOTHING RETURNING id`,
      [
        tenantId,
        message.id,
        message.occurredAt,
        message.agentId,
        message.conversationId,
        message.channelKind,
        message.direction,
      ],
    );
    return rows.length > 0;
  }
}
