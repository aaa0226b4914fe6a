import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { ANTHROPIC_MODELS } from './catalogue/anthropic';
import { GOOGLE_MODELS } from './catalogue/google';
import { MISTRAL_MODELS } from './catalogue/mistral';
import { OPENAI_MODELS } from './catalogue/openai';
import {
  priceOn,
  PRICE_SOURCE,
  type CatalogueEntry,
  type DollarsPerMillion,
  type PriceEntry,
} from './catalogue/price-entry';
import {
  modelNamed,
  pricedModel,
  recordedModels,
  toEntry,
  type RecordedModel,
  type RecordedPrice,
} from './catalogue/recorded-prices';
import { factorOf, TERMS_SOURCE } from './catalogue/term-factors';
import { onTerms, type ModelPrice } from './model-price';
import type { ModelReference } from './model-reference';

/** A model that the catalogue knows. */
export interface CatalogueModel {
  readonly provider: ModelProvider;
  readonly model: string;
  readonly displayName: string;
  readonly description: string;
}

const ENTRIES: Readonly<Record<ModelProvider, readonly CatalogueEntry[]>> = {
  openai: OPENAI_MODELS,
  anthropic: ANTHROPIC_MODELS,
  google: GOOGLE_MODELS,
  mistral: MISTRAL_MODELS,
  openai_compatible: [],
};

/**
 * What a provider may append to a model's name without making it another model. Other endings (`-audio`, `-search`,
 * fine-tuned `ft:…`) are priced differently, so a name that needs guessing has no price.
 */
const SNAPSHOT_ENDINGS: Readonly<Record<ModelProvider, RegExp | null>> = {
  openai: /-\d{4}-\d{2}-\d{2}$/,
  anthropic: /(?:[-@]\d{8}|-latest)$/,
  google: /-(?:\d{3}|preview-\d{2}-\d{2}(?:\d{2})?)$/,
  mistral: null,
  openai_compatible: null,
};

const BY_NAME = new Map<string, CatalogueEntry>(
  MODEL_PROVIDERS.flatMap((provider) =>
    ENTRIES[provider].flatMap((entry) =>
      [entry.model, ...(entry.aliases ?? [])].map((name) => [`${provider}/${name}`, entry] as const),
    ),
  ),
);

/** The models that the Agent Designer offers. */
export function offeredModels(): CatalogueModel[] {
  return MODEL_PROVIDERS.flatMap((provider) =>
    ENTRIES[provider].filter((entry) => entry.isOffered).map((entry) => ({ provider, ...entry })),
  );
}

/** Whether the catalogue knows the model, by its name, an alias or the name of a snapshot. */
export function isKnownModel(provider: ModelProvider, model: string): boolean {
  return entryOf(provider, model) !== null;
}

/** Whether a model sees pictures of a type. Nobody knows of models that are not in the catalogue, so they are shown none. */
export function takesPicture({ provider, model }: ModelReference, mimeType: string): boolean {
  const entry = entryOf(provider, model);
  if (!entry || entry.isTextOnly === true) return false;
  return !(provider === 'google' && mimeType === 'image/gif');
}

/** What a call is charged by, besides its model and its time. */
export interface Sale {
  /** Who answers at the address of an OpenAI-compatible server, see `sellerAt`; null for a server of one's own. */
  readonly soldBy?: string | null;
  /** See `serviceTerms`. */
  readonly terms?: string | null;
  /** Prices of the seller that were imported later than the catalogue was made, and go before it. */
  readonly imported?: (seller: string) => readonly ImportedModel[];
  /** Prices of the business's own contract with the provider, which go before all others; by rising first day. */
  readonly own?: readonly OwnPrice[];
}

/** A model with the prices that were imported of it; without any, it only takes the names that belong to it. */
export interface ImportedModel extends Omit<RecordedModel, 'prices'> {
  readonly prices: readonly (RecordedPrice & { readonly source: string })[];
}

