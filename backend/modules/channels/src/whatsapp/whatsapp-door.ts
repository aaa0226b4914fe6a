import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Database, RequestError, systemContext } from '@konstruct/platform';
import { ChannelRouteStore, type ChannelRoute } from '../channel-route.store';
import { WhatsappAccountStore } from './whatsapp-account.store';
import { WhatsappVault, verifyTokenOf } from './whatsapp-vault';
import { WhatsappSendError } from './whatsapp-send-error';

/** A connection that Meta calls, with what proves that it is Meta. */
export interface WhatsappEntrance extends ChannelRoute {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly businessAccountId: string;
  readonly phoneNumberId: string;
}

/** Finds the connection that a webhook is for, before anything of it is believed. */
@Injectable()
export class WhatsappDoor {
  constructor(
    private readonly database: Database,
    private readonly routes: ChannelRouteStore,
    private readonly accounts: WhatsappAccountStore,
    private readonly vault: WhatsappVault,
  ) {}

  /** By the address that Meta was given; null when there is no such connection, or it has ended. */
  async findByConnection(connectionId: string): Promise<WhatsappEntrance | null> {
    if (!isUUID(connectionId)) return null;
    const route = await this.routes.resolveConnection('whatsapp', connectionId);
    return route ? this.open(route) : null;
  }

  /** By the number that something is about: one call of Meta may be about several. */
  async findByNumber(phoneNumberId: string): Promise<WhatsappEntrance | null> {
    const route = await this.routes.resolve('whatsapp', phoneNumberId);
    return route ? this.open(route) : null;
  }

  private async open(route: ChannelRoute): Promise<WhatsappEntrance | null> {
    const context = systemContext(route.tenantId, 'webhook routing');
    const account = await this.database.inTenant(context, (transaction) =>
      this.accounts.find(transaction, route.connectionId),
    );
    if (!account?.appSecretCiphertext) return null;
    try {
      const { appSecret } = await this.vault.open(account);
      const verifyToken = verifyTokenOf(route.connectionId, appSecret);
      const { businessAccountId, phoneNumberId } = account;
      return { ...route, appSecret, verifyToken, businessAccountId, phoneNumberId };
    } catch (error) {
      // Without its secret nothing that comes can be believed; Meta keeps it and tries again for days.
      if (error instanceof WhatsappSendError && !error.isRetryable) return null;
      throw error instanceof WhatsappSendError ? new RequestError('unavailable', { cause: error }) : error;
    }
  }
}

/** Whether Meta was told this very token; takes the same time either way. */
export function isVerifyToken({ verifyToken }: WhatsappEntrance, given: string): boolean {
  const [expected, actual] = [Buffer.from(verifyToken), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
