import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelRouteStore } from '../channel-route.store';
import { ChannelError } from '../channels.errors';
import { ConnectionNews } from '../connection-news';
import type { NumberFacts, TokenFacts } from './whatsapp-gateway';
import type { WhatsappAccount } from './whatsapp-account.entity';
import { WhatsappAccountStore } from './whatsapp-account.store';
import { WhatsappVault, type WhatsappSecrets } from './whatsapp-vault';

/** A number that Meta has confirmed, with what is needed to use it. */
export interface ConfirmedNumber {
  readonly number: NumberFacts;
  readonly businessAccountId: string;
  readonly token: TokenFacts;
  readonly secrets: WhatsappSecrets;
}

/** Writes a connection to a number. A number that was here before keeps its connection's id, and with it agent and history. */
@Injectable()
export class WhatsappConnectionWriter {
  constructor(
    private readonly connections: ChannelConnectionStore,
    private readonly accounts: WhatsappAccountStore,
    private readonly routes: ChannelRouteStore,
    private readonly vault: WhatsappVault,
    private readonly audit: AuditLog,
    private readonly news: ConnectionNews,
    private readonly clock: Clock,
  ) {}

  /** To be called before the transaction that prepares. */
  prepareKey(tenantId: string): Promise<void> {
    return this.vault.prepare(tenantId);
  }

  /**
   * Before Meta is asked to send messages here, because it checks the address at once. Until it has, the connection counts as
   * broken, unless it worked before. Throws number_connected_elsewhere, which rolls back everything.
   */
  async prepare(transaction: TenantTransaction, confirmed: ConfirmedNumber, userId: string): Promise<WhatsappAccount> {
    const { number } = confirmed;
    await this.routes.lock(transaction, 'whatsapp', number.id);
    const earlier = await this.connections.findByAccount(transaction, 'whatsapp', number.id);
    const id = earlier?.id ?? newId();
    const columns = this.columnsOf(confirmed, userId);
    if (earlier) await this.connections.update(transaction, id, columns);
    else await this.insert(transaction, id, columns);
    if (earlier?.status !== 'connected')
      await this.connections.update(transaction, id, { status: 'broken', brokenReason: 'whatsapp_not_subscribed' });
    const claim = { provider: 'whatsapp', externalAccountId: number.id, connectionId: id, installedBy: null } as const;
    if (!(await this.routes.claim(transaction, claim))) throw new ChannelError('number_connected_elsewhere');
    const account = await this.accountOf(transaction, id, confirmed);
    await this.accounts.write(transaction, account);
    return account;
  }

  /** Meta has answered that it sends messages here. */
  async finish(transaction: TenantTransaction, { connectionId: id }: WhatsappAccount): Promise<ChannelConnection> {
    const earlier = await this.connections.find(transaction, id);
    if (!earlier) throw new Error('the connection just written is not there');
    await this.connections.update(transaction, id, { status: 'connected', brokenReason: null });
    await this.audit.record(transaction, {
      event_type: 'channel.connected',
      subject: { type: 'channel_connection', id, name: earlier.workspaceName },
      summary: `${transaction.context.actor.name} connected the WhatsApp number ${earlier.phoneNumber ?? ''}.`,
      changes: { status: { before: earlier.status, after: 'connected' } },
    });
    await this.news.settled(transaction, id);
    return { ...earlier, status: 'connected', brokenReason: null };
  }

  private columnsOf({ number, token }: ConfirmedNumber, userId: string) {
    return {
      externalAccountId: number.id,
      workspaceName: number.verifiedName === '' ? number.displayPhoneNumber : number.verifiedName,
      phoneNumber: number.displayPhoneNumber,
      qualityRating: number.qualityRating,
      appId: token.appId,
      scopes: [...token.scopes],
      tokenExpiresAt: token.expiresAt,
      connectedBy: userId,
      connectedAt: this.clock.now(),
      disconnectedAt: null,
    } as const satisfies Partial<ChannelConnection>;
  }

  private insert(
    transaction: TenantTransaction,
    id: string,
    columns: ReturnType<WhatsappConnectionWriter['columnsOf']>,
  ): Promise<void> {
    return this.connections.insert(transaction, {
      ...columns,
      tenantId: transaction.tenantId,
      id,
      kind: 'whatsapp',
      status: 'broken',
      windowStartedAt: columns.connectedAt,
    });
  }

  private async accountOf(
    { tenantId }: TenantTransaction,
    connectionId: string,
    { number, businessAccountId, secrets }: ConfirmedNumber,
  ): Promise<WhatsappAccount> {
    return {
      tenantId,
      connectionId,
      phoneNumberId: number.id,
      businessAccountId,
      ...(await this.vault.seal(tenantId, connectionId, secrets)),
    };
  }
}
