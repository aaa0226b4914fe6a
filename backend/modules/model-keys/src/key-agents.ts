import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import type { ModelProvider } from '@konstruct/contracts';
import { fallbackReference } from '@konstruct/models';
import type { TenantTransaction } from '@konstruct/platform';

/** An employee and the models that it has of one provider, the first choice first. */
export interface AgentOnProvider {
  readonly id: string;
  readonly name: string;
  readonly models: readonly string[];
}

/** Knows which employees depend on a provider, by their model or their fallback model; those who left do not count. */
@Injectable()
export class KeyAgents {
  constructor(private readonly agents: AgentDirectory) {}

  async using(transaction: TenantTransaction, provider: ModelProvider): Promise<AgentOnProvider[]> {
    const everyone = await this.agents.list(transaction);
    return everyone
      .filter(({ status }) => status !== 'archived')
      .map((agent) => ({ id: agent.id, name: agent.name, models: modelsOf(agent, provider) }))
      .filter(({ models }) => models.length > 0);
  }
}

function modelsOf(agent: Agent, provider: ModelProvider): string[] {
  const fallback = agent.fallbackModel === null ? null : fallbackReference(agent.fallbackModel, agent.provider);
  return [
    ...(agent.provider === provider ? [agent.model] : []),
    ...(fallback?.provider === provider ? [fallback.model] : []),
  ];
}
