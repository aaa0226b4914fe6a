import { Injectable } from '@nestjs/common';
import { AgentDirectory, AgentLifecycle, type Agent } from '@konstruct/agents';
import { AuditLog } from '@konstruct/audit';
import { ChannelConnections, type OpenedPlace } from '@konstruct/channels';
import { ConversationStarter } from '@konstruct/conversations';
import { Clock, LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { OnboardingError } from './onboarding.errors';
import type { TestMessage } from './test-message.entity';
import { TestMessageStore } from './test-message.store';

/** Puts an employee to work on a connection, with the conversation that the test message opened. */
@Injectable()
export class Staffing {
  constructor(
    readonly agents: AgentDirectory,
    private readonly lifecycle: AgentLifecycle,
    private readonly connections: ChannelConnections,
    private readonly conversations: ConversationStarter,
  ) {}

  /** Refuses before anything is sent what going live would refuse afterwards. */
  requireSeat(transaction: TenantTransaction, agent: Agent): Promise<void> {
    return this.lifecycle.requireSeatFor(transaction, agent);
  }

  async putToWork(
    transaction: TenantTransaction,
    agent: Agent,
    message: TestMessage,
    accepted: OpenedPlace,
  ): Promise<void> {
    const connection = await this.connections.find(transaction, message.connectionId);
    if (!connection) throw new OnboardingError('connection_not_found');
    const current = connection.agentId ? await this.agents.find(transaction, connection.agentId) : null;
    await this.lifecycle.activate(transaction, agent.id);
    if (!current?.isActive) await this.connections.assignAgent(transaction, message.connectionId, agent.id);
    await this.conversations.start(transaction, agent, {
      channelKind: connection.kind,
      connectionId: message.connectionId,
      externalChannelId: accepted.placeId,
      externalId: accepted.externalId,
      isDirect: accepted.isDirect,
      place: message.destinationName,
      text: message.text,
    });
    await this.connections.noteSent(transaction, message.connectionId);
  }
}

/** The moment an employee goes live: all that follows from a successful test message, in one transaction. */
@Injectable()
export class GoLive {
  constructor(
    private readonly staff: Staffing,
    private readonly connections: ChannelConnections,
    private readonly tenants: TenantDirectory,
    private readonly messages: TestMessageStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  requireSeat(transaction: TenantTransaction, agent: Agent): Promise<void> {
    return this.staff.requireSeat(transaction, agent);
  }

  /** The provider has it: everything that follows, at once. */
  async complete(
    transaction: TenantTransaction,
    agent: Agent,
    message: TestMessage,
    accepted: OpenedPlace,
  ): Promise<TestMessage> {
    await this.staff.putToWork(transaction, agent, message, accepted);
    const now = this.clock.now();
    const isFirst = await this.tenants.markOnboardingCompleted(transaction, now);
    await this.audit.record(transaction, {
      event_type: 'test_message.sent',
      subject: { type: 'agent', id: agent.id, name: agent.name },
      summary: `The test message of ${agent.name} was accepted in ${message.destinationName}${isFirst ? '; onboarding is complete' : ''}.`,
    });
    await this.live.announce(transaction, 'onboarding', 'agents', 'payroll', 'channels', 'conversations');
    return this.messages.update(transaction, message.id, {
      status: 'sent',
      errorCode: null,
      externalId: accepted.externalId,
      permalink: accepted.permalink,
      sentAt: now,
    });
  }

  async fail(transaction: TenantTransaction, agent: Agent, message: TestMessage, code: string): Promise<TestMessage> {
    await this.connections.noteFailure(transaction, message.connectionId, code);
    await this.audit.record(transaction, {
      event_type: 'test_message.failed',
      subject: { type: 'agent', id: agent.id, name: agent.name },
      summary: `The test message of ${agent.name} to ${message.destinationName} failed (${code}).`,
    });
    await this.live.announce(transaction, 'onboarding');
    return this.messages.update(transaction, message.id, { status: 'failed', errorCode: code });
  }
}
