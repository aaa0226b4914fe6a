import { Injectable } from '@nestjs/common';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { WhatsappAccountStore } from './whatsapp-account.store';
import type { WhatsappAccount } from './whatsapp-account.entity';
import { OPEN_GATE } from '../limits/call-gate';
import { ProviderLimits } from '../limits/provider-limits';
import type { WhatsappSession } from './whatsapp-gateway';
import { WhatsappSendError } from './whatsapp-send-error';
import { WhatsappVault } from './whatsapp-vault';

/** A connection as it was read just now; either part may be gone. */
export interface WhatsappConnection {
  readonly connection: ChannelConnection | null;
  readonly account: WhatsappAccount | null;
}

/** Opens a connection for calling Meta. Never inside a transaction. */
@Injectable()
export class WhatsappSessions {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnectionStore,
    private readonly accounts: WhatsappAccountStore,
    private readonly vault: WhatsappVault,
    private readonly limits: ProviderLimits,
  ) {}

  /** To be opened outside the transaction. */
  async read(transaction: TenantTransaction, connectionId: string): Promise<WhatsappConnection> {
    const [connection, account] = await Promise.all([
      this.connections.find(transaction, connectionId),
      this.accounts.find(transaction, connectionId),
    ]);
    return { connection, account };
  }

  /** Throws WhatsappSendError when the connection is gone or broken. */
  async open(context: TenantContext, given: WhatsappConnection | string): Promise<WhatsappSession> {
    const { connection, account } =
      typeof given === 'string'
        ? await this.database.inTenant(context, (transaction) => this.read(transaction, given))
        : given;
    if (!connection || !account || connection.status === 'disconnected') throw unusable('connection_disconnected');
    if (connection.status === 'broken') throw unusable(connection.brokenReason ?? 'connection_broken');
    return { ...(await this.of(account)), gate: this.limits.gateOf(context, connection) };
  }

  /** A session of an account whatever its connection's state, as for ending it. */
  async of(account: WhatsappAccount): Promise<WhatsappSession> {
    const { connectionId, phoneNumberId, businessAccountId } = account;
    const credentials = await this.vault.open(account);
    return { connectionId, phoneNumberId, businessAccountId, credentials, gate: OPEN_GATE };
  }
}

function unusable(code: string): WhatsappSendError {
  return new WhatsappSendError({ code, isRetryable: false });
}
