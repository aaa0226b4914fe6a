import fc from 'fast-check';
import type { ModelProvider } from '@konstruct/contracts';
import { recordedModels, sellerAt } from './catalogue/recorded-prices';
import { priceOf } from './model-catalogue';
import { costNanoUsd, type TokenRates } from './model-price';
import { readReport } from './raw-usage';
import { NO_TOKENS, totalInputTokens, totalOutputTokens, totalTokens, type TokenUsage } from './token-usage';
import { reportIn } from './usage-report';

type Part = keyof TokenUsage;

/** A way to report: which parts it can tell apart, and the body of an answer that says so. */
interface Dialect {
  readonly name: string;
  readonly provider: ModelProvider;
  readonly seller: string;
  readonly parts: readonly Part[];
  body(usage: TokenUsage, sums: { input: number; output: number; total: number; cached: number }): unknown;
}

const TEXT: readonly Part[] = ['inputUncachedTokens', 'cacheReadTokens', 'outputTextTokens', 'reasoningTokens'];
const SOUND: readonly Part[] = ['inputAudioTokens', 'outputAudioTokens'];

const DIALECTS: readonly Dialect[] = [
  {
    name: 'chat completions of OpenAI',
    provider: 'openai',
    seller: 'openai',
    parts: [...TEXT, ...SOUND, 'cacheWrite5mTokens'],
    body: (usage, { input, output, total }) => ({
      service_tier: 'default',
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: total,
        prompt_tokens_details: {
          cached_tokens: usage.cacheReadTokens,
          cache_write_tokens: usage.cacheWrite5mTokens,
          audio_tokens: usage.inputAudioTokens,
        },
        completion_tokens_details: {
          reasoning_tokens: usage.reasoningTokens,
          audio_tokens: usage.outputAudioTokens,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
    }),
  },
  {
    name: 'responses of OpenAI',
    provider: 'openai',
    seller: 'openai',
    parts: [...TEXT, 'cacheWrite5mTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        input_tokens: input,
        input_tokens_details: { cached_tokens: usage.cacheReadTokens, cache_write_tokens: usage.cacheWrite5mTokens },
        output_tokens: output,
        output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
        total_tokens: total,
      },
    }),
  },
  {
    name: 'live calls of OpenAI',
    provider: 'openai',
    seller: 'openai',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'cacheReadAudioTokens', 'outputTextTokens', ...SOUND],
    body: (usage, { input, output, total, cached }) => ({
      type: 'response.done',
      response: {
        usage: {
          total_tokens: total,
          input_tokens: input,
          output_tokens: output,
          input_token_details: {
            cached_tokens: cached,
            audio_tokens: usage.inputAudioTokens + usage.cacheReadAudioTokens,
            cached_tokens_details: { text_tokens: usage.cacheReadTokens, audio_tokens: usage.cacheReadAudioTokens },
          },
          output_token_details: { audio_tokens: usage.outputAudioTokens },
        },
      },
    }),
  },
  {
    name: 'messages of Anthropic',
    provider: 'anthropic',
    seller: 'anthropic',
    parts: [...TEXT, 'cacheWrite5mTokens', 'cacheWrite1hTokens'],
    body: (usage, { output }) => ({ usage: anthropicUsage(usage, output) }),
  },
  {
    name: 'chat completions of Anthropic',
    provider: 'anthropic',
    seller: 'anthropic',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'outputTextTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        cached_tokens: usage.cacheReadTokens,
        completion_tokens: output,
        total_tokens: total,
      },
    }),
  },
  {
    name: 'contents of Google',
    provider: 'google',
    seller: 'google',
    parts: [...TEXT, ...SOUND, 'cacheReadAudioTokens'],
    body: (usage, { input, total, cached }) => ({
      usageMetadata: {
        promptTokenCount: input,
        candidatesTokenCount: usage.outputTextTokens + usage.outputAudioTokens,
        thoughtsTokenCount: usage.reasoningTokens,
        totalTokenCount: total,
        cachedContentTokenCount: cached,
        trafficType: 'ON_DEMAND',
        promptTokensDetails: [
          { modality: 'TEXT', tokenCount: usage.inputUncachedTokens + usage.cacheReadTokens },
          { modality: 'AUDIO', tokenCount: usage.inputAudioTokens + usage.cacheReadAudioTokens },
        ],
        cacheTokensDetails: [
          { modality: 'AUDIO', tokenCount: usage.cacheReadAudioTokens },
          { modality: 'TEXT', tokenCount: usage.cacheReadTokens },
        ],
        candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: usage.outputAudioTokens }],
      },
    }),
  },
  {
    name: "OpenAI's words at Google",
    provider: 'google',
    seller: 'google',
    parts: TEXT,
    body: (usage, { input, output, total }) => ({ usage: chatUsage(usage, input, output, total) }),
  },
  {
    name: 'Mistral',
    provider: 'mistral',
    seller: 'mistral',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'outputTextTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: total,
        num_cached_tokens: usage.cacheReadTokens,
        prompt_audio_seconds: null,
      },
    }),
  },
  {
    name: 'DeepSeek',
    provider: 'openai_compatible',
    seller: 'deepseek',
    parts: TEXT,
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: total,
        prompt_cache_hit_tokens: usage.cacheReadTokens,
        prompt_cache_miss_tokens: usage.inputUncachedTokens,
        completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
      },
    }),
  },
  {
    name: 'xAI, whose thoughts stand beside the completion',
    provider: 'openai_compatible',
    seller: 'x-ai',
    parts: TEXT,
    body: (usage, { input, total }) => ({
      usage: {
        prompt_tokens: input,
        completion_tokens: usage.outputTextTokens,
        total_tokens: total,
        prompt_tokens_details: { text_tokens: input, cached_tokens: usage.cacheReadTokens, image_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
        num_sources_used: 0,
      },
    }),
  },
  {
    name: 'the earlier xAI',
    provider: 'openai_compatible',
    seller: 'x-ai',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'outputTextTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: total,
        cached_prompt_text_tokens: usage.cacheReadTokens,
      },
    }),
  },
  {
    name: 'streams of Groq',
    provider: 'openai_compatible',
    seller: 'groq',
    parts: TEXT,
    body: (usage, { input, output, total }) => ({
      x_groq: { id: 'req_1', usage: { queue_time: 0.01, ...chatUsage(usage, input, output, total) } },
    }),
  },
  {
    name: 'OpenRouter',
    provider: 'openai_compatible',
    seller: 'openrouter',
    parts: [...TEXT, 'cacheWrite5mTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        prompt_tokens_details: {
          cached_tokens: usage.cacheReadTokens,
          cache_write_tokens: usage.cacheWrite5mTokens,
          audio_tokens: 0,
        },
        completion_tokens: output,
        completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, image_tokens: 0 },
        total_tokens: total,
        cost: 0.95,
        is_byok: false,
      },
    }),
  },
  {
    name: 'Moonshot',
    provider: 'openai_compatible',
    seller: 'moonshotai',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'outputTextTokens'],
    body: (usage, { input, output, total }) => ({
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: total,
        cached_tokens: usage.cacheReadTokens,
      },
    }),
  },
  {
    name: "Anthropic's words at MiniMax",
    provider: 'openai_compatible',
    seller: 'minimax',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'cacheWrite5mTokens', 'outputTextTokens'],
    body: (usage, { output }) => ({ usage: anthropicUsage(usage, output) }),
  },
  {
    name: 'Bedrock',
    provider: 'openai_compatible',
    seller: 'openai_compatible',
    parts: ['inputUncachedTokens', 'cacheReadTokens', 'cacheWrite5mTokens', 'outputTextTokens'],
    body: (usage, { output, total }) => ({
      usage: {
        inputTokens: usage.inputUncachedTokens,
        outputTokens: output,
        totalTokens: total,
        cacheReadInputTokens: usage.cacheReadTokens,
        cacheWriteInputTokens: usage.cacheWrite5mTokens,
      },
    }),
  },
  {
    name: 'Cohere, which bills fewer than it counts',
    provider: 'openai_compatible',
    seller: 'cohere',
    parts: ['inputUncachedTokens', 'outputTextTokens'],
    body: (_, { input, output }) => ({
      usage: {
        billed_units: { input_tokens: input, output_tokens: output },
        tokens: { input_tokens: input + 66, output_tokens: output + 9 },
      },
    }),
  },
];

