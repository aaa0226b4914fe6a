import type { Factor } from './catalogue/term-factors';
import { NO_TOKENS, totalInputTokens, type TokenUsage } from './token-usage';

/** Billionths of a dollar for a million tokens of each kind. Reasoning is billed as output. */
export interface TokenRates {
  readonly input: bigint;
  readonly cacheRead: bigint;
  /** Sound read from a cache. */
  readonly cacheReadAudio: bigint;
  readonly cacheWrite: bigint;
  /** A write into a cache that lasts an hour. */
  readonly cacheWrite1h: bigint;
  readonly inputAudio: bigint;
  readonly output: bigint;
  readonly outputAudio: bigint;
}

/** Rates for a request whose whole input is larger than a threshold; they then apply to every token of it. */
export interface PriceTier {
  readonly aboveInputTokens: number;
  readonly rates: TokenRates;
}

/** The price of a model from a day on, and where the figure comes from. */
export interface ModelPrice {
  /** Who sells the model: its provider, or who answers at the address of an OpenAI-compatible server. */
  readonly seller: string;
  readonly model: string;
  /** The first day, in UTC, on which it applies. */
  readonly effectiveFrom: string;
  readonly source: string;
  /** The terms that the rates are for, such as `batch`; null for the ordinary ones. */
  readonly terms: string | null;
  readonly rates: TokenRates;
  /** By rising threshold. */
  readonly tiers: readonly PriceTier[];
}

const TOKENS_PER_RATE = 1_000_000n;

/** What a call costs, exact, rounded half up at the billionth of a dollar, once for the whole call. */
export function costNanoUsd(usage: TokenUsage, price: ModelPrice): bigint {
  const rates = ratesFor(usage, price);
  const exact =
    BigInt(usage.inputUncachedTokens) * rates.input +
    BigInt(usage.cacheReadTokens) * rates.cacheRead +
    BigInt(usage.cacheReadAudioTokens) * rates.cacheReadAudio +
    BigInt(usage.cacheWrite5mTokens) * rates.cacheWrite +
    BigInt(usage.cacheWrite1hTokens) * rates.cacheWrite1h +
    BigInt(usage.inputAudioTokens) * rates.inputAudio +
    BigInt(usage.outputTextTokens + usage.reasoningTokens) * rates.output +
    BigInt(usage.outputAudioTokens) * rates.outputAudio;
  return (exact + TOKENS_PER_RATE / 2n) / TOKENS_PER_RATE;
}

/**
 * Names the figure that a call was reckoned with, so that its cost can be traced: the model's price of a day, the terms where
 * they were not the ordinary ones, and for large requests the tier.
 */
export function priceReference(price: ModelPrice, usage: TokenUsage = NO_TOKENS): string {
  const tier = tierFor(usage, price);
  const terms = price.terms === null ? '' : `+${price.terms}`;
  return `${price.seller}/${price.model}@${price.effectiveFrom}${terms}${tier ? `>${tier.aboveInputTokens}` : ''}`;
}

/** What one kind of tokens costs, in parts of a billionth of a dollar that add up to the cost of the call: see `costNanoUsd`. */
export function ratesOfReference(price: ModelPrice, reference: string): TokenRates {
  const threshold = Number(/>(\d+)$/.exec(reference)?.[1] ?? Number.NaN);
  return price.tiers.find((tier) => tier.aboveInputTokens === threshold)?.rates ?? price.rates;
}

/** The same price on other terms; rates are rounded half up at the billionth of a dollar for a million tokens. */
export function onTerms(price: ModelPrice, terms: string | null, { times, by }: Factor): ModelPrice {
  if (terms === null) return price;
  const scaled = (rates: TokenRates): TokenRates =>
    Object.fromEntries(
      Object.entries(rates).map(([kind, rate]: [string, bigint]) => [kind, (rate * times * 2n + by) / (by * 2n)]),
    ) as unknown as TokenRates;
  const tiers = price.tiers.map((tier) => ({ ...tier, rates: scaled(tier.rates) }));
  return { ...price, terms, rates: scaled(price.rates), tiers };
}

/** The terms in the name of a price. */
export function termsOfReference(reference: string): string | null {
  return /@\d{4}-\d{2}-\d{2}\+([^>]+)/.exec(reference)?.[1] ?? null;
}

function ratesFor(usage: TokenUsage, price: ModelPrice): TokenRates {
  return tierFor(usage, price)?.rates ?? price.rates;
}

function tierFor(usage: TokenUsage, price: ModelPrice): PriceTier | undefined {
  const input = totalInputTokens(usage);
  return price.tiers.findLast((tier) => input > tier.aboveInputTokens);
}
