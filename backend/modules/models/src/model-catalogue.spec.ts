import { MODEL_PROVIDERS } from '@konstruct/contracts';
import { isKnownModel, offeredModels, priceOf } from './model-catalogue';

const NOW = new Date('2026-11-21T09:30:00Z');

describe('model catalogue', () => {
  it('offers priced models of every company; what an OpenAI-compatible server has is its own business', () => {
    const companies = MODEL_PROVIDERS.filter((provider) => provider !== 'openai_compatible');
    expect(new Set(offeredModels().map((model) => model.provider))).toEqual(new Set(companies));
    for (const { provider, model } of offeredModels()) expect(priceOf(provider, model, NOW)).not.toBeNull();
  });

  it.each([
    ['openai', 'gpt-5.4-mini-2026-03-17', 'gpt-5.4-mini'],
    ['openai', 'GPT-4o-mini', 'gpt-4o-mini'],
    ['openai', 'gpt-5.6', 'gpt-5.6-sol'],
    ['anthropic', 'claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
    ['anthropic', 'claude-haiku-4-5@20251001', 'claude-haiku-4-5'],
    ['anthropic', 'claude-sonnet-4.6', 'claude-sonnet-4-6'],
    ['google', 'gemini-2.5-flash-preview-09-2025', 'gemini-2.5-flash'],
    ['mistral', 'mistral-large-2411', 'mistral-large-latest'],
  ] as const)('knows %s %s as %s', (provider, name, model) => {
    expect(priceOf(provider, name, NOW)).toMatchObject({ provider, model });
  });

  it.each([
    ['openai', 'gpt-4o-audio-preview'],
    ['openai', 'gpt-4o-mini-search-preview'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc'],
    ['openai', 'gpt-6'],
    ['openai', 'claude-opus-5'],
    ['anthropic', 'gpt-5.4-mini'],
    ['mistral', 'mistral-large-2512-2026-01-01'],
    ['google', ''],
    ['openai_compatible', 'gpt-5.4-mini'],
  ] as const)('has no price for %s "%s" rather than a guessed one', (provider, name) => {
    expect(priceOf(provider, name, NOW)).toBeNull();
    expect(isKnownModel(provider, name)).toBe(false);
  });

  it('uses the price of the day', () => {
    const before = priceOf('anthropic', 'claude-sonnet-5', new Date('2026-08-31T23:59:59Z'));
    const after = priceOf('anthropic', 'claude-sonnet-5', new Date('2026-09-01T00:00:00Z'));
    expect([before?.rates.input, after?.rates.input]).toEqual([2_000_000_000n, 3_000_000_000n]);
    expect(after?.effectiveFrom).toBe('2026-09-01');
    expect(priceOf('anthropic', 'claude-sonnet-5', new Date('2023-12-31T23:59:59Z'))).toBeNull();
  });
});
