import { Injectable } from '@nestjs/common';
import { AgentDirectory, toAgentView } from '@konstruct/agents';
import {
  ChannelConnection,
  ChannelConnections,
  explainChannelError,
  toConnectionView,
  type ChannelKind,
} from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import type { OnboardingView, TestMessageView } from './onboarding.dto';
import { onboardingStep } from './onboarding-step';
import type { TestMessage } from './test-message.entity';
import { TestMessageStore } from './test-message.store';

/** Derives where a tenant's wizard stands from what exists. */
@Injectable()
export class OnboardingProgress {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly agents: AgentDirectory,
    private readonly connections: ChannelConnections,
    private readonly messages: TestMessageStore,
  ) {}

  async read(transaction: TenantTransaction): Promise<OnboardingView> {
    const tenant = await this.tenants.find(transaction);
    const connections = await this.connections.list(transaction);
    const connection = connections.find(({ status }) => status === 'connected') ?? connections[0] ?? null;
    const staff = (await this.agents.list(transaction)).filter(({ status }) => status !== 'archived');
    const latest = await this.messages.findLatest(transaction);
    const agent = staff.find(({ id }) => id === latest?.agentId) ?? staff[0] ?? null;
    return {
      step: onboardingStep({
        isCompleted: tenant.onboardingCompletedAt !== null,
        hasWorkingConnection: connection?.status === 'connected',
        hasAgent: agent !== null,
      }),
      connection: connection ? toConnectionView(connection) : null,
      agent: agent ? toAgentView(agent) : null,
      last_test_message: latest && agent ? toTestMessageView(latest, kindOf(latest, connections), agent.status) : null,
      started_at: tenant.createdAt.toISOString(),
      onboarding_completed_at: tenant.onboardingCompletedAt?.toISOString() ?? null,
    };
  }
}

function kindOf({ connectionId }: TestMessage, connections: readonly ChannelConnection[]): ChannelKind {
  return connections.find(({ id }) => id === connectionId)?.kind ?? 'slack';
}

/** A test message on the wire. */
export function toTestMessageView(
  message: TestMessage,
  kind: ChannelKind,
  agentStatus: TestMessageView['agent_status'],
): TestMessageView {
  return {
    id: message.id,
    status: message.status,
    destination_id: message.destinationId,
    destination_name: message.destinationName,
    text: message.text,
    sent_at: message.sentAt?.toISOString() ?? null,
    permalink: message.permalink,
    error: message.errorCode ? { code: message.errorCode, ...explainChannelError(kind, message.errorCode) } : null,
    agent_status: agentStatus,
  };
}
