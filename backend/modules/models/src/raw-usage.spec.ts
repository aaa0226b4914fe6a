import fc from 'fast-check';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { readReport } from './raw-usage';
import { NO_TOKENS, totalInputTokens, totalTokens, type TokenUsage } from './token-usage';
import { completeReport, reportIn, type UsageReport } from './usage-report';

type Parts = Partial<TokenUsage>;

const VECTORS: readonly (readonly [string, ModelProvider, UsageReport, Parts])[] = [
  [
    'cached, written, thought and heard, all among the sums',
    'openai',
    {
      prompt_tokens: 100,
      completion_tokens: 30,
      total_tokens: 130,
      prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10, audio_tokens: 5, text_tokens: 95 },
      completion_tokens_details: { reasoning_tokens: 10, audio_tokens: 4, accepted_prediction_tokens: 3 },
    },
    {
      inputUncachedTokens: 25,
      cacheReadTokens: 60,
      cacheWrite5mTokens: 10,
      inputAudioTokens: 5,
      outputTextTokens: 16,
      reasoningTokens: 10,
      outputAudioTokens: 4,
    },
  ],
  [
    'no details',
    'openai',
    { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
    { inputUncachedTokens: 12, outputTextTokens: 5 },
  ],
  [
    'neither read nor written is what input_tokens says',
    'anthropic',
    {
      input_tokens: 10,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 50,
      cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 20 },
      output_tokens: 30,
      output_tokens_details: { thinking_tokens: 12 },
      server_tool_use: { web_search_requests: 1 },
    },
    {
      inputUncachedTokens: 10,
      cacheReadTokens: 100,
      cacheWrite5mTokens: 30,
      cacheWrite1hTokens: 20,
      outputTextTokens: 18,
      reasoningTokens: 12,
    },
  ],
  [
    'without how long it stays cached',
    'anthropic',
    {
      input_tokens: 10,
      cache_read_input_tokens: null,
      cache_creation_input_tokens: 50,
      cache_creation: null,
      output_tokens: 30,
    },
    { inputUncachedTokens: 10, cacheWrite5mTokens: 50, outputTextTokens: 30 },
  ],
  [
    'thoughts beside the candidates, tools beside the prompt, a cache among the prompt',
    'google',
    {
      promptTokenCount: 100,
      cachedContentTokenCount: 40,
      toolUsePromptTokenCount: 7,
      candidatesTokenCount: 20,
      thoughtsTokenCount: 25,
      totalTokenCount: 152,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 90 },
        { modality: 'AUDIO', tokenCount: 10 },
      ],
      candidatesTokensDetails: [{ modality: 'TEXT', tokenCount: 20 }],
    },
    {
      inputUncachedTokens: 57,
      cacheReadTokens: 40,
      inputAudioTokens: 10,
      outputTextTokens: 20,
      reasoningTokens: 25,
    },
  ],
  [
    'thoughts alone, when the answer was cut before it began',
    'google',
    { promptTokenCount: 100, thoughtsTokenCount: 25, totalTokenCount: 125 },
    { inputUncachedTokens: 100, reasoningTokens: 25 },
  ],
  [
    'neither cache nor reasoning',
    'mistral',
    { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    { inputUncachedTokens: 100, outputTextTokens: 20 },
  ],
  [
    'a cache of its own name',
    'mistral',
    { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, num_cached_tokens: 64, prompt_audio_seconds: null },
    { inputUncachedTokens: 36, cacheReadTokens: 64, outputTextTokens: 20 },
  ],
  [
    'thoughts only in the total',
    'openai_compatible',
    { prompt_tokens: 100, completion_tokens: 20, total_tokens: 150 },
    { inputUncachedTokens: 100, outputTextTokens: 20, reasoningTokens: 30 },
  ],
  [
    'thoughts beside completion_tokens',
    'openai_compatible',
    {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 150,
      completion_tokens_details: { reasoning_tokens: 30 },
    },
    { inputUncachedTokens: 100, outputTextTokens: 20, reasoningTokens: 30 },
  ],
  [
    'a cache as DeepSeek names it',
    'openai_compatible',
    { prompt_tokens: 100, completion_tokens: 20, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 },
    { inputUncachedTokens: 36, cacheReadTokens: 64, outputTextTokens: 20 },
  ],
  [
    'numbers as text',
    'openai_compatible',
    { prompt_tokens: '100', completion_tokens: '20', total_tokens: '120' },
    { inputUncachedTokens: 100, outputTextTokens: 20 },
  ],
  [
    'one side and the total',
    'openai_compatible',
    { completion_tokens: 20, total_tokens: 120 },
    { inputUncachedTokens: 100, outputTextTokens: 20 },
  ],
  [
    'a negative part',
    'openai_compatible',
    { prompt_tokens: 100, completion_tokens: 20, prompt_tokens_details: { cached_tokens: -5 } },
    { inputUncachedTokens: 100, outputTextTokens: 20 },
  ],
  [
    'more cached than sent',
    'openai_compatible',
    { prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 99, audio_tokens: 9 } },
    { cacheReadTokens: 10, outputTextTokens: 1 },
  ],
  [
    'more thought than written',
    'openai_compatible',
    { prompt_tokens: 10, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 9, audio_tokens: 9 } },
    { inputUncachedTokens: 10, reasoningTokens: 5 },
  ],
  [
    'a total below its parts',
    'openai_compatible',
    { prompt_tokens: 10, completion_tokens: 5, total_tokens: 3 },
    { inputUncachedTokens: 10, outputTextTokens: 5 },
  ],
];

