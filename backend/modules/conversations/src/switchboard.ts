import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { ChannelAssignments, ChannelConnections, type ChannelConnection } from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { DIRECT_THREAD, type Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import type { InboundMessage, Reception } from './inbound-message';

/** Whom a message is for; the conversation is null when it has yet to be opened. */
export interface Addressee {
  readonly agent: Agent;
  readonly conversation: Conversation | null;
}

/** Finds out whether a message is for an employee, for which, and in which conversation. */
@Injectable()
export class Switchboard {
  constructor(
    private readonly connections: ChannelConnections,
    private readonly assignments: ChannelAssignments,
    private readonly agents: AgentDirectory,
    private readonly conversations: ConversationStore,
  ) {}

  async find(transaction: TenantTransaction, inbound: InboundMessage): Promise<Addressee | Reception> {
    const [conversation, connection] = await Promise.all([
      this.findConversation(transaction, inbound),
      this.connections.find(transaction, inbound.connectionId),
    ]);
    if (!inbound.isDirect && !inbound.isMention && !conversation) return 'not_addressed';
    const own = conversation && !inbound.isDirect ? await this.agents.find(transaction, conversation.agentId) : null;
    const agent = own && own.status !== 'archived' ? own : await this.findAssigned(transaction, inbound, connection);
    if (!agent) return 'nobody_assigned';
    if (conversation && conversation.agentId !== agent.id) {
      await this.conversations.reassign(transaction, conversation.id, agent.id);
    }
    return { agent, conversation };
  }

  /** Threads stay with whoever began them; direct messages, and threads of those who left, go to who is assigned now. */
  private async findAssigned(
    transaction: TenantTransaction,
    inbound: InboundMessage,
    connection: ChannelConnection | null,
  ): Promise<Agent | null> {
    const ofChannel = await this.findOfChannel(transaction, inbound);
    if (ofChannel) return ofChannel;
    return connection?.agentId ? this.agents.find(transaction, connection.agentId) : null;
  }

  /** Direct messages belong to no channel. Whoever has left answers nowhere any more, so their channels fall back. */
  private async findOfChannel(transaction: TenantTransaction, inbound: InboundMessage): Promise<Agent | null> {
    if (inbound.isDirect) return null;
    const { connectionId, externalChannelId } = inbound;
    const agentId = await this.assignments.findAgent(transaction, connectionId, externalChannelId);
    const agent = agentId ? await this.agents.find(transaction, agentId) : null;
    return agent?.status === 'archived' ? null : agent;
  }

  /** In a direct conversation a thread belongs to the conversation of its root message, so that it keeps its context. */
  private async findConversation(
    transaction: TenantTransaction,
    inbound: InboundMessage,
  ): Promise<Conversation | null> {
    const { connectionId, externalChannelId, isDirect, threadRoot } = inbound;
    if (isDirect && threadRoot) {
      const byRoot = await this.conversations.findByMessage(transaction, connectionId, externalChannelId, threadRoot);
      if (byRoot) return byRoot;
    }
    return this.conversations.findByThread(transaction, connectionId, externalChannelId, threadKeyOf(inbound));
  }
}

/** What a message's conversation is found by within its channel. */
export function threadKeyOf(inbound: InboundMessage): string {
  if (inbound.threadRoot) return inbound.threadRoot;
  return inbound.isDirect ? DIRECT_THREAD : inbound.externalId;
}
