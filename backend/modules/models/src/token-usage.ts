/**
 * The tokens of one model call in parts that do not overlap and add up to the provider's total. "Input" means "with
 * cache" to one provider and "without" to the next, which is how cached tokens come to be billed twice.
 */
export interface TokenUsage {
  readonly inputUncachedTokens: number;
  readonly cacheReadTokens: number;
  /** Sound read from a cache, which is not among `cacheReadTokens`. */
  readonly cacheReadAudioTokens: number;
  /** Written into a cache that lasts minutes (Anthropic: five), and all writes of providers that do not say how long. */
  readonly cacheWrite5mTokens: number;
  /** Written into a cache that lasts an hour, which costs more. */
  readonly cacheWrite1hTokens: number;
  readonly inputAudioTokens: number;
  readonly outputTextTokens: number;
  readonly reasoningTokens: number;
  readonly outputAudioTokens: number;
}

/** No tokens of any kind: what usages are made from. */
export const NO_TOKENS: TokenUsage = {
  inputUncachedTokens: 0,
  cacheReadTokens: 0,
  cacheReadAudioTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  inputAudioTokens: 0,
  outputTextTokens: 0,
  reasoningTokens: 0,
  outputAudioTokens: 0,
};

/** Everything that was sent, from the cache or not. */
export function totalInputTokens(usage: TokenUsage): number {
  return (
    usage.inputUncachedTokens +
    usage.cacheReadTokens +
    usage.cacheReadAudioTokens +
    usage.cacheWrite5mTokens +
    usage.cacheWrite1hTokens +
    usage.inputAudioTokens
  );
}

/** Everything that came back, thoughts included. */
export function totalOutputTokens(usage: TokenUsage): number {
  return usage.outputTextTokens + usage.reasoningTokens + usage.outputAudioTokens;
}

/** All tokens of the call. */
export function totalTokens(usage: TokenUsage): number {
  return totalInputTokens(usage) + totalOutputTokens(usage);
}
