import { Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { AgentToolStore } from './agent-tool.store';
import { AgentToolsController } from './agent-tools.controller';
import { McpGateway } from './mcp-gateway';
import { ToolAllowance } from './tool-allowance';
import { Toolbox } from './toolbox';
import { ToolLedger } from './tool-ledger';
import { ToolServerKeeper } from './tool-server-keeper';
import { ToolServerList } from './tool-server-list';
import { ToolServerStore } from './tool-server.store';
import { ToolServerTokens } from './tool-server-tokens';
import { ToolServersController } from './tool-servers.controller';
import { ToolUseStore } from './tool-use.store';

/** Tools of MCP servers: which there are, who may use them, and every use. */
@Module({
  imports: [AgentsModule],
  controllers: [ToolServersController, AgentToolsController],
  providers: [
    AgentToolStore,
    McpGateway,
    ToolAllowance,
    Toolbox,
    ToolLedger,
    ToolServerKeeper,
    ToolServerList,
    ToolServerStore,
    ToolServerTokens,
    ToolUseStore,
  ],
  exports: [Toolbox],
})
export class ToolboxModule {}
