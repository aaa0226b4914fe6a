import type { ModelProvider } from '@konstruct/contracts';
import { priceOf } from './model-catalogue';
import { costNanoUsd, priceReference, termsOfReference } from './model-price';
import { serviceTerms } from './service-terms';
import { NO_TOKENS } from './token-usage';
import { reportIn } from './usage-report';

const NOON = new Date('2026-11-21T12:00:00Z');
const USAGE = { ...NO_TOKENS, inputUncachedTokens: 1_000, cacheReadTokens: 1_000, outputTextTokens: 1_000 };

describe('terms that a call was served on', () => {
  it.each<[ModelProvider, unknown, string | null]>([
    ['openai', { service_tier: 'flex', usage: { prompt_tokens: 1 } }, 'flex'],
    ['openai', { service_tier: 'fast', usage: { prompt_tokens: 1 } }, 'priority'],
    ['openai', { response: { service_tier: 'priority', usage: { input_tokens: 1 } } }, 'priority'],
    ['openai', { service_tier: 'default', usage: { prompt_tokens: 1 } }, null],
    ['openai', { service_tier: 'scale', usage: { prompt_tokens: 1 } }, null],
    ['openai', { service_tier: null, usage: { prompt_tokens: 1 } }, null],
    ['openai', { service_tier: 'hyper', usage: { prompt_tokens: 1 } }, 'hyper'],
    ['anthropic', { usage: { service_tier: 'standard', speed: 'standard', inference_geo: 'global' } }, null],
    ['anthropic', { usage: { service_tier: 'priority' } }, null],
    ['anthropic', { usage: { service_tier: 'batch', inference_geo: 'us' } }, 'batch+us'],
    ['anthropic', { message: { usage: { speed: 'fast', service_tier: 'standard' } } }, 'fast'],
    ['google', { usageMetadata: { trafficType: 'ON_DEMAND' } }, null],
    ['google', { usageMetadata: { trafficType: 'TRAFFIC_TYPE_UNSPECIFIED' } }, null],
    ['google', { usageMetadata: { trafficType: 'ON_DEMAND_FLEX' } }, 'flex'],
    ['google', { usageMetadata: { serviceTier: 'SERVICE_TIER_PRIORITY' } }, 'priority'],
    ['google', { usageMetadata: { trafficType: 'ON_DEMAND_OFFPEAK' } }, 'offpeak'],
    ['mistral', { usage: { prompt_tokens: 1 } }, null],
    ['openai_compatible', { service_tier: 'performance', usage: { prompt_tokens: 1 } }, null],
    ['openai_compatible', { service_tier: 'flex', usage: { prompt_tokens: 1 } }, 'flex'],
    ['openai', { service_tier: ['flex'], usage: { prompt_tokens: 1, service_tier: 5 } }, null],
  ])('%s: %j', (provider, body, expected) => {
    expect(serviceTerms(provider, reportIn(provider, body))).toBe(expected);
  });

  it.each<[ModelProvider, string, string | null, bigint | null]>([
    ['openai', 'gpt-5.4', null, 17_750_000n],
    ['openai', 'gpt-5.4', 'batch', 8_875_000n],
    ['openai', 'gpt-5.4', 'flex', 8_875_000n],
    ['openai', 'gpt-5.4', 'priority', 35_500_000n],
    ['openai', 'gpt-4o-mini', 'priority', 1_375_000n],
    ['openai', 'gpt-4o-mini-2024-07-18', 'batch', 412_500n],
    ['openai', 'gpt-5-nano', 'priority', null],
    ['openai', 'gpt-5.4', 'hyper', null],
    ['anthropic', 'claude-opus-5', 'batch', 15_250_000n],
    ['anthropic', 'claude-opus-5', 'fast', 61_000_000n],
    ['anthropic', 'claude-opus-5', 'batch+us', 16_775_000n],
    ['anthropic', 'claude-opus-4-1', 'us', 91_500_000n],
    ['anthropic', 'claude-haiku-4-5', 'fast', null],
    ['google', 'gemini-2.5-flash', 'priority', 5_094_000n],
    ['google', 'gemini-2.5-flash', 'offpeak', null],
    ['mistral', 'mistral-large-2512', 'batch', 1_025_000n],
  ])('make %s %s (%s) cost what its price page says', (provider, model, terms, expected) => {
    const price = priceOf(provider, model, NOON, { terms });
    expect(price && costNanoUsd(USAGE, price)).toBe(expected);
  });

  it('stand in the name of the price, with the tier of large requests', () => {
    const price = priceOf('openai', 'gpt-5.4', NOON, { terms: 'batch' });
    const reference = price && priceReference(price, { ...NO_TOKENS, inputUncachedTokens: 300_000 });
    expect(reference).toBe('openai/gpt-5.4@2024-01-01+batch>272000');
    expect(termsOfReference(reference ?? '')).toBe('batch');
    expect(termsOfReference('openai/gpt-5.4@2024-01-01>272000')).toBeNull();
    expect(price?.source).toContain('price pages');
  });
});