function chatUsage(usage: TokenUsage, input: number, output: number, total: number): object {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: total,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
  };
}

function anthropicUsage(usage: TokenUsage, output: number): object {
  return {
    input_tokens: usage.inputUncachedTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
    cache_creation_input_tokens: usage.cacheWrite5mTokens + usage.cacheWrite1hTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWrite5mTokens,
      ephemeral_1h_input_tokens: usage.cacheWrite1hTokens,
    },
    output_tokens: output,
    output_tokens_details: { thinking_tokens: usage.reasoningTokens },
    service_tier: 'standard',
    inference_geo: 'not_available',
  };
}

const RATE_OF: Readonly<Record<Part, keyof TokenRates>> = {
  inputUncachedTokens: 'input',
  cacheReadTokens: 'cacheRead',
  cacheReadAudioTokens: 'cacheReadAudio',
  cacheWrite5mTokens: 'cacheWrite',
  cacheWrite1hTokens: 'cacheWrite1h',
  inputAudioTokens: 'inputAudio',
  outputTextTokens: 'output',
  reasoningTokens: 'output',
  outputAudioTokens: 'outputAudio',
};

const NOON = new Date('2026-11-21T12:00:00Z');

function usagesOf(parts: readonly Part[]): fc.Arbitrary<TokenUsage> {
  return fc
    .record(Object.fromEntries(parts.map((part) => [part, fc.oneof(fc.nat(5_000), fc.nat(400_000))])))
    .map((some): TokenUsage => ({ ...NO_TOKENS, ...some }));
}