/** What a business pays by its own contract. */
export interface OwnPrice {
  readonly model: string;
  readonly from: string;
  /** The first day on which it does not hold any more. */
  readonly until: string | null;
  readonly dollars: DollarsPerMillion;
  readonly source: string;
}

/** Injection token of ImportedPriceSource: whoever keeps imported prices answers here. Without one, there are none. */
export const IMPORTED_PRICES = Symbol('IMPORTED_PRICES');

/** Knows the prices that were imported, by seller. */
export interface ImportedPriceSource {
  current(): Promise<NonNullable<Sale['imported']>>;
}

/** Who is said to sell at a price of the business's own. */
export const OWN_SELLER = 'own';

/**
 * The price of a model at an instant; null means *unpriced*, which is not the same as free. A recorded rule goes before the
 * ending of a snapshot: an early snapshot may have had a price of its own.
 */
export function priceOf(provider: ModelProvider, model: string, at: Date, sale: Sale = {}): ModelPrice | null {
  const seller = provider === 'openai_compatible' ? (sale.soldBy ?? provider) : provider;
  const { terms = null, imported, own } = sale;
  const name = plainName(model);
  const factor = factorOf(seller, name, terms);
  if (!factor) return null;
  const listed = importedPrice(imported?.(seller) ?? [], name, at) ?? cataloguePrice(seller, name, at);
  const found = (own && ownPrice(own, [name, listed?.model], at)) ?? (listed && { ...listed, seller });
  return found && onTerms(toModelPrice(found, terms), terms, factor);
}

function toModelPrice(found: FoundPrice & { readonly seller: string }, terms: string | null): ModelPrice {
  const { from, daily, rates, tiers = [] } = found.price;
  return {
    seller: found.seller,
    model: found.model,
    effectiveFrom: daily ? `${from}T${daily.from}` : from,
    source: terms === null ? found.source : `${found.source}; ${TERMS_SOURCE}`,
    terms: null,
    rates,
    tiers,
  };
}

interface FoundPrice {
  readonly model: string;
  readonly price: PriceEntry;
  readonly source: string;
}

function ownPrice(
  prices: readonly OwnPrice[],
  names: readonly (string | undefined)[],
  at: Date,
): (FoundPrice & { readonly seller: string }) | null {
  const day = at.toISOString().slice(0, 10);
  const found = prices.findLast(
    ({ model, from, until }) => names.includes(model) && from <= day && (until === null || day < until),
  );
  return found ? { seller: OWN_SELLER, model: found.model, price: toEntry(found), source: found.source } : null;
}

function importedPrice(models: readonly ImportedModel[], name: string, at: Date): FoundPrice | null {
  const found = modelNamed(models, name);
  const price = found && priceOn(found.prices, at);
  return price ? { model: found.model, price: toEntry(price), source: price.source } : null;
}

function cataloguePrice(seller: string, name: string, at: Date): FoundPrice | null {
  const listed = (entry: CatalogueEntry | null): Omit<FoundPrice, 'source'> | null => {
    const price = entry && priceOn(entry.prices, at);
    return price ? { model: entry.model, price } : null;
  };
  const exact = BY_NAME.get(`${seller}/${name}`) ?? null;
  const recorded = exact ? listed(exact) : pricedModel(recordedModels(seller), name, at);
  const found = recorded ?? (isProvider(seller) ? listed(entryOf(seller, name)) : null);
  return found && { ...found, source: PRICE_SOURCE };
}

function isProvider(seller: string): seller is ModelProvider {
  return (MODEL_PROVIDERS as readonly string[]).includes(seller);
}

/** Google's API also takes `models/gemini-…`. */
function plainName(model: string): string {
  return model
    .trim()
    .toLowerCase()
    .replace(/^models\//, '');
}

function entryOf(provider: ModelProvider, model: string): CatalogueEntry | null {
  const name = plainName(model);
  const exact = BY_NAME.get(`${provider}/${name}`);
  if (exact) return exact;
  const ending = SNAPSHOT_ENDINGS[provider];
  return (ending && BY_NAME.get(`${provider}/${name.replace(ending, '')}`)) ?? null;
}
