import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';

/** A tool of a server, as employees are allowed it. */
export interface ToolChoice {
  readonly serverId: string;
  readonly tool: string;
}

/** Reads and writes who may use what. */
@Injectable()
export class AgentToolStore {
  async ofAgent({ manager, tenantId }: TenantTransaction, agentId: string): Promise<ToolChoice[]> {
    const rows: { server_id: string; tool: string }[] = await manager.query(
      'SELECT server_id, tool FROM agent_tools WHERE tenant_id = $1 AND agent_id = $2 ORDER BY server_id, tool',
      [tenantId, agentId],
    );
    return rows.map((row) => ({ serverId: row.server_id, tool: row.tool }));
  }

  /** Puts these in the place of what the employee was allowed. */
  async replace(
    { manager, tenantId }: TenantTransaction,
    agentId: string,
    choices: readonly ToolChoice[],
  ): Promise<void> {
    await manager.query('DELETE FROM agent_tools WHERE tenant_id = $1 AND agent_id = $2', [tenantId, agentId]);
    await manager.query(
      `INSERT INTO agent_tools (tenant_id, agent_id, server_id, tool)
       SELECT $1, $2, server_id, tool FROM jsonb_to_recordset($3::jsonb) AS choice (server_id uuid, tool text)`,
      [tenantId, agentId, JSON.stringify(choices.map(({ serverId, tool }) => ({ server_id: serverId, tool })))],
    );
  }

  /** How many employees each server has tools for. */
  async agentsByServer({ manager, tenantId }: TenantTransaction): Promise<ReadonlyMap<string, number>> {
    const rows: { server_id: string; agents: number }[] = await manager.query(
      'SELECT server_id, count(DISTINCT agent_id)::int AS agents FROM agent_tools WHERE tenant_id = $1 GROUP BY server_id',
      [tenantId],
    );
    return new Map(rows.map((row) => [row.server_id, row.agents]));
  }
}
