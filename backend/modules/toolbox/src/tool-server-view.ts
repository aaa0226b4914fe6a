import type { ToolServer } from './tool-server.entity';
import { explainMcpFailure } from './mcp-failure';
import type { RecentUse } from './tool-use.store';
import type { ToolServerView } from './toolbox.dto';

/** How a server is used: by how many employees, and lately. */
export interface ServerUse {
  readonly agents: number;
  readonly recent: RecentUse | undefined;
}

/** A server as the API shows it. */
export function toToolServerView(server: ToolServer, { agents, recent }: ServerUse): ToolServerView {
  return {
    id: server.id,
    name: server.name,
    url: server.url,
    has_bearer_token: server.bearerCiphertext !== null,
    tools: server.tools.map(({ name, title, description, isReadOnly }) => ({
      name,
      title,
      description,
      is_read_only: isReadOnly,
    })),
    problem: server.problemCode === null ? null : explainMcpFailure(server.problemCode),
    agents,
    uses: recent?.uses ?? 0,
    failures: recent?.failures ?? 0,
    last_used_at: recent?.lastUsedAt.toISOString() ?? null,
    checked_at: server.checkedAt.toISOString(),
    created_at: server.createdAt.toISOString(),
  };
}
