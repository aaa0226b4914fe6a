import { NO_TOKENS, totalTokens, toTokenUsage, type ReportedUsage, type TokenUsage } from './token-usage';

function usage(uncached: number, read: number, write: number, text: number, reasoning: number): TokenUsage {
  return {
    ...NO_TOKENS,
    inputUncachedTokens: uncached,
    cacheReadTokens: read,
    cacheWrite5mTokens: write,
    outputTextTokens: text,
    reasoningTokens: reasoning,
  };
}

/** A small generator with a seed, so that a failure can be repeated. */
function* randomNumbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('token usage', () => {
  it.each<[string, ReportedUsage, TokenUsage]>([
    [
      'OpenAI counts cached tokens into prompt_tokens',
      {
        inputTokens: 100,
        inputTokenDetails: { cacheReadTokens: 60 },
        outputTokens: 30,
        outputTokenDetails: { reasoningTokens: 10 },
        raw: { prompt_tokens: 100, completion_tokens: 30, total_tokens: 130 },
      },
      usage(40, 60, 0, 20, 10),
    ],
    [
      'Anthropic does not, but the SDK adds cache reads and writes to inputTokens',
      {
        inputTokens: 160,
        inputTokenDetails: { cacheReadTokens: 100, cacheWriteTokens: 50 },
        outputTokens: 30,
        raw: { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 50, output_tokens: 30 },
      },
      usage(10, 100, 50, 30, 0),
    ],
    [
      'Google answers with candidates and thoughts',
      {
        inputTokens: 100,
        inputTokenDetails: { cacheReadTokens: 0 },
        outputTokens: 45,
        outputTokenDetails: { reasoningTokens: 25 },
        raw: { promptTokenCount: 100, candidatesTokenCount: 20, thoughtsTokenCount: 25, totalTokenCount: 145 },
      },
      usage(100, 0, 0, 20, 25),
    ],
    [
      'Mistral reports neither cache nor reasoning',
      {
        inputTokens: 100,
        outputTokens: 20,
        raw: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
      },
      usage(100, 0, 0, 20, 0),
    ],
    [
      'compatible servers that count thoughts only into the total',
      {
        inputTokens: 100,
        outputTokens: 20,
        raw: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 150 },
      },
      usage(100, 0, 0, 20, 30),
    ],
    [
      'compatible servers that list thoughts beside completion_tokens',
      {
        inputTokens: 100,
        outputTokens: 20,
        outputTokenDetails: { reasoningTokens: 30 },
        raw: { total_tokens: 150 },
      },
      usage(100, 0, 0, 20, 30),
    ],
  ])('%s', (_, reported, expected) => {
    expect(toTokenUsage(reported)).toEqual(expected);
  });

  it.each<[string, ReportedUsage, TokenUsage | null]>([
    ['nothing reported', {}, null],
    ['nothing but zeros', { inputTokens: 0, outputTokens: 0 }, null],
    ['a negative count', { inputTokens: -5, outputTokens: 3 }, null],
    ['text', { inputTokens: '12', outputTokens: 3 }, null],
    ['a fraction', { inputTokens: 12.5, outputTokens: 3 }, null],
    ['no number', { inputTokens: Number.NaN, outputTokens: Number.POSITIVE_INFINITY }, null],
    ['half of it missing', { inputTokens: 12 }, null],
    [
      'more cached than sent',
      { inputTokens: 10, inputTokenDetails: { cacheReadTokens: 99 }, outputTokens: 1 },
      usage(0, 10, 0, 1, 0),
    ],
    [
      'more read and written than sent',
      { inputTokens: 10, inputTokenDetails: { cacheReadTokens: 8, cacheWriteTokens: 8 }, outputTokens: 1 },
      usage(0, 8, 2, 1, 0),
    ],
    [
      'a negative cache read',
      { inputTokens: 10, inputTokenDetails: { cacheReadTokens: -3 }, outputTokens: 1 },
      usage(10, 0, 0, 1, 0),
    ],
    [
      'more thoughts than output',
      { inputTokens: 10, outputTokens: 5, outputTokenDetails: { reasoningTokens: 9 } },
      usage(10, 0, 0, 0, 5),
    ],
    ['a total below its parts', { inputTokens: 10, outputTokens: 5, raw: { total_tokens: 3 } }, usage(10, 0, 0, 5, 0)],
  ])('repairs or rejects %s', (_, reported, expected) => {
    expect(toTokenUsage(reported)).toEqual(expected);
  });

  it('always gives disjoint whole parts that add up to the total of the provider', () => {
    const random = randomNumbers(20_261_121);
    const number = (most: number): number => Math.floor(random.next().value * most);
    for (let round = 0; round < 2_000; round += 1) {
      const [inputTokens, outputTokens] = [number(5_000), 1 + number(2_000)];
      const total = random.next().value < 0.5 ? inputTokens + outputTokens : inputTokens + outputTokens + number(900);
      const parts = toTokenUsage({
        inputTokens,
        inputTokenDetails: { cacheReadTokens: number(6_000), cacheWriteTokens: number(6_000) },
        outputTokens,
        outputTokenDetails: { reasoningTokens: number(3_000) },
        raw: { total_tokens: total },
      });
      expect(parts).not.toBeNull();
      if (!parts) return;
      expect(totalTokens(parts)).toBe(total);
      expect(Object.values(parts).every((tokens) => Number.isSafeInteger(tokens) && tokens >= 0)).toBe(true);
    }
  });
});
