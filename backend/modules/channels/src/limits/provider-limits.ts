import { Injectable } from '@nestjs/common';
import { Clock, Database, LiveUpdates, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import type { CallGate, HeldBack, LimitedCall } from './call-gate';
import { ChannelLimitStore } from './channel-limit.store';

/**
 * Keeps to the limits of providers in all processes: once one says that it is too much, nothing of that kind goes out through the
 * connection until the time it named. Nothing is asked of Postgres while no limit holds: the connection itself says so.
 */
@Injectable()
export class ProviderLimits {
  constructor(
    private readonly database: Database,
    private readonly limits: ChannelLimitStore,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  gateOf(context: TenantContext, { id, limitedUntil }: Pick<ChannelConnection, 'id' | 'limitedUntil'>): CallGate {
    return {
      ask: (call) =>
        limitedUntil && limitedUntil > this.clock.now() ? this.ask(context, id, call) : Promise.resolve(null),
      close: (scope, held) => this.close(context, id, scope, held),
    };
  }

  private ask(
    context: TenantContext,
    connectionId: string,
    { scopes, apartMs }: LimitedCall,
  ): Promise<HeldBack | null> {
    return this.database.inTenant(context, async (transaction) => {
      const now = this.clock.now();
      const limit = await this.limits.queueUp(transaction, connectionId, scopes, now);
      if (!limit) return null;
      const waitMs = limit.until.getTime() - now.getTime() + limit.waiting * apartMs;
      return { code: limit.code, retryAfterSeconds: Math.ceil(waitMs) / 1_000 };
    });
  }

  private close(
    context: TenantContext,
    connectionId: string,
    scope: string,
    { code, retryAfterSeconds }: HeldBack,
  ): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const now = this.clock.now();
      const until = new Date(now.getTime() + retryAfterSeconds * 1_000);
      await this.limits.hold(transaction, { connectionId, scope, code, until }, now);
      await this.live.announce(transaction, 'channels', 'conversations');
    });
  }
}
