import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  Clock,
  Database,
  LiveUpdates,
  type Page,
  type PageQuery,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { refuseUnknownAgent } from '../agent-reference';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelError } from '../channels.errors';
import { SlackChannelDoor } from '../slack/slack-channel-door';
import type { ChannelAssignment } from './channel-assignment.entity';
import { ChannelAssignmentStore } from './channel-assignment.store';

/** Several employees in one workspace: who answers in which channel. Everywhere else the connection's own employee does. */
@Injectable()
export class ChannelAssignments {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnectionStore,
    private readonly store: ChannelAssignmentStore,
    private readonly door: SlackChannelDoor,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  /** The employee of a channel; null where nobody was chosen for it. */
  async findAgent(transaction: TenantTransaction, connectionId: string, channelId: string): Promise<string | null> {
    return (await this.store.find(transaction, connectionId, channelId))?.agentId ?? null;
  }

  list(context: TenantContext, connectionId: string, query: PageQuery): Promise<Page<ChannelAssignment>> {
    return this.database.inTenant(context, async (transaction) => {
      await this.findConnection(transaction, connectionId);
      return this.store.list(transaction, connectionId, query);
    });
  }

  /** Slack is asked first: the channel must exist, and the app goes in where it can, or nobody could reach the employee. */
  async assign(
    context: TenantContext,
    connectionId: string,
    { channelId, agentId }: { channelId: string; agentId: string },
  ): Promise<ChannelAssignment> {
    await this.database.inTenant(context, (transaction) => this.findConnection(transaction, connectionId));
    const channelName = await this.door.enter(context, connectionId, channelId);
    return this.database.inTenant(context, async (transaction) => {
      const connection = await this.findConnection(transaction, connectionId);
      const before = await this.store.find(transaction, connectionId, channelId);
      const assignment: ChannelAssignment = {
        tenantId: transaction.tenantId,
        connectionId,
        externalChannelId: channelId,
        channelName,
        agentId,
        assignedAt: this.clock.now(),
      };
      await this.store.save(transaction, assignment).catch(refuseUnknownAgent);
      if (before?.agentId !== agentId)
        await this.record(transaction, connection, channelName, { before: before?.agentId ?? null, after: agentId });
      return assignment;
    });
  }

  /** The connection's own employee answers there again. Removing twice is fine. */
  async remove(context: TenantContext, connectionId: string, channelId: string): Promise<void> {
    await this.database.inTenant(context, async (transaction) => {
      const connection = await this.findConnection(transaction, connectionId);
      const before = await this.store.find(transaction, connectionId, channelId);
      if (!before) return;
      await this.store.remove(transaction, before);
      await this.record(transaction, connection, before.channelName, { before: before.agentId, after: null });
    });
  }

  private async findConnection(transaction: TenantTransaction, id: string): Promise<ChannelConnection> {
    const connection = await this.connections.find(transaction, id);
    if (!connection) throw new ChannelError('connection_not_found');
    return connection;
  }

  private async record(
    transaction: TenantTransaction,
    { id, workspaceName }: ChannelConnection,
    channelName: string,
    agent: { before: string | null; after: string | null },
  ): Promise<void> {
    await this.audit.record(transaction, {
      event_type: 'channel.agent_assigned',
      subject: { type: 'channel_connection', id, name: workspaceName },
      summary: `${transaction.context.actor.name} chose who answers in ${channelName} of ${workspaceName}.`,
      changes: { agent_id: agent },
    });
    await this.live.announce(transaction, 'channels', 'agents');
  }
}
