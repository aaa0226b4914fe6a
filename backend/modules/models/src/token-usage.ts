/**
 * The tokens of one model call in parts that do not overlap and add up to the provider's total. "Input" means "with
 * cache" to one provider and "without" to the next, which is how cached tokens come to be billed twice.
 */
export interface TokenUsage {
  readonly inputUncachedTokens: number;
  readonly cacheReadTokens: number;
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
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  inputAudioTokens: 0,
  outputTextTokens: 0,
  reasoningTokens: 0,
  outputAudioTokens: 0,
};

/** A provider's report as the AI SDK hands it on; the SDK's `inputTokens` includes cache reads and writes for each of them. */
export interface ReportedUsage {
  readonly inputTokens?: unknown;
  readonly inputTokenDetails?: { readonly cacheReadTokens?: unknown; readonly cacheWriteTokens?: unknown };
  readonly outputTokens?: unknown;
  readonly outputTokenDetails?: { readonly reasoningTokens?: unknown };
  /** The provider's own object: OpenAI and Mistral say `total_tokens`, Google `totalTokenCount`, Anthropic nothing. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** Everything that was sent, from the cache or not. */
export function totalInputTokens(usage: TokenUsage): number {
  return (
    usage.inputUncachedTokens +
    usage.cacheReadTokens +
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

/**
 * Splits a report into its parts; null when it does not say how much went in and came out. Details that contradict
 * their total (more cached than sent, say) are cut down to it, so that nothing is counted twice.
 */
export function toTokenUsage(reported: ReportedUsage): TokenUsage | null {
  const input = wholeTokens(reported.inputTokens);
  const output = wholeTokens(reported.outputTokens);
  if (input === null || output === null || input + output === 0) return null;
  const cacheReadTokens = atMost(input, reported.inputTokenDetails?.cacheReadTokens);
  const cacheWriteTokens = atMost(input - cacheReadTokens, reported.inputTokenDetails?.cacheWriteTokens);
  return {
    ...NO_TOKENS,
    inputUncachedTokens: input - cacheReadTokens - cacheWriteTokens,
    cacheReadTokens,
    cacheWrite5mTokens: cacheWriteTokens,
    ...splitOutput(input, output, reported),
  };
}

/**
 * Some OpenAI-compatible servers leave thoughts out of `completion_tokens` but count them in `total_tokens`; what the
 * total has beyond input and output is therefore reasoning.
 */
function splitOutput(
  input: number,
  output: number,
  reported: ReportedUsage,
): Pick<TokenUsage, 'outputTextTokens' | 'reasoningTokens'> {
  const total = wholeTokens(reported.raw?.['total_tokens']) ?? wholeTokens(reported.raw?.['totalTokenCount']) ?? 0;
  const unlisted = Math.max(0, total - input - output);
  const listed = wholeTokens(reported.outputTokenDetails?.reasoningTokens) ?? 0;
  const reasoningTokens = Math.min(output + unlisted, Math.max(listed, unlisted));
  return { outputTextTokens: output + unlisted - reasoningTokens, reasoningTokens };
}

function atMost(limit: number, value: unknown): number {
  return Math.min(limit, wholeTokens(value) ?? 0);
}

/** A count of tokens, or null for what cannot be one: text, fractions, negative or unsafe numbers. */
function wholeTokens(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
