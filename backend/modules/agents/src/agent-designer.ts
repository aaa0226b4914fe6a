import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  Clock,
  Database,
  LiveUpdates,
  newId,
  RequestError,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { changesBetween } from './agent-changes';
import { checkAgentDraft } from './agent-draft-rules';
import { toAgentDraft, toAgentSettings } from './agent-view';
import type { Agent } from './agent.entity';
import { AgentStore } from './agent.store';
import type { AgentDraft, UpdateAgentRequest } from './agents.dto';
import { AgentError } from './agents.errors';

/** Hires AI employees and changes their settings. */
@Injectable()
export class AgentDesigner {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  /** Hires; the employee starts as a draft and goes live when its test message succeeds. */
  async create(context: TenantContext, draft: AgentDraft): Promise<Agent> {
    refuseContradictions(draft);
    return this.database.inTenant(context, async (transaction) => {
      const now = this.clock.now();
      const agent = {
        ...toAgentSettings(draft),
        id: newId(),
        status: 'draft',
        createdAt: now,
        updatedAt: now,
      } as const;
      await this.agents.insert(transaction, { ...agent, activatedAt: null, archivedAt: null });
      await this.audit.record(transaction, {
        event_type: 'agent.created',
        subject: { type: 'agent', id: agent.id, name: agent.name },
        summary: `${context.actor.name} hired ${agent.name} as ${agent.roleTitle}.`,
      });
      await this.live.announce(transaction, 'agents', 'payroll', 'onboarding');
      return this.reload(transaction, agent.id);
    });
  }

  update(context: TenantContext, id: string, request: UpdateAgentRequest): Promise<Agent> {
    return this.database.inTenant(context, async (transaction) => {
      const agent = await this.agents.lock(transaction, id);
      if (!agent) throw new AgentError('agent_not_found');
      if (agent.status === 'archived') throw new AgentError('agent_is_archived');
      const before = toAgentDraft(agent);
      const after = { ...before, ...request };
      refuseContradictions(after);
      const changes = changesBetween(before, toAgentDraft(toAgentSettings(after)));
      if (Object.keys(changes).length === 0) return agent;
      await this.agents.update(transaction, id, { ...toAgentSettings(after), updatedAt: this.clock.now() });
      await this.audit.record(transaction, {
        event_type: 'agent.updated',
        subject: { type: 'agent', id, name: after.name },
        summary: `${context.actor.name} changed ${after.name}: ${Object.keys(changes).join(', ')}.`,
        changes,
      });
      await this.live.announce(transaction, 'agents', 'payroll', 'onboarding');
      return this.reload(transaction, id);
    });
  }

  private async reload(transaction: TenantTransaction, id: string): Promise<Agent> {
    const agent = await this.agents.find(transaction, id);
    if (!agent) throw new AgentError('agent_not_found');
    return agent;
  }
}

function refuseContradictions(draft: AgentDraft): void {
  const fields = checkAgentDraft(draft);
  if (fields.length > 0) throw new RequestError('validation_failed', { fields });
}
