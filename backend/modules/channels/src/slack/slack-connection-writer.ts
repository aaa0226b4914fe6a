import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelRouteStore } from '../channel-route.store';
import { ChannelError } from '../channels.errors';
import { ConnectionNews } from '../connection-news';
import type { SlackGrant } from './slack-oauth';
import { RenewalSchedule } from './slack-renewal-schedule';
import { SlackTokenVault } from './slack-tokens';

/** Writes what Slack granted. A workspace that was here before keeps its connection's id, and with it agent and history. */
@Injectable()
export class SlackConnectionWriter {
  constructor(
    private readonly connections: ChannelConnectionStore,
    private readonly routes: ChannelRouteStore,
    private readonly tokens: SlackTokenVault,
    private readonly renewals: RenewalSchedule,
    private readonly audit: AuditLog,
    private readonly news: ConnectionNews,
    private readonly clock: Clock,
  ) {}

  /** To be awaited before the transaction of `write`. */
  prepare(tenantId: string): Promise<void> {
    return this.tokens.prepare(tenantId);
  }

  /** Throws workspace_connected_elsewhere, which rolls back everything. */
  async write(transaction: TenantTransaction, grant: SlackGrant, userId: string): Promise<ChannelConnection> {
    await this.routes.lock(transaction, 'slack', grant.accountId);
    const earlier = await this.connections.findByAccount(transaction, 'slack', grant.accountId);
    const id = earlier?.id ?? newId();
    const granted = await this.columnsOf(transaction, id, grant, userId);
    if (earlier) await this.connections.update(transaction, id, granted);
    else
      await this.connections.insert(transaction, {
        ...granted,
        tenantId: transaction.tenantId,
        id,
        kind: 'slack',
        windowStartedAt: granted.connectedAt,
      });
    const isOurs = await this.routes.claim(transaction, {
      provider: 'slack',
      externalAccountId: grant.accountId,
      connectionId: id,
      installedBy: grant.installedBy,
    });
    if (!isOurs) throw new ChannelError('workspace_connected_elsewhere');
    await this.renewals.plan(transaction, id, grant.tokens.expiresAt);
    await this.record(transaction, id, grant, earlier);
    const connection = await this.connections.find(transaction, id);
    if (!connection) throw new Error('the connection just written is not there');
    return connection;
  }

  private async columnsOf({ tenantId }: TenantTransaction, id: string, grant: SlackGrant, userId: string) {
    return {
      status: 'connected',
      externalAccountId: grant.accountId,
      enterpriseId: grant.enterpriseId,
      workspaceName: grant.workspaceName,
      botUserId: grant.botUserId,
      botId: grant.botId,
      appId: grant.appId,
      scopes: [...grant.scopes],
      ...(await this.tokens.seal(tenantId, id, grant.tokens)),
      // A renewal that is under way belongs to the token before; it must not overwrite this one.
      refreshLeaseId: null,
      refreshLeaseUntil: null,
      brokenReason: null,
      connectedBy: userId,
      connectedAt: this.clock.now(),
      disconnectedAt: null,
    } as const satisfies Partial<ChannelConnection>;
  }

  private async record(
    transaction: TenantTransaction,
    id: string,
    grant: SlackGrant,
    earlier: ChannelConnection | null,
  ): Promise<void> {
    await this.audit.record(transaction, {
      event_type: 'channel.connected',
      subject: { type: 'channel_connection', id, name: grant.workspaceName },
      summary: `${transaction.context.actor.name} connected the Slack workspace ${grant.workspaceName}${earlier ? ' again' : ''}.`,
      changes: {
        status: { before: earlier?.status ?? null, after: 'connected' },
        scopes: { before: earlier?.scopes ?? null, after: grant.scopes },
      },
    });
    await this.news.settled(transaction, id);
  }
}
