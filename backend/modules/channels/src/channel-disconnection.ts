import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Clock, Database, LiveUpdates, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from './channel-connection.entity';
import { ChannelConnectionStore } from './channel-connection.store';
import { ChannelRouteStore } from './channel-route.store';
import { ChannelError } from './channels.errors';
import { SlackGateway } from './slack/slack-gateway';
import { NO_TOKENS, SlackTokenVault } from './slack/slack-tokens';

/** The stores that disconnecting writes with. */
@Injectable()
export class DisconnectionStores {
  constructor(
    readonly connections: ChannelConnectionStore,
    readonly routes: ChannelRouteStore,
  ) {}
}

/** Ends a connection: the workspace is free for others, its token is gone here and given back to Slack. History stays. */
@Injectable()
export class ChannelDisconnection {
  private readonly logger = new Logger(ChannelDisconnection.name);

  constructor(
    private readonly database: Database,
    private readonly stores: DisconnectionStores,
    private readonly tokens: SlackTokenVault,
    private readonly gateway: SlackGateway,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  /** Disconnecting twice is fine. */
  async disconnect(context: TenantContext, connectionId: string): Promise<void> {
    const ended = await this.database.inTenant(context, (transaction) => this.end(transaction, connectionId));
    if (ended) await this.giveBack(ended);
  }

  private async end(transaction: TenantTransaction, id: string): Promise<ChannelConnection | null> {
    const connection = await this.stores.connections.find(transaction, id);
    if (!connection) throw new ChannelError('connection_not_found');
    if (connection.status === 'disconnected') return null;
    const change = {
      status: 'disconnected',
      brokenReason: null,
      disconnectedAt: this.clock.now(),
      refreshLeaseId: null,
      refreshLeaseUntil: null,
      ...NO_TOKENS,
    } as const;
    await this.stores.connections.update(transaction, id, change);
    await this.stores.routes.release(transaction, id);
    await this.audit.record(transaction, {
      event_type: 'channel.disconnected',
      subject: { type: 'channel_connection', id, name: connection.workspaceName },
      summary: `${transaction.context.actor.name} disconnected the Slack workspace ${connection.workspaceName}.`,
      changes: { status: { before: connection.status, after: 'disconnected' } },
    });
    await this.live.announce(transaction, 'channels', 'onboarding');
    return connection;
  }

  /** Best effort: the token is deleted here already, and a broken connection's is worth nothing to Slack either. */
  private async giveBack(connection: ChannelConnection): Promise<void> {
    if (connection.botTokenCiphertext === null) return;
    try {
      await this.gateway.revoke(this.tokens.openBotToken(connection));
    } catch (error) {
      this.logger.warn({ err: error, connection: connection.id }, 'A disconnected Slack token could not be revoked');
    }
  }
}