/** Anything that a server may put where a count belongs. */
const anyCount = fc.oneof(
  { weight: 6, arbitrary: fc.nat(1_000_000) },
  { weight: 1, arbitrary: fc.nat(1_000_000).map(String) },
  fc.constantFrom(
    null,
    undefined,
    -1,
    -1e9,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '',
    '12 tokens',
    '-3',
    [],
    {},
    true,
  ),
);

/** A report of each provider with anything in its fields. */
const reports: Readonly<Record<ModelProvider, fc.Arbitrary<UsageReport>>> = {
  openai: openAiReport(),
  openai_compatible: openAiReport(),
  mistral: openAiReport(),
  anthropic: fc.record(
    {
      input_tokens: anyCount,
      output_tokens: anyCount,
      cache_read_input_tokens: anyCount,
      cache_creation_input_tokens: anyCount,
      cache_creation: fc.option(
        fc.record({ ephemeral_5m_input_tokens: anyCount, ephemeral_1h_input_tokens: anyCount }, { requiredKeys: [] }),
      ),
      output_tokens_details: fc.option(fc.record({ thinking_tokens: anyCount }, { requiredKeys: [] })),
    },
    { requiredKeys: [] },
  ),
  google: fc.record(
    {
      promptTokenCount: anyCount,
      toolUsePromptTokenCount: anyCount,
      cachedContentTokenCount: anyCount,
      candidatesTokenCount: anyCount,
      thoughtsTokenCount: anyCount,
      totalTokenCount: anyCount,
      promptTokensDetails: fc.option(
        fc.array(fc.record({ modality: fc.constantFrom('TEXT', 'AUDIO'), tokenCount: anyCount })),
      ),
    },
    { requiredKeys: [] },
  ),
};

function openAiReport(): fc.Arbitrary<UsageReport> {
  const details = (...names: string[]): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.record(Object.fromEntries(names.map((name) => [name, anyCount])), { requiredKeys: [] }),
      fc.constantFrom(null, undefined, 'none', []),
    );
  return fc.record(
    {
      prompt_tokens: anyCount,
      completion_tokens: anyCount,
      total_tokens: anyCount,
      num_cached_tokens: anyCount,
      prompt_tokens_details: details('cached_tokens', 'cache_write_tokens', 'audio_tokens'),
      completion_tokens_details: details('reasoning_tokens', 'audio_tokens'),
    },
    { requiredKeys: [] },
  );
}

