import { Injectable } from '@nestjs/common';
import { toUsd } from '@konstruct/contracts';
import { PRICE_SOURCE, rates, recordedModels, SELLER_NAMES, type RecordedPrice } from '@konstruct/models';
import { Database, decodeCursor, pageLimit, toPage, type TenantContext } from '@konstruct/platform';
import type { PricePage, PriceQuery, PriceView } from './prices.dto';
import { PriceTable, type ImportedPrices } from './price-table';

/** Shows every price on record, with its source and date. */
@Injectable()
export class PriceCatalogue {
  constructor(
    private readonly database: Database,
    private readonly table: PriceTable,
  ) {}

  async list(context: TenantContext, query: PriceQuery): Promise<PricePage> {
    const after = decodeCursor(query.cursor, 1)?.[0] ?? '';
    const imported = await this.database.inTenant(context, (transaction) => this.table.read(transaction));
    const sellers =
      query.seller === undefined ? SELLER_NAMES : SELLER_NAMES.filter((seller) => seller === query.seller);
    const search = (query.search ?? '').toLowerCase();
    const prices = sellers
      .flatMap((seller) => pricesOf(seller, imported))
      .filter(({ model }) => model.toLowerCase().includes(search))
      .map((price) => [keyOf(price), price] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([key]) => key > after);
    const limit = pageLimit(query);
    return toPage(
      prices.slice(0, limit + 1),
      limit,
      ([key]) => [key],
      ([, price]) => price,
    );
  }
}

function keyOf({ seller, model, effective_from, daily_hours }: PriceView): string {
  return `${seller}/${model}@${effective_from} ${daily_hours ?? ''}`;
}

function pricesOf(seller: string, imported: ImportedPrices): PriceView[] {
  const recorded = recordedModels(seller).flatMap(({ model, prices }) =>
    prices.map((price) => toView(seller, model, price, PRICE_SOURCE)),
  );
  const later = (imported.get(seller) ?? []).flatMap(({ model, prices }) =>
    prices.map((price) => toView(seller, model, price, price.source)),
  );
  return [...recorded, ...later];
}

function toView(seller: string, model: string, price: RecordedPrice, source: string): PriceView {
  const figures = rates(price.dollars);
  return {
    seller,
    model,
    effective_from: price.from,
    daily_hours: price.daily ? `${price.daily.from}–${price.daily.until}` : null,
    source,
    input_usd_per_million: toUsd(figures.input),
    cache_read_usd_per_million: toUsd(figures.cacheRead),
    cache_write_usd_per_million: toUsd(figures.cacheWrite),
    cache_write_1h_usd_per_million: toUsd(figures.cacheWrite1h),
    input_audio_usd_per_million: toUsd(figures.inputAudio),
    output_usd_per_million: toUsd(figures.output),
    output_audio_usd_per_million: toUsd(figures.outputAudio),
    tiers: (price.above ?? []).map(({ tokens, dollars }) => ({
      above_input_tokens: tokens,
      input_usd_per_million: toUsd(rates(dollars).input),
      output_usd_per_million: toUsd(rates(dollars).output),
    })),
  };
}
