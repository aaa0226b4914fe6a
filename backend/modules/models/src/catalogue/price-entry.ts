import type { PriceTier, TokenRates } from '../model-price';

/** Prices carried over as facts from this public catalogue; see `model-catalogue.contract.spec.ts`. */
export const PRICE_SOURCE = 'github.com/pydantic/genai-prices@47df840 (2026-08-21)';

/** The source dates changes of a price, not its beginning; a first price counts from here on. */
export const FIRST_RECORDED_DAY = '2024-01-01';

/** A price of a model in the catalogue's data. */
export interface PriceEntry {
  readonly from: string;
  /** The hours of a day in UTC that it is for, where a price depends on them: 00:30 until 16:30. */
  readonly daily?: { readonly from: string; readonly until: string };
  readonly rates: TokenRates;
  readonly tiers?: readonly PriceTier[];
}

/** A model in the catalogue's data. */
export interface CatalogueEntry {
  readonly model: string;
  readonly displayName: string;
  readonly description: string;
  /** Whether the Agent Designer offers it; others are priced for those who name them. */
  readonly isOffered: boolean;
  /** Whether the model sees no pictures. */
  readonly isTextOnly?: boolean;
  /** Other names of exactly this model. */
  readonly aliases?: readonly string[];
  readonly prices: readonly PriceEntry[];
}

/** US dollars per million tokens as decimal text, the way price lists print them. */
export interface DollarsPerMillion {
  readonly input: string;
  readonly output: string;
  /** Without a discount of its own, a cached read costs what any input costs. */
  readonly cacheRead?: string;
  readonly cacheWrite?: string;
  /** Without a price of its own, an hour's cache is written at the price of the shorter one. */
  readonly cacheWrite1h?: string;
  /** Without a price of its own, sound costs what text costs. */
  readonly inputAudio?: string;
  readonly outputAudio?: string;
  /** Without a price of its own, sound read from a cache costs what text does. */
  readonly cacheReadAudio?: string;
}

/** Exact rates out of a price list's decimal figures. */
export function rates({
  input,
  output,
  cacheRead = input,
  cacheWrite = input,
  cacheWrite1h = cacheWrite,
  inputAudio = input,
  outputAudio = output,
  cacheReadAudio = cacheRead,
}: DollarsPerMillion): TokenRates {
  return {
    input: nanoUsd(input),
    cacheRead: nanoUsd(cacheRead),
    cacheReadAudio: nanoUsd(cacheReadAudio),
    cacheWrite: nanoUsd(cacheWrite),
    cacheWrite1h: nanoUsd(cacheWrite1h),
    inputAudio: nanoUsd(inputAudio),
    output: nanoUsd(output),
    outputAudio: nanoUsd(outputAudio),
  };
}

/** The one price that a model has had as long as there are records. */
export function always(price: DollarsPerMillion, tiers: readonly PriceTier[] = []): readonly PriceEntry[] {
  return [{ from: FIRST_RECORDED_DAY, rates: rates(price), tiers }];
}

/** The rates of requests larger than a threshold. */
export function above(aboveInputTokens: number, price: DollarsPerMillion): readonly PriceTier[] {
  return [{ aboveInputTokens, rates: rates(price) }];
}

/** The price that holds at an instant: the last of those that have begun and are for its hour. */
export function priceOn<Price extends Pick<PriceEntry, 'from' | 'daily'>>(
  prices: readonly Price[],
  at: Date,
): Price | null {
  const [day, time] = at.toISOString().split(/[TZ]/) as [string, string];
  const isForHour = ({ daily }: Price): boolean =>
    !daily ||
    (daily.from <= daily.until ? time >= daily.from && time < daily.until : time >= daily.from || time < daily.until);
  return prices.findLast((price) => price.from <= day && isForHour(price)) ?? null;
}

function nanoUsd(dollars: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,9}))?$/.exec(dollars);
  if (!match?.[1]) throw new RangeError(`not a price: ${dollars}`);
  return BigInt(match[1] + (match[2] ?? '').padEnd(9, '0'));
}
