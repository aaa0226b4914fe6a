import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Clock, LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { refuseUnknownAgent } from './agent-reference';
import { ConnectionNews } from './connection-news';
import { ChannelConnection, type ChannelKind } from './channel-connection.entity';
import { ChannelConnectionStore } from './channel-connection.store';
import { ChannelRouteStore, type ChannelRoute } from './channel-route.store';
import { ChannelError } from './channels.errors';
import { channelErrorMeaning, isProviderLimit, providerName } from './messaging/channel-languages';
import { NO_TOKENS } from './slack/slack-tokens';

const UNINSTALLED = 'app_uninstalled';

/** What other modules know and tell of connections: whose an account is, who answers, how healthy it is. */
@Injectable()
export class ChannelConnections {
  constructor(
    private readonly store: ChannelConnectionStore,
    private readonly routes: ChannelRouteStore,
    private readonly audit: AuditLog,
    private readonly news: ConnectionNews,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  /** Whose connection a provider's account is; the one question that is asked before the tenant is known. */
  resolveRoute(provider: ChannelKind, externalAccountId: string): Promise<ChannelRoute | null> {
    return this.routes.resolve(provider, externalAccountId);
  }

  find(transaction: TenantTransaction, id: string): Promise<ChannelConnection | null> {
    return this.store.find(transaction, id);
  }

  /** Every connection of the tenant, newest first. */
  list(transaction: TenantTransaction): Promise<ChannelConnection[]> {
    return this.store.all(transaction);
  }

  async noteEventReceived(transaction: TenantTransaction, id: string): Promise<void> {
    const isNewer = await this.store.noteEvent(transaction, id, this.clock.now());
    if (isNewer) await this.live.announce(transaction, 'channels');
  }

  async noteSent(transaction: TenantTransaction, id: string): Promise<void> {
    await this.store.noteSend(transaction, id, this.clock.now(), false);
  }

  /** Counts a failed send. What has to wait for a limit has not failed. */
  async noteFailure(transaction: TenantTransaction, id: string, code: string): Promise<void> {
    const connection = await this.store.find(transaction, id);
    if (!connection || isProviderLimit(connection.kind, code)) return;
    await this.store.noteSend(transaction, id, this.clock.now(), true);
    await this.noteRefusal(transaction, id, code);
  }

  /** A code that no later call can get past breaks the connection. */
  async noteRefusal(transaction: TenantTransaction, id: string, code: string): Promise<void> {
    const connection = await this.store.find(transaction, id);
    if (connection && channelErrorMeaning(connection.kind, code).breaksConnection)
      await this.markBroken(transaction, id, code);
  }

  /** What was granted is taken back. Said of an earlier grant, it is no news of the one that a reconnection brought since. */
  async noteTakenBack(transaction: TenantTransaction, id: string, code: string, at: Date): Promise<boolean> {
    const connection = await this.store.lock(transaction, id);
    if (!connection || at < connection.connectedAt) return false;
    await this.markBroken(transaction, id, code);
    return true;
  }

  /** Shows that somebody has to connect the workspace again. Agents, threads and history stay as they are. */
  async markBroken(transaction: TenantTransaction, id: string, code: string): Promise<void> {
    const connection = await this.store.find(transaction, id);
    // Slack tells of an uninstall twice, first as revoked tokens; the uninstall is the one to show.
    const isNews = connection?.status === 'connected' || (connection?.status === 'broken' && code === UNINSTALLED);
    if (!isNews || connection.brokenReason === code) return;
    await this.store.update(transaction, id, { status: 'broken', brokenReason: code });
    // Whoever removed the app in Slack has let go of the workspace; another business may connect it now.
    if (code === UNINSTALLED) await this.routes.release(transaction, id);
    await this.audit.record(transaction, {
      event_type: 'channel.broken',
      subject: { type: 'channel_connection', id, name: connection.workspaceName },
      summary: `The ${providerName(connection.kind)} connection to ${connection.workspaceName} broke: ${channelErrorMeaning(connection.kind, code).meaning}`,
      changes: {
        status: { before: connection.status, after: 'broken' },
        broken_reason: { before: connection.brokenReason, after: code },
      },
    });
    await this.news.broken(transaction, connection, code);
  }

  /** Forgets the tokens and frees the workspace; answers the connection as it was, or null when it had ended before. */
  async end(transaction: TenantTransaction, id: string): Promise<ChannelConnection | null> {
    const connection = await this.store.find(transaction, id);
    if (!connection) throw new ChannelError('connection_not_found');
    if (connection.status === 'disconnected') return null;
    await this.store.update(transaction, id, {
      ...NO_TOKENS,
      status: 'disconnected',
      brokenReason: null,
      disconnectedAt: this.clock.now(),
      refreshLeaseId: null,
      refreshLeaseUntil: null,
    });
    await this.routes.release(transaction, id);
    await this.audit.record(transaction, {
      event_type: 'channel.disconnected',
      subject: { type: 'channel_connection', id, name: connection.workspaceName },
      summary: `${transaction.context.actor.name} disconnected ${connection.workspaceName} in ${providerName(connection.kind)}.`,
      changes: { status: { before: connection.status, after: 'disconnected' } },
    });
    await this.news.settled(transaction, id);
    return connection;
  }

  /** Chooses who answers; null for nobody. The agent must be of the same tenant, which the foreign key sees to. */
  async assignAgent(transaction: TenantTransaction, id: string, agentId: string | null): Promise<ChannelConnection> {
    const connection = await this.store.find(transaction, id);
    if (!connection) throw new ChannelError('connection_not_found');
    if (connection.agentId === agentId) return connection;
    await this.store.update(transaction, id, { agentId }).catch(refuseUnknownAgent);
    await this.audit.record(transaction, {
      event_type: 'channel.agent_assigned',
      subject: { type: 'channel_connection', id, name: connection.workspaceName },
      summary: `${transaction.context.actor.name} chose who answers in ${connection.workspaceName}.`,
      changes: { agent_id: { before: connection.agentId, after: agentId } },
    });
    await this.live.announce(transaction, 'channels', 'onboarding', 'agents');
    return { ...connection, agentId };
  }
}
