import { Injectable } from '@nestjs/common';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ProviderLimits } from '../limits/provider-limits';
import type { SlackSession } from './slack-gateway';
import { canShowEmployees } from './slack-scopes';
import { SlackSendError } from './slack-send-error';
import { SlackTokenRefresh } from './slack-token-refresh';
import { SlackTokenVault } from './slack-tokens';

/** A connection that was read just now, or the id of one. */
export type SlackConnection = ChannelConnection | string;

/** Opens a connection for calling Slack: decrypted, with a token that is not about to expire. Never inside a transaction. */
@Injectable()
export class SlackSessions {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnectionStore,
    private readonly tokens: SlackTokenVault,
    private readonly renewal: SlackTokenRefresh,
    private readonly limits: ProviderLimits,
    private readonly clock: Clock,
  ) {}

  /** The connection, to be opened outside the transaction; its id when it is gone, which opening then tells. */
  async read(transaction: TenantTransaction, connectionId: string): Promise<SlackConnection> {
    return (await this.connections.find(transaction, connectionId)) ?? connectionId;
  }

  /** Throws SlackSendError when the connection is gone, broken, or its token cannot be renewed. */
  async open(context: TenantContext, given: SlackConnection): Promise<SlackSession> {
    const connection = typeof given === 'string' ? await this.find(context, given) : given;
    if (!connection || connection.status === 'disconnected') throw unusable('connection_disconnected');
    if (connection.status === 'broken') throw unusable(connection.brokenReason ?? 'connection_broken');
    if (!this.renewal.isDue(connection, this.clock.now())) return this.toSession(context, connection);
    return this.toSession(context, await this.renewal.renew(context, connection));
  }

  private find(context: TenantContext, connectionId: string): Promise<ChannelConnection | null> {
    return this.database.inTenant(context, (transaction) => this.connections.find(transaction, connectionId));
  }

  private async toSession(context: TenantContext, connection: ChannelConnection): Promise<SlackSession> {
    return {
      connectionId: connection.id,
      gate: this.limits.gateOf(context, connection),
      botUserId: connection.botUserId ?? '',
      canShowEmployees: canShowEmployees(connection.scopes),
      isOrganisationWide: connection.enterpriseId !== null && connection.externalAccountId === connection.enterpriseId,
      token: await this.tokens.openBotToken(connection),
    };
  }
}

function unusable(code: string): SlackSendError {
  return new SlackSendError({ code, isRetryable: false });
}
