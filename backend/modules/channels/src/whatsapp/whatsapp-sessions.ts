import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { ChannelConnectionStore } from '../channel-connection.store';
import { WhatsappAccountStore } from './whatsapp-account.store';
import type { WhatsappAccount } from './whatsapp-account.entity';
import { OPEN_GATE } from '../limits/call-gate';
import { ProviderLimits } from '../limits/provider-limits';
import type { WhatsappSession } from './whatsapp-gateway';
import { WhatsappSendError } from './whatsapp-send-error';
import { WhatsappVault } from './whatsapp-vault';

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

  /** Throws WhatsappSendError when the connection is gone or broken. */
  async open(context: TenantContext, connectionId: string): Promise<WhatsappSession> {
    const [connection, account] = await this.database.inTenant(context, async (transaction) => [
      await this.connections.find(transaction, connectionId),
      await this.accounts.find(transaction, connectionId),
    ]);
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
