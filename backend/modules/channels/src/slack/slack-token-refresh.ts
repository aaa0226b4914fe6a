import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, newId, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelConnections } from '../channel-connections';
import { SlackOauth } from './slack-oauth';
import { SlackSendError } from './slack-send-error';
import { RenewalRecords } from './slack-renewal-records';
import { RENEW_BEFORE_EXPIRY_MS } from './slack-renewal-schedule';
import { SlackTokenVault, type SlackTokens } from './slack-tokens';

/** Longer than the one request may take, short enough that a killed process holds nobody up for long. */
const LEASE_MS = 30_000;
const POLL_MS = 100;
const PATIENCE_MS = 45_000;
/** A token with less life than this is not handed out, even when it cannot be renewed. */
const LEAST_LIFE_MS = 60_000;

/**
 * Renews rotating tokens. A refresh token works once, so one process at a time may use it: a lease on the connection's
 * row is the lock per workspace. It holds no transaction and no Postgres session open while Slack is asked, and works
 * behind a transaction pooler. Everyone else waits for the new token.
 */
@Injectable()
export class SlackTokenRefresh {
  private readonly logger = new Logger(SlackTokenRefresh.name);

  constructor(
    private readonly database: Database,
    private readonly store: ChannelConnectionStore,
    private readonly connections: ChannelConnections,
    private readonly tokens: SlackTokenVault,
    private readonly oauth: SlackOauth,
    private readonly records: RenewalRecords,
    private readonly clock: Clock,
  ) {}

  isDue(connection: ChannelConnection, now: Date): boolean {
    const { status, tokenExpiresAt, refreshTokenCiphertext } = connection;
    if (status !== 'connected' || tokenExpiresAt === null || refreshTokenCiphertext === null) return false;
    return tokenExpiresAt.getTime() - now.getTime() < RENEW_BEFORE_EXPIRY_MS;
  }

  /** The connection with a fresh token, renewed here or by whoever holds the lease. */
  async renew(context: TenantContext, connection: ChannelConnection): Promise<ChannelConnection> {
    const deadline = Date.now() + PATIENCE_MS;
    let known = connection;
    while (Date.now() < deadline) {
      const leaseId = await this.claim(context, known);
      if (leaseId) return this.renewUnderLease(context, known, leaseId);
      const current = await this.read(context, connection.id);
      // A token that was only encrypted anew is still about to expire.
      if (usable(current).tokenExpiresAt?.getTime() !== connection.tokenExpiresAt?.getTime()) return current;
      known = current;
      await delay(POLL_MS);
    }
    throw new SlackSendError({ code: 'slack_no_answer', isRetryable: true });
  }

  private async claim(context: TenantContext, connection: ChannelConnection): Promise<string | null> {
    const leaseId = newId();
    const now = this.clock.now();
    const claim = { leaseId, now, until: new Date(now.getTime() + LEASE_MS), token: connection.botTokenCiphertext };
    const isClaimed = await this.database.inTenant(context, (transaction) =>
      this.store.claimRefresh(transaction, connection.id, claim),
    );
    return isClaimed ? leaseId : null;
  }

  private async renewUnderLease(
    context: TenantContext,
    connection: ChannelConnection,
    leaseId: string,
  ): Promise<ChannelConnection> {
    let renewed: SlackTokens;
    try {
      // A refresh token works once: nothing may keep the new tokens from being stored.
      await this.tokens.prepare(connection.tenantId);
      renewed = await this.oauth.refresh(await this.tokens.openRefreshToken(connection));
    } catch (error) {
      return this.fallBack(context, connection, leaseId, error);
    }
    const change = await this.tokens.seal(connection.tenantId, connection.id, renewed);
    await this.database.inTenant(context, async (transaction) => {
      const isStored = await this.store.finishRefresh(transaction, connection.id, leaseId, change);
      if (isStored) await this.records.renewed(transaction, connection, renewed.expiresAt);
    });
    return usable(await this.read(context, connection.id));
  }

  /** A refused refresh token ends the connection; trouble that passes does not, while the old token still lives. */
  private async fallBack(
    context: TenantContext,
    connection: ChannelConnection,
    leaseId: string,
    error: unknown,
  ): Promise<ChannelConnection> {
    const failure =
      error instanceof SlackSendError
        ? error
        : new SlackSendError({ code: 'slack_unreadable_answer', isRetryable: false, cause: error });
    const isStillHeld = await this.database.inTenant(context, async (transaction) => {
      const isHeld = await this.store.finishRefresh(transaction, connection.id, leaseId, {});
      if (isHeld && failure.breaksConnection)
        await this.connections.markBroken(transaction, connection.id, failure.code);
      return isHeld;
    });
    // The lease was lost: somebody reconnected or renewed meanwhile, and what this call learned is out of date.
    if (!isStillHeld) return usable(await this.read(context, connection.id));
    const lifeMs = (connection.tokenExpiresAt?.getTime() ?? 0) - this.clock.now().getTime();
    if (failure.breaksConnection || lifeMs < LEAST_LIFE_MS) throw failure;
    this.logger.warn({ connection: connection.id, code: failure.code }, 'A Slack token could not be renewed yet');
    return connection;
  }

  private async read(context: TenantContext, id: string): Promise<ChannelConnection> {
    const connection = await this.database.inTenant(context, (transaction) => this.store.find(transaction, id));
    if (!connection) throw new SlackSendError({ code: 'connection_disconnected', isRetryable: false });
    return connection;
  }
}

/** Throws for a connection that broke or was disconnected meanwhile. */
function usable(connection: ChannelConnection): ChannelConnection {
  if (connection.status === 'connected') return connection;
  const code =
    connection.status === 'broken' ? (connection.brokenReason ?? 'connection_broken') : 'connection_disconnected';
  throw new SlackSendError({ code, isRetryable: false });
}
