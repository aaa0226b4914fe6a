import { Injectable, Logger } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from './channel-connection.entity';
import { ChannelConnections } from './channel-connections';
import { SlackGateway } from './slack/slack-gateway';
import { SlackTokenVault } from './slack/slack-tokens';

/** Ends a connection: the workspace is free for others, its token is gone here and given back to Slack. History stays. */
@Injectable()
export class ChannelDisconnection {
  private readonly logger = new Logger(ChannelDisconnection.name);

  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly tokens: SlackTokenVault,
    private readonly gateway: SlackGateway,
  ) {}

  /** Disconnecting twice is fine. */
  async disconnect(context: TenantContext, connectionId: string): Promise<void> {
    const ended = await this.database.inTenant(context, (transaction) =>
      this.connections.end(transaction, connectionId),
    );
    if (ended) await this.giveBack(ended);
  }

  /** Best effort: the token is deleted here already, and a broken connection's is worth nothing to Slack either. */
  private async giveBack(connection: ChannelConnection): Promise<void> {
    if (connection.botTokenCiphertext === null) return;
    try {
      await this.gateway.revoke(await this.tokens.openBotToken(connection));
    } catch (error) {
      this.logger.warn({ err: error, connection: connection.id }, 'A disconnected Slack token could not be revoked');
    }
  }
}
