import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { In } from 'typeorm';
import type { StripeNews } from '../webhook/stripe-news';
import { StripeEvent } from './stripe-event.entity';

/** Remembers which events were worked on. */
@Injectable()
export class StripeEventStore {
  constructor(private readonly clock: Clock) {}

  /** Those that nobody has worked on yet. */
  async unknown({ manager, tenantId }: TenantTransaction, news: readonly StripeNews[]): Promise<StripeNews[]> {
    const known = await manager.find(StripeEvent, {
      select: { id: true },
      where: { tenantId, id: In(news.map(({ id }) => id)) },
    });
    const ids = new Set(known.map(({ id }) => id));
    return news.filter(({ id }) => !ids.has(id));
  }

  /** Claims the events that are not there yet; answers those. Whoever holds the account is alone with it. */
  async claim(transaction: TenantTransaction, news: readonly StripeNews[]): Promise<StripeNews[]> {
    const byId = new Map(news.map((item) => [item.id, item]));
    const fresh = await this.unknown(transaction, [...byId.values()]);
    if (fresh.length === 0) return [];
    const { manager, tenantId } = transaction;
    const receivedAt = this.clock.now();
    await manager.insert(
      StripeEvent,
      fresh.map(({ id, type, createdAt }) => ({ tenantId, id, type, createdAt, receivedAt })),
    );
    return fresh;
  }
}