describe('what every provider reports in every shape', () => {
  it.each(DIALECTS)('is told apart exactly and costs price times parts: $name', ({ provider, seller, parts, body }) => {
    const models = recordedModels(seller).map(({ model }) => model);
    fc.assert(
      fc.property(usagesOf(parts), fc.nat(), (usage, pick) => {
        const total = totalTokens(usage);
        const sums = {
          input: totalInputTokens(usage),
          output: totalOutputTokens(usage),
          total,
          cached: usage.cacheReadTokens + usage.cacheReadAudioTokens,
        };
        const read = readReport(provider, reportIn(provider, body(usage, sums)));
        expect(read).toEqual(total === 0 ? null : usage);
        if (!read || models.length === 0) return;
        const price = priceOf(provider, models[pick % models.length] ?? '', NOON, { soldBy: seller });
        if (!price) return;
        const rates = price.tiers.findLast((tier) => sums.input > tier.aboveInputTokens)?.rates ?? price.rates;
        const exact = (Object.keys(RATE_OF) as Part[]).reduce(
          (sum, part) => sum + BigInt(read[part]) * rates[RATE_OF[part]],
          0n,
        );
        expect(costNanoUsd(read, price)).toBe((exact + 500_000n) / 1_000_000n);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['https://api.deepseek.com/v1', 'deepseek'],
    ['https://api.x.ai/v1', 'x-ai'],
    ['https://api.groq.com/openai/v1', 'groq'],
    ['https://openrouter.ai/api/v1', 'openrouter'],
    ['https://api.openai.com/v1', 'openai'],
    ['http://localhost:11434/v1', null],
    ['https://vllm.example.com/https://api.groq.com', null],
  ])('is sold by who answers at %s', (address, seller) => {
    expect(sellerAt(address)).toBe(seller);
  });

  it('is priced for the hour where a seller has cheap ones, and not at all on a server of the business', () => {
    const rate = (at: string, soldBy: string | null): bigint | undefined =>
      priceOf('openai_compatible', 'deepseek-chat', new Date(at), { soldBy })?.rates.input;
    expect(rate('2026-11-21T12:00:00Z', 'deepseek')).toBe(270_000_000n);
    expect(rate('2026-11-21T16:29:59Z', 'deepseek')).toBe(270_000_000n);
    expect(rate('2026-11-21T16:30:00Z', 'deepseek')).toBe(135_000_000n);
    expect(rate('2026-11-21T12:00:00Z', null)).toBeUndefined();
  });
});
