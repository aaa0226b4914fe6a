import { Injectable } from '@nestjs/common';
import { recordedModels, type ImportedModel, type RecordedModel, type RecordedPrice } from '@konstruct/models';
import { newId, type Transaction } from '@konstruct/platform';
import type { PriceChange } from './price-changes';

interface Row {
  readonly seller: string;
  readonly model: string;
  readonly match: RecordedModel['match'];
  readonly price: RecordedPrice;
  readonly source: string;
}

/** Prices that were imported, by seller. */
export type ImportedPrices = ReadonlyMap<string, readonly ImportedModel[]>;

/** The price table: what was imported over the catalogue. Rows are added and never changed. */
@Injectable()
export class PriceTable {
  /** Notes an import and its prices; returns false, and notes nothing, when one of their days has another price by now. */
  async add(
    { manager, context }: Transaction,
    { source, changes }: { readonly source: string; readonly changes: readonly PriceChange[] },
  ): Promise<boolean> {
    const id = newId();
    await manager.query('INSERT INTO price_imports (id, source, imported_by, imported_at) VALUES ($1, $2, $3, now())', [
      id,
      source,
      context.actor.name,
    ]);
    const rows = changes.map(({ seller, model, match, price }) => ({
      ...{ seller, model, match, price, effective_from: price.from, daily_from: price.daily?.from ?? '' },
    }));
    const added = await manager.query<unknown[]>(
      `INSERT INTO imported_prices (import_id, seller, model, match, effective_from, daily_from, price)
       SELECT $1, seller, model, match, effective_from, daily_from, price
       FROM jsonb_to_recordset($2::jsonb) AS row (seller text, model text, match jsonb, effective_from date, daily_from text, price jsonb)
       ON CONFLICT DO NOTHING RETURNING model`,
      [id, JSON.stringify(rows)],
    );
    return added.length === changes.length;
  }

  /** What was imported, with every name that belongs to a model: those of the catalogue come first, as they are on record. */
  async read({ manager }: Transaction): Promise<ImportedPrices> {
    const rows = await manager.query<Row[]>(
      `SELECT p.seller, p.model, p.match, p.price, i.source || ', imported ' || to_char(i.imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS source
       FROM imported_prices p JOIN price_imports i ON i.id = p.import_id ORDER BY p.effective_from, p.daily_from, i.id`,
    );
    return new Map(
      [...Map.groupBy(rows, ({ seller }) => seller)].map(([seller, own]) => [seller, toModels(seller, own)]),
    );
  }
}

/** Models by their newest rule; new ones take only names that no earlier one has. */
function toModels(seller: string, rows: readonly Row[]): ImportedModel[] {
  const imported = new Map(
    [...Map.groupBy(rows, ({ model }) => model)].map(([model, own]): [string, ImportedModel] => {
      const prices = own.map(({ price, source }) => ({ ...price, source }));
      return [model, { model, match: own.at(-1)?.match ?? { equals: model }, prices }];
    }),
  );
  const recorded = recordedModels(seller).map(
    ({ model, match }) => imported.get(model) ?? { model, match, prices: [] },
  );
  const names = new Set(recorded.map(({ model }) => model));
  return [...recorded, ...[...imported.values()].filter(({ model }) => !names.has(model))];
}

/** The catalogue with what was imported over it, as a list to compare the next one with. */
export function knownModels(imported: ImportedPrices, seller: string): RecordedModel[] {
  const recorded = new Map(recordedModels(seller).map((model) => [model.model, model]));
  const models = imported.get(seller) ?? [];
  if (models.length === 0) return [...recorded.values()];
  return models.map(({ model, match, prices }) => {
    const later = prices.map(({ source: _source, ...price }): RecordedPrice => price);
    const all = [...(recorded.get(model)?.prices ?? []), ...later];
    return { model, match, prices: all.toSorted((a, b) => a.from.localeCompare(b.from)) };
  });
}
