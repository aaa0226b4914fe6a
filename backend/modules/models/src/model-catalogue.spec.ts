import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { isKnownModel, offeredModels, priceOf } from './model-catalogue';
import { costNanoUsd } from './model-price';
import { readReport } from './raw-usage';
import type { UsageReport } from './usage-report';

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
    ['google', 'models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['mistral', 'mistral-large-2411', 'mistral-large-latest'],
    ['openai', 'gpt-4o-audio-preview', 'gpt-4o-audio-preview'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc', 'ft:gpt-4o-mini'],
  ] as const)('knows %s %s as %s', (provider, name, model) => {
    expect(priceOf(provider, name, NOW)).toMatchObject({ seller: provider, model });
  });

  it.each([
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

  it("charges an hour in Anthropic's cache twice the input, and sound what sound costs", () => {
    const haiku = priceOf('anthropic', 'claude-haiku-4-5', NOW)?.rates;
    expect([haiku?.cacheWrite, haiku?.cacheWrite1h]).toEqual([1_250_000_000n, 2_000_000_000n]);
    expect(priceOf('google', 'gemini-2.5-flash', NOW)?.rates.inputAudio).toBe(1_000_000_000n);
  });

  it.each<[ModelProvider, string, UsageReport, bigint]>([
    [
      'openai',
      'gpt-4o-mini-2024-07-18',
      {
        prompt_tokens: 1_000,
        completion_tokens: 100,
        total_tokens: 1_100,
        prompt_tokens_details: { cached_tokens: 400 },
        completion_tokens_details: { reasoning_tokens: 40 },
      },
      180_000n,
    ],
    [
      'anthropic',
      'claude-haiku-4-5-20251001',
      {
        input_tokens: 100,
        cache_read_input_tokens: 1_000,
        cache_creation_input_tokens: 500,
        cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 300 },
        output_tokens: 50,
      },
      1_300_000n,
    ],
    ['anthropic', 'claude-sonnet-4-5', { input_tokens: 300_000, output_tokens: 1_000 }, 1_822_500_000n],
    [
      'google',
      'gemini-2.5-flash',
      {
        promptTokenCount: 100,
        cachedContentTokenCount: 40,
        candidatesTokenCount: 20,
        thoughtsTokenCount: 25,
        totalTokenCount: 145,
        promptTokensDetails: [
          { modality: 'TEXT', tokenCount: 90 },
          { modality: 'AUDIO', tokenCount: 10 },
        ],
      },
      138_700n,
    ],
    ['mistral', 'mistral-large-2512', { prompt_tokens: 100, completion_tokens: 20, num_cached_tokens: 64 }, 51_200n],
  ])('reckons what %s reports of %s', (provider, name, report, cost) => {
    const usage = readReport(provider, report);
    const price = priceOf(provider, name, NOW);
    expect(usage && price && costNanoUsd(usage, price)).toBe(cost);
  });

  it('uses the price of the day', () => {
    const before = priceOf('anthropic', 'claude-sonnet-5', new Date('2026-08-31T23:59:59Z'));
    const after = priceOf('anthropic', 'claude-sonnet-5', new Date('2026-09-01T00:00:00Z'));
    expect([before?.rates.input, after?.rates.input]).toEqual([2_000_000_000n, 3_000_000_000n]);
    expect(after?.effectiveFrom).toBe('2026-09-01');
    expect(priceOf('anthropic', 'claude-sonnet-5', new Date('2023-12-31T23:59:59Z'))).toBeNull();
  });
});
