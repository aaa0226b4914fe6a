import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { DollarsPerMillion } from '@konstruct/models';
import {
  Clock,
  Database,
  decodeIdCursor,
  pageLimit,
  type PageQuery,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { BusinessCalendar } from '../business-calendar';
import { resolveRange } from '../report-range';
import { UsageError } from '../usage.errors';
import { OwnPriceStore, type StoredOwnPrice } from './own-price.store';
import type {
  OwnPricePage,
  OwnPriceRequest,
  OwnPriceView,
  RepricingPage,
  RepricingRequest,
  RepricingView,
} from './prices.dto';
import { Repricer } from './repricer';
import { RepricingStore } from './repricing.store';
import { toOwnPriceView, toRepricingView } from './price-views';

const DAY_MS = 86_400_000;

/** Sets the prices of a business's own contracts and has calls priced again. */
@Injectable()
export class PriceDesk {
  constructor(
    private readonly database: Database,
    private readonly own: OwnPriceStore,
    private readonly repricer: Repricer,
    private readonly repricings: RepricingStore,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  listOwn(context: TenantContext): Promise<OwnPricePage> {
    return this.database.inTenant(context, async (transaction) => {
      const prices = await this.own.list(transaction);
      return { items: prices.map(toOwnPriceView), next_cursor: null };
    });
  }

  /** Adds a price; calls that had none since its first day get it at once. */
  setOwn(context: TenantContext, request: OwnPriceRequest): Promise<OwnPriceView> {
    const model = request.model.trim().toLowerCase();
    const price = {
      provider: request.provider,
      model,
      from: request.effective_from,
      dollars: toDollars(request),
      note: request.note,
    };
    return this.database.inTenant(context, async (transaction) => {
      const id = await this.own.add(transaction, price);
      const added = id === null ? null : await this.own.find(transaction, id);
      if (!added) throw new UsageError('own_price_exists');
      await this.tell(transaction, added, 'set', added.dollars);
      const since = new Date(`${price.from}T00:00:00Z`);
      const until = new Date(this.clock.now().getTime() + DAY_MS);
      if (since < until) {
        await this.repricer.order(transaction, {
          scope: 'unpriced',
          provider: price.provider,
          model: null,
          since,
          until,
        });
      }
      return toOwnPriceView(added);
    });
  }

  /** Ends a price today; what it priced stays as it is. */
  endOwn(context: TenantContext, id: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const price = await this.own.find(transaction, id);
      if (!price) throw new UsageError('own_price_not_found');
      await this.own.end(transaction, price, this.clock.now().toISOString().slice(0, 10));
      await this.tell(transaction, price, 'ended', null);
    });
  }

  orderRepricing(context: TenantContext, request: RepricingRequest): Promise<RepricingView> {
    return this.database.inTenant(context, async (transaction) => {
      const timeZone = await this.calendar.timeZone(transaction);
      const { from: since, to: until } = resolveRange(
        { from: request.from, to: request.to },
        timeZone,
        this.clock.now(),
      );
      const { scope, provider, model } = request;
      const id = await this.repricer.order(transaction, {
        scope,
        provider: provider ?? null,
        model: model ?? null,
        since,
        until,
      });
      await this.audit.record(transaction, {
        event_type: 'usage.repriced',
        subject: { type: 'repricing', id },
        summary: `${context.actor.name} had calls from ${request.from} to ${request.to} priced again.`,
      });
      return this.read(transaction, id);
    });
  }

  repricing(context: TenantContext, id: string): Promise<RepricingView> {
    return this.database.inTenant(context, (transaction) => this.read(transaction, id));
  }

  listRepricings(context: TenantContext, query: PageQuery): Promise<RepricingPage> {
    const page = { before: decodeIdCursor(query.cursor), limit: pageLimit(query) };
    return this.database.inTenant(context, async (transaction) => {
      const { items, next_cursor } = await this.repricings.list(transaction, page);
      return { items: items.map(toRepricingView), next_cursor };
    });
  }

  private async read(transaction: TenantTransaction, id: string): Promise<RepricingView> {
    const found = await this.repricings.find(transaction, id);
    if (!found) throw new UsageError('repricing_not_found');
    return toRepricingView(found);
  }

  private tell(
    transaction: TenantTransaction,
    price: StoredOwnPrice,
    deed: 'set' | 'ended',
    after: DollarsPerMillion | null,
  ): Promise<void> {
    return this.audit.record(transaction, {
      event_type: `usage.own_price_${deed}`,
      subject: { type: 'own_price', id: price.id, name: `${price.provider}/${price.model}` },
      summary: `${transaction.context.actor.name} ${deed} the business's own price of ${price.model}, from ${price.from} on.`,
      changes: { dollars_per_million: { before: after ? null : price.dollars, after } },
    });
  }
}

/** Decimal text with all its digits; numbers this size have at most nine after the point. */
function toDollars(request: OwnPriceRequest): DollarsPerMillion {
  const text = (usd: number): string => usd.toFixed(9).replace(/\.?0+$/, '');
  const optional = { cacheRead: request.cache_read_usd_per_million, cacheWrite: request.cache_write_usd_per_million };
  const given = Object.entries(optional).flatMap(([name, usd]) => (usd == null ? [] : [[name, text(usd)] as const]));
  return {
    input: text(request.input_usd_per_million),
    output: text(request.output_usd_per_million),
    ...Object.fromEntries(given),
  };
}
