import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { ANTHROPIC_MODELS } from './catalogue/anthropic';
import { GOOGLE_MODELS } from './catalogue/google';
import { MISTRAL_MODELS } from './catalogue/mistral';
import { OPENAI_MODELS } from './catalogue/openai';
import { PRICE_SOURCE, type CatalogueEntry, type PriceEntry } from './catalogue/price-entry';
import { recordedPrices } from './catalogue/recorded-prices';
import type { ModelPrice } from './model-price';
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

const BY_NAME = new Map(
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

/**
 * The price of a model at an instant; null means *unpriced*, which is not the same as free. A recorded rule goes before the
 * ending of a snapshot: an early snapshot may have had a price of its own.
 */
export function priceOf(provider: ModelProvider, model: string, at: Date): ModelPrice | null {
  const name = model.trim().toLowerCase();
  const entry = BY_NAME.get(`${provider}/${name}`) ?? recordedPrices(provider, name) ?? entryOf(provider, model);
  const price = entry && priceAt(entry.prices, at.toISOString().slice(0, 10));
  if (!price) return null;
  return {
    provider,
    model: entry.model,
    effectiveFrom: price.from,
    source: PRICE_SOURCE,
    rates: price.rates,
    tiers: price.tiers ?? [],
  };
}

function entryOf(provider: ModelProvider, model: string): CatalogueEntry | null {
  const name = model.trim().toLowerCase();
  const exact = BY_NAME.get(`${provider}/${name}`);
  if (exact) return exact;
  const ending = SNAPSHOT_ENDINGS[provider];
  return (ending && BY_NAME.get(`${provider}/${name.replace(ending, '')}`)) ?? null;
}

function priceAt(prices: readonly PriceEntry[], day: string): PriceEntry | null {
  return prices.filter((price) => price.from <= day).at(-1) ?? null;
}
