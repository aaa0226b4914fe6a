import { Injectable, Logger } from '@nestjs/common';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from './channel-connection.entity';
import { ChannelConnections } from './channel-connections';
import { SlackGateway } from './slack/slack-gateway';
import { SlackTokenVault } from './slack/slack-tokens';
import type { WhatsappAccount } from './whatsapp/whatsapp-account.entity';
import { WhatsappAccountStore } from './whatsapp/whatsapp-account.store';
import { WhatsappGateway } from './whatsapp/whatsapp-gateway';
import { WhatsappSessions } from './whatsapp/whatsapp-sessions';

/** Ends a connection: the account is free for others, and what the provider gave is given back. History stays. */
@Injectable()
export class ChannelDisconnection {
  private readonly logger = new Logger(ChannelDisconnection.name);

  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly slackTokens: SlackTokenVault,
    private readonly slack: SlackGateway,
    private readonly numbers: WhatsappAccountStore,
    private readonly whatsappSessions: WhatsappSessions,
    private readonly whatsapp: WhatsappGateway,
  ) {}

  /** Disconnecting twice is fine. */
  async disconnect(context: TenantContext, connectionId: string): Promise<void> {
    const { ended, number } = await this.database.inTenant(context, (transaction) =>
      this.end(transaction, connectionId),
    );
    if (ended?.botTokenCiphertext) await this.giveBack(ended, () => this.giveSlackBack(ended));
    if (ended && number) await this.giveBack(ended, () => this.giveNumberBack(number));
  }

  /** The number as it was, unless others of its account still need what would be given back. */
  private async end(
    transaction: TenantTransaction,
    connectionId: string,
  ): Promise<{ ended: ChannelConnection | null; number: WhatsappAccount | null }> {
    const ended = await this.connections.end(transaction, connectionId);
    const number = ended ? await this.numbers.find(transaction, connectionId) : null;
    if (number) await this.numbers.forgetSecrets(transaction, connectionId);
    const isShared = number ? await this.numbers.isAccountShared(transaction, number) : false;
    return { ended, number: isShared || number?.accessTokenCiphertext === null ? null : number };
  }

  private async giveSlackBack(connection: ChannelConnection): Promise<void> {
    return this.slack.revoke(await this.slackTokens.openBotToken(connection));
  }

  private async giveNumberBack(number: WhatsappAccount): Promise<void> {
    return this.whatsapp.unsubscribe(await this.whatsappSessions.of(number));
  }

  /** Best effort: the secrets are deleted here already, and those of a broken connection are worth nothing either. */
  private async giveBack({ id }: ChannelConnection, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ err: error, connection: id }, 'What a provider gave could not be given back');
    }
  }
}