describe('usage as providers report it', () => {
  it.each(VECTORS)('%s (%s)', (_, provider, report, expected) => {
    expect(readReport(provider, report)).toEqual({ ...NO_TOKENS, ...expected });
  });

  it.each<[string, UsageReport | null]>([
    ['nothing', null],
    ['an empty report', {}],
    ['nothing but zeros', { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
    ['half of it, without a total', { prompt_tokens: 12 }],
    ['a negative count', { prompt_tokens: -5, completion_tokens: 3 }],
    ['words', { prompt_tokens: 'many', completion_tokens: 3 }],
    ['a fraction', { prompt_tokens: 12.5, completion_tokens: 3 }],
    ['no number', { prompt_tokens: Number.NaN, completion_tokens: Number.POSITIVE_INFINITY }],
    ['more than can be counted', { prompt_tokens: 2 ** 53, completion_tokens: 3 }],
  ])('makes nothing up out of %s', (_, report) => {
    expect(readReport('openai', report)).toBeNull();
  });

  it.each(MODEL_PROVIDERS)('is split into whole parts that do not overlap, whatever %s sends', (provider) => {
    fc.assert(
      fc.property(reports[provider], (report) => {
        const parts = readReport(provider, report);
        if (!parts) return;
        const counts = Object.values(parts) as number[];
        for (const tokens of counts) expect(Number.isSafeInteger(tokens) && tokens >= 0).toBe(true);
        expect(counts.reduce((sum, tokens) => sum + tokens, 0)).toBe(totalTokens(parts));
      }),
      { numRuns: 500 },
    );
  });

  it('adds up to the total of OpenAI and those after it', () => {
    fc.assert(
      fc.property(openAiReport(), fc.nat(1e6), fc.nat(1e6), fc.nat(1e5), (report, input, output, more) => {
        const total = input + output + more;
        const counted = { ...report, prompt_tokens: input, completion_tokens: output, total_tokens: total };
        const parts = readReport('openai', counted);
        expect(parts ? totalTokens(parts) : 0).toBe(input + output === 0 ? 0 : total);
        if (parts) expect(totalInputTokens(parts)).toBe(input);
      }),
      { numRuns: 500 },
    );
  });

  it('adds up to what Anthropic counts apart', () => {
    const whole = fc.nat(1e6);
    const counts = fc.record({ input: whole, read: whole, short: whole, long: whole, output: whole, thought: whole });
    fc.assert(
      fc.property(counts, ({ input, read, short, long, output, thought }) => {
        const parts = readReport('anthropic', {
          input_tokens: input,
          cache_read_input_tokens: read,
          cache_creation_input_tokens: short + long,
          cache_creation: { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long },
          output_tokens: output,
          output_tokens_details: { thinking_tokens: Math.min(output, thought) },
        });
        if (!parts) return;
        expect(totalTokens(parts)).toBe(input + read + short + long + output);
        expect([parts.inputUncachedTokens, parts.cacheWrite5mTokens, parts.cacheWrite1hTokens]).toEqual([
          input,
          short,
          long,
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('adds up to the total of Google', () => {
    const whole = fc.nat(1e6);
    fc.assert(
      fc.property(whole, whole, whole, whole, whole, (prompt, tools, cached, candidates, thoughts) => {
        const total = prompt + tools + candidates + thoughts;
        const parts = readReport('google', {
          promptTokenCount: prompt,
          toolUsePromptTokenCount: tools,
          cachedContentTokenCount: Math.min(prompt, cached),
          candidatesTokenCount: candidates,
          thoughtsTokenCount: thoughts,
          totalTokenCount: total,
        });
        expect(parts ? totalTokens(parts) : 0).toBe(total);
        if (parts) expect(parts.reasoningTokens).toBe(thoughts);
      }),
      { numRuns: 500 },
    );
  });

  it('is found in answers and put together from the pieces of a stream', () => {
    expect(reportIn('openai', { usage: { prompt_tokens: 1 } })).toEqual({ prompt_tokens: 1 });
    expect(reportIn('google', { usageMetadata: { promptTokenCount: 1 } })).toEqual({ promptTokenCount: 1 });
    for (const nothing of [null, 'text', [], {}, { usage: null }]) expect(reportIn('openai', nothing)).toBeNull();
    const pieces = [
      { type: 'message_start', message: { usage: { input_tokens: 10, cache_read_input_tokens: 4, output_tokens: 1 } } },
      { type: 'content_block_delta' },
      { type: 'message_delta', usage: { input_tokens: null, output_tokens: 30 } },
    ];
    const report = pieces.reduce<UsageReport | null>(
      (sum, piece) => completeReport(sum, reportIn('anthropic', piece)),
      null,
    );
    expect(report).toEqual({ input_tokens: 10, cache_read_input_tokens: 4, output_tokens: 30 });
  });
});
