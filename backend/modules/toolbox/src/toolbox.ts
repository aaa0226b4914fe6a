import { Injectable } from '@nestjs/common';
import { Clock, Database, newId, type TenantContext } from '@konstruct/platform';
import type { ModelTool, ToolOutcome } from '@konstruct/models';
import { AgentToolStore, type ToolChoice } from './agent-tool.store';
import { explainMcpFailure, McpFailure } from './mcp-failure';
import { McpGateway } from './mcp-gateway';
import type { RemoteTool } from './remote-tool';
import { ToolLedger } from './tool-ledger';
import { modelToolNames } from './tool-names';
import { ToolServerStore } from './tool-server.store';
import { ToolServerTokens } from './tool-server-tokens';
import type { ToolServer } from './tool-server.entity';

/** Who uses tools, and for which conversation. */
export interface ToolUser {
  /** Null for a draft that is tried before it is saved. */
  readonly agent: { readonly id: string | null; readonly name: string };
  readonly conversationId: string | null;
}

interface OfferedTool {
  readonly server: ToolServer;
  readonly tool: RemoteTool;
}

/** Hands an employee the tools that it is allowed, ready for a model to use. */
@Injectable()
export class Toolbox {
  constructor(
    private readonly database: Database,
    private readonly servers: ToolServerStore,
    private readonly choices: AgentToolStore,
    private readonly tokens: ToolServerTokens,
    private readonly gateway: McpGateway,
    private readonly ledger: ToolLedger,
    private readonly clock: Clock,
  ) {}

  /** The tools that a saved employee is allowed. */
  async ofAgent(
    context: TenantContext,
    user: ToolUser & { readonly agent: { readonly id: string } },
  ): Promise<ModelTool[]> {
    const chosen = await this.database.inTenant(context, (transaction) =>
      this.choices.ofAgent(transaction, user.agent.id),
    );
    return this.ofChoices(context, user, chosen);
  }

  /** The tools of a choice that may not be saved yet; what a server does not have (any more) is left out. */
  async ofChoices(context: TenantContext, user: ToolUser, chosen: readonly ToolChoice[]): Promise<ModelTool[]> {
    if (chosen.length === 0) return [];
    const servers = await this.database.inTenant(context, (transaction) => this.servers.all(transaction));
    const offered = chosen.flatMap(({ serverId, tool: name }): OfferedTool[] => {
      const server = servers.find(({ id }) => id === serverId);
      const tool = server?.tools.find((candidate) => candidate.name === name);
      return server && tool ? [{ server, tool }] : [];
    });
    const names = modelToolNames(offered.map(({ server, tool }) => ({ server: server.name, tool: tool.name })));
    return offered.map(({ server, tool }, index) => ({
      name: names[index] ?? tool.name,
      description: `${tool.description || tool.title} (${server.name})`,
      inputSchema: tool.inputSchema,
      invoke: (input, signal) => this.use(context, user, { server, tool }, input, signal),
    }));
  }

  private async use(
    context: TenantContext,
    user: ToolUser,
    { server, tool }: OfferedTool,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<ToolOutcome> {
    const occurredAt = this.clock.now();
    const begin = performance.now();
    const { outcome, text } = await this.attempt(server, tool.name, input, signal);
    await this.ledger.record(context, {
      id: newId(),
      occurredAt,
      agentId: user.agent.id,
      agentName: user.agent.name,
      conversationId: user.conversationId,
      serverId: server.id,
      serverName: server.name,
      tool: tool.name,
      outcome,
      latencyMs: Math.round(performance.now() - begin),
      inputCharacters: JSON.stringify(input).length,
      outputCharacters: text.length,
    });
    return { text, isError: outcome !== 'ok' };
  }

  private async attempt(
    server: ToolServer,
    tool: string,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<{ outcome: string; text: string }> {
    if (!isObject(input)) return { outcome: 'bad_input', text: 'The tool takes a JSON object.' };
    try {
      const bearerToken = await this.tokens.open(server);
      const { text, isError } = await this.gateway.callTool({ url: server.url, bearerToken }, tool, input, signal);
      return { outcome: isError ? 'tool_error' : 'ok', text };
    } catch (error) {
      if (!(error instanceof McpFailure)) return { outcome: 'internal_error', text: 'The tool could not be used.' };
      const words = error.words ?? explainMcpFailure(error.code).meaning;
      return { outcome: error.code, text: `The tool could not be used: ${words}` };
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
