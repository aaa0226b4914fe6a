import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { ANTHROPIC_MODELS } from './catalogue/anthropic';
import { GOOGLE_MODELS } from './catalogue/google';
import { MISTRAL_MODELS } from './catalogue/mistral';
import { OPENAI_MODELS } from './catalogue/openai';
import type { CatalogueEntry } from './catalogue/price-entry';
import { readPriceListing } from './catalogue/price-listing';
import recorded from './catalogue/price-list.json';
import { priceOf } from './model-catalogue';
import { costNanoUsd } from './model-price';
import { NO_TOKENS } from './token-usage';

const FILE = join(
  process.env['CONTRACTS_DIR'] ?? join(process.cwd(), '../shared/contracts'),
  'llm-usage/genai-prices.data_slim.json',
);

const CATALOGUE: Readonly<Record<ModelProvider, readonly CatalogueEntry[]>> = {
  openai: OPENAI_MODELS,
  anthropic: ANTHROPIC_MODELS,
  google: GOOGLE_MODELS,
  mistral: MISTRAL_MODELS,
  openai_compatible: [],
};

type Match = Partial<Record<'equals' | 'starts_with' | 'ends_with' | 'contains' | 'regex', string>> & {
  or?: Match[];
  and?: Match[];
};
type Figure = number | { base: number; tiers: { start: number; price: number }[] };
type Prices = Partial<Record<'input_mtok' | 'cache_read_mtok' | 'cache_write_mtok' | 'output_mtok', Figure>>;
interface SourceModel {
  readonly id: string;
  readonly match: Match;
  readonly prices: Prices | { constraint?: { start_date?: string }; prices: Prices }[];
}

function matches(match: Match, name: string): boolean {
  if (match.or) return match.or.some((part) => matches(part, name));
  if (match.and) return match.and.every((part) => matches(part, name));
  if (match.equals !== undefined) return name === match.equals;
  if (match.starts_with !== undefined) return name.startsWith(match.starts_with);
  if (match.ends_with !== undefined) return name.endsWith(match.ends_with);
  if (match.contains !== undefined) return name.includes(match.contains);
  return match.regex !== undefined && new RegExp(match.regex).test(name);
}

function sourcePrices(models: readonly SourceModel[], name: string, day: string): Prices | undefined {
  const model = models.find((candidate) => matches(candidate.match, name));
  if (!model || !Array.isArray(model.prices)) return model?.prices as Prices | undefined;
  return model.prices.findLast(({ constraint }) => (constraint?.start_date ?? '') <= day)?.prices;
}

function dollars(figure: Figure | undefined, inputTokens: number): number | undefined {
  if (figure === undefined || typeof figure === 'number') return figure;
  return figure.tiers.findLast((tier) => inputTokens > tier.start)?.price ?? figure.base;
}

/** What these write is not priced in the source: they stay unpriced rather than half free. */
const WRITES_UNPRICED = ['gpt-image-1-mini', 'gpt-image-2'];

describe('price catalogue against genai-prices', () => {
  if (!existsSync(FILE)) {
    it('has no figures to be compared with here', () => expect(existsSync(FILE)).toBe(false));
    return;
  }

  const source = JSON.parse(readFileSync(FILE, 'utf8')) as { id: string; models: SourceModel[] }[];
  it('has recorded exactly what the source says of each seller', () => {
    const listing = new Map(readPriceListing(source).map((seller) => [seller.seller, seller]));
    for (const [seller, { address, models }] of Object.entries(recorded)) {
      expect({ seller, address, models }).toEqual(listing.get(seller));
    }
  });

  it('prices every model of the four companies that the source prices by input', () => {
    const named = source
      .filter(({ id }) => id in CATALOGUE)
      .flatMap(({ id, models }) => models.map((model) => [id as ModelProvider, model.id, model.match] as const));
    const unpriced = named.filter(
      ([provider, name, match]) =>
        matches(match, name) &&
        !WRITES_UNPRICED.includes(name) &&
        !priceOf(provider, name, new Date('2026-11-21T12:00:00Z')),
    );
    expect(named.length).toBeGreaterThan(150);
    expect(unpriced.map(([provider, name]) => `${provider}/${name}`)).toEqual([]);
  });

  const days = ['2026-02-01', '2026-03-13', '2026-08-31', '2026-09-01', '2026-11-21'];
  const listed = source
    .filter(({ id }) => id in CATALOGUE)
    .flatMap(({ id, models }) =>
      models
        .filter(({ match, id: name }) => matches(match, name) && !WRITES_UNPRICED.includes(name))
        .map((model) => [id as ModelProvider, model.id] as const),
    );
  const names = MODEL_PROVIDERS.flatMap((provider) =>
    CATALOGUE[provider].flatMap((entry) =>
      [entry.model, ...(entry.aliases ?? [])].map((name) => [provider, name] as const),
    ),
  );

  it.each([...names, ...listed])('%s %s costs the same', (provider, name) => {
    const models = source.find(({ id }) => id === provider)?.models ?? [];
    for (const day of days) {
      for (const tokens of [1_000, 500_000]) {
        const prices = sourcePrices(models, name, day);
        const price = priceOf(provider, name, new Date(`${day}T12:00:00Z`));
        expect(prices).toBeDefined();
        expect(price).not.toBeNull();
        if (!prices || !price) return;
        const input = dollars(prices.input_mtok, tokens) ?? 0;
        const parts = {
          inputUncachedTokens: input,
          cacheReadTokens: dollars(prices.cache_read_mtok, tokens) ?? input,
          cacheWrite5mTokens: dollars(prices.cache_write_mtok, tokens) ?? input,
        };
        for (const [part, usd] of Object.entries(parts)) {
          const usage = { ...NO_TOKENS, [part]: tokens };
          expect([name, day, part, Number(costNanoUsd(usage, price))]).toEqual([
            name,
            day,
            part,
            Math.round(usd * tokens * 1_000),
          ]);
        }
        const withOutput = { ...NO_TOKENS, inputUncachedTokens: tokens, outputTextTokens: 1_000 };
        const output = dollars(prices.output_mtok, tokens) ?? 0;
        expect(Number(costNanoUsd(withOutput, price))).toBe(Math.round(input * tokens * 1_000 + output * 1_000_000));
      }
    }
  });
});
