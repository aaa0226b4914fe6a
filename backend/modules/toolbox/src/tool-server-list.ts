import { Injectable } from '@nestjs/common';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { AgentToolStore } from './agent-tool.store';
import type { ToolServer } from './tool-server.entity';
import { ToolServerStore } from './tool-server.store';
import { toToolServerView } from './tool-server-view';
import { ToolUseStore } from './tool-use.store';
import type { ToolServerView } from './toolbox.dto';

/** Shows servers together with how they are used. */
@Injectable()
export class ToolServerList {
  constructor(
    private readonly database: Database,
    private readonly servers: ToolServerStore,
    private readonly choices: AgentToolStore,
    private readonly uses: ToolUseStore,
    private readonly clock: Clock,
  ) {}

  all(context: TenantContext): Promise<ToolServerView[]> {
    return this.database.inTenant(context, async (transaction) => {
      const servers = await this.servers.all(transaction);
      const agents = await this.choices.agentsByServer(transaction);
      const recent = await this.uses.recent(transaction, this.clock.now());
      return servers.map((server) =>
        toToolServerView(server, { agents: agents.get(server.id) ?? 0, recent: recent.get(server.id) }),
      );
    });
  }

  async one(context: TenantContext, server: ToolServer): Promise<ToolServerView> {
    const all = await this.all(context);
    return all.find(({ id }) => id === server.id) ?? toToolServerView(server, { agents: 0, recent: undefined });
  }
}
