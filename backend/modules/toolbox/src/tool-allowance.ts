import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { AuditLog } from '@konstruct/audit';
import {
  Database,
  RequestError,
  type FieldProblem,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { AgentToolStore, type ToolChoice } from './agent-tool.store';
import type { ToolServer } from './tool-server.entity';
import { ToolServerStore } from './tool-server.store';

/** A tool that an employee is allowed, and whether its server still has it. */
export interface AllowedTool extends ToolChoice {
  readonly isAvailable: boolean;
}

/** Says which tools an employee may use. Nothing is allowed that was not chosen by name. */
@Injectable()
export class ToolAllowance {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentDirectory,
    private readonly servers: ToolServerStore,
    private readonly choices: AgentToolStore,
    private readonly audit: AuditLog,
  ) {}

  show(context: TenantContext, agentId: string): Promise<AllowedTool[]> {
    return this.database.inTenant(context, async (transaction) => {
      await this.findAgent(transaction, agentId);
      const servers = await this.servers.all(transaction);
      const chosen = await this.choices.ofAgent(transaction, agentId);
      return chosen.map((choice) => ({ ...choice, isAvailable: has(servers, choice) }));
    });
  }

  choose(context: TenantContext, agentId: string, given: readonly ToolChoice[]): Promise<AllowedTool[]> {
    return this.database.inTenant(context, async (transaction) => {
      const agent = await this.findAgent(transaction, agentId);
      const servers = await this.servers.all(transaction);
      const before = await this.choices.ofAgent(transaction, agentId);
      const chosen = distinct(given);
      refuseUnknown(servers, before, chosen);
      const change = changeBetween(servers, before, chosen);
      if (change.before !== change.after) {
        await this.choices.replace(transaction, agentId, chosen);
        await this.audit.record(transaction, {
          event_type: 'agent.tools_chosen',
          subject: { type: 'agent', id: agentId, name: agent.name },
          summary: `${context.actor.name} changed what ${agent.name} may use: ${change.after || 'nothing'}.`,
          changes: { tools: change },
        });
      }
      return chosen.map((choice) => ({ ...choice, isAvailable: has(servers, choice) }));
    });
  }

  private async findAgent(transaction: TenantTransaction, id: string): Promise<Agent> {
    const agent = await this.agents.find(transaction, id);
    if (!agent) throw new RequestError('not_found');
    return agent;
  }
}

/** What a server has lost may stay chosen, as it may come back; what it never had cannot be chosen. */
function refuseUnknown(
  servers: readonly ToolServer[],
  before: readonly ToolChoice[],
  chosen: readonly ToolChoice[],
): void {
  const fields = chosen.flatMap((choice, index): FieldProblem[] =>
    has(servers, choice) || before.some((earlier) => isSame(earlier, choice))
      ? []
      : [{ pointer: `/tools/${index}`, detail: 'tools must be such as a server of this business has; see its list' }],
  );
  if (fields.length > 0) throw new RequestError('validation_failed', { fields });
}

function changeBetween(
  servers: readonly ToolServer[],
  before: readonly ToolChoice[],
  after: readonly ToolChoice[],
): { before: string; after: string } {
  const words = (choices: readonly ToolChoice[]): string =>
    choices
      .map(({ serverId, tool }) => `${servers.find(({ id }) => id === serverId)?.name ?? serverId}/${tool}`)
      .sort()
      .join(', ');
  return { before: words(before), after: words(after) };
}

function has(servers: readonly ToolServer[], { serverId, tool }: ToolChoice): boolean {
  return servers.some(({ id, tools }) => id === serverId && tools.some(({ name }) => name === tool));
}

function isSame(one: ToolChoice, other: ToolChoice): boolean {
  return one.serverId === other.serverId && one.tool === other.tool;
}

function distinct(choices: readonly ToolChoice[]): ToolChoice[] {
  return choices.filter((choice, index) => choices.findIndex((other) => isSame(choice, other)) === index);
}
