import { Injectable } from '@nestjs/common';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import {
  OWN_SELLER,
  priceOf,
  ratesOfReference,
  termsOfReference,
  type ImportedPriceSource,
  type OwnPrice,
  type TokenRates,
} from '@konstruct/models';
import { Database, type RequestContext, type TenantTransaction, type Transaction } from '@konstruct/platform';
import type { PriceLookup } from '../call-booking';
import type { StoredOwnPrice } from './own-price.store';
import { PriceTable, type ImportedPrices } from './price-table';

/** All prices as they are for one business. */
export interface Prices {
  readonly of: PriceLookup;
  /** The rates behind the name of a price, such as stands in the books; null when it cannot be found any more. */
  ratesOf(provider: string, model: string, priceSource: string): TokenRates | null;
}

type ImportedLookup = Awaited<ReturnType<ImportedPriceSource['current']>>;

const CONTEXT: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'prices' } };
const NEWEST_IMPORT = 'SELECT id FROM price_imports ORDER BY id DESC LIMIT 1';
const NO_IMPORTS: ImportedPrices = new Map();

/** Knows every price: the business's own, those imported, those of the catalogue, in this order. */
@Injectable()
export class PriceBook implements ImportedPriceSource {
  /** Imported prices stay in memory until there is a newer import, which every opening asks for in the same statement. */
  private known: { readonly importId: string | null; readonly prices: ImportedPrices } = {
    importId: null,
    prices: NO_IMPORTS,
  };

  constructor(
    private readonly database: Database,
    private readonly table: PriceTable,
  ) {}

  async open(transaction: TenantTransaction): Promise<Prices> {
    const [row] = await transaction.manager.query<{ newest: string | null; own: StoredOwnPrice[] }[]>(
      `SELECT (${NEWEST_IMPORT}) AS newest,
        COALESCE((SELECT json_agg(json_build_object('provider', provider, 'model', model, 'from', effective_from, 'until', effective_until,
          'dollars', dollars, 'setBy', set_by, 'setAt', set_at) ORDER BY effective_from, id) FROM own_prices WHERE tenant_id = $1), '[]') AS own`,
      [transaction.tenantId],
    );
    return toPrices(await this.importsOf(transaction, row?.newest ?? null), row?.own ?? []);
  }

  /** The prices that were imported, which are the same for every business. */
  async current(): Promise<ImportedLookup> {
    const imports = await this.database.outsideTenants(CONTEXT, async (transaction) => {
      const [row] = await transaction.manager.query<{ id: string }[]>(NEWEST_IMPORT);
      return this.importsOf(transaction, row?.id ?? null);
    });
    return lookUp(imports);
  }

  private async importsOf(transaction: Transaction, importId: string | null): Promise<ImportedPrices> {
    if (importId !== this.known.importId) this.known = { importId, prices: await this.table.read(transaction) };
    return this.known.prices;
  }
}

function lookUp(imports: ImportedPrices): ImportedLookup {
  return (seller) => imports.get(seller) ?? [];
}

function toPrices(imports: ImportedPrices, stored: readonly StoredOwnPrice[]): Prices {
  const imported = lookUp(imports);
  const own = Map.groupBy(stored, ({ provider }) => provider);
  return {
    of: (provider, model, at, sale) =>
      priceOf(provider, model, at, { imported, own: (own.get(provider) ?? []).map(toOwnPrice), ...sale }),
    ratesOf: (provider, model, priceSource) => {
      const [, day, time] = /@(\d{4}-\d{2}-\d{2})(?:T(\d\d:\d\d))?/.exec(priceSource) ?? [];
      if (day === undefined || !isProvider(provider)) return null;
      const soldBy = priceSource.split('/', 1)[0];
      const terms = termsOfReference(priceSource);
      const ofReference = soldBy === OWN_SELLER ? { own: (own.get(provider) ?? []).map(toOwnPrice) } : { soldBy };
      const price = priceOf(provider, model, new Date(`${day}T${time ?? '00:00'}:00Z`), {
        imported,
        terms,
        ...ofReference,
      });
      return price && ratesOfReference(price, priceSource);
    },
  };
}

function toOwnPrice({ model, from, until, dollars, setBy, setAt }: StoredOwnPrice): OwnPrice {
  const source = `own price, set by ${setBy} on ${new Date(setAt).toISOString().slice(0, 10)}`;
  return { model, from, until, dollars, source };
}

function isProvider(name: string): name is ModelProvider {
  return (MODEL_PROVIDERS as readonly string[]).includes(name);
}
