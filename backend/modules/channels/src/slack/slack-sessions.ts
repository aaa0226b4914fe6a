import { Injectable } from '@nestjs/common';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ProviderLimits } from '../limits/provider-limits';
import type { SlackSession } from './slack-gateway';
import { canShowEmployees } from './slack-scopes';
import { SlackSendError } from './slack-send-error';
import { SlackTokenRefresh } from './slack-token-refresh';
import { SlackTokenVault } from './slack-tokens';

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

  /** Throws SlackSendError when the connection is gone, broken, or its token cannot be renewed. */
  async open(context: TenantContext, connectionId: string): Promise<SlackSession> {
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, connectionId),
    );
    if (!connection || connection.status === 'disconnected') throw unusable('connection_disconnected');
    if (connection.status === 'broken') throw unusable(connection.brokenReason ?? 'connection_broken');
    if (!this.renewal.isDue(connection, this.clock.now())) return this.toSession(context, connection);
    return this.toSession(context, await this.renewal.renew(context, connection));
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
