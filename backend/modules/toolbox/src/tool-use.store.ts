import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';

/** One use of a tool, as it stands in the books. */
export interface ToolUse {
  readonly id: string;
  readonly occurredAt: Date;
  /** Null for a draft that was tried before it was saved. */
  readonly agentId: string | null;
  readonly agentName: string;
  readonly conversationId: string | null;
  readonly serverId: string;
  readonly serverName: string;
  readonly tool: string;
  /** `ok`, `tool_error` when the tool itself said that it failed, or why the server could not be used. */
  readonly outcome: string;
  readonly latencyMs: number;
  readonly inputCharacters: number;
  readonly outputCharacters: number;
}

/** How a server was used lately. */
export interface RecentUse {
  readonly uses: number;
  readonly failures: number;
  readonly lastUsedAt: Date;
}

const DAYS = 30;

/** Keeps the books of uses. */
@Injectable()
export class ToolUseStore {
  async add({ manager, tenantId }: TenantTransaction, use: ToolUse): Promise<void> {
    await manager.query(
      `INSERT INTO tool_uses (tenant_id, id, occurred_at, agent_id, agent_name, conversation_id, server_id, server_name, tool,
         outcome, latency_ms, input_characters, output_characters)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        tenantId,
        use.id,
        use.occurredAt,
        use.agentId,
        use.agentName,
        use.conversationId,
        use.serverId,
        use.serverName,
        use.tool,
        use.outcome,
        use.latencyMs,
        use.inputCharacters,
        use.outputCharacters,
      ],
    );
  }

  /** By server, over the last 30 days. */
  async recent({ manager, tenantId }: TenantTransaction, now: Date): Promise<ReadonlyMap<string, RecentUse>> {
    const rows: { server_id: string; uses: number; failures: number; last_used_at: Date }[] = await manager.query(
      `SELECT server_id, count(*)::int AS uses, count(*) FILTER (WHERE outcome <> 'ok')::int AS failures, max(occurred_at) AS last_used_at
       FROM tool_uses WHERE tenant_id = $1 AND occurred_at > $2::timestamptz - make_interval(days => $3) GROUP BY server_id`,
      [tenantId, now, DAYS],
    );
    return new Map(
      rows.map((row) => [row.server_id, { uses: row.uses, failures: row.failures, lastUsedAt: row.last_used_at }]),
    );
  }
}
