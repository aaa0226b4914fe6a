import type { ModelProvider } from '@konstruct/contracts';
import { NO_TOKENS, totalInputTokens, type TokenUsage } from './token-usage';

/** What a provider says of the tokens of a call, in its own words. Nothing in it is trusted to be a number. */
export type UsageReport = Readonly<Record<string, unknown>>;

/** Counts that providers give, before they are made disjoint; a count that nobody gave is null. */
interface Counts {
  /** Everything that was sent, from caches and written into them included. */
  readonly input: number | null;
  /** Everything that came back, thoughts included. */
  readonly output: number | null;
  readonly total?: number | null;
  readonly cacheRead?: number | null;
  readonly cacheWrite?: number | null;
  readonly cacheWrite1h?: number | null;
  readonly inputAudio?: number | null;
  readonly reasoning?: number | null;
  readonly outputAudio?: number | null;
}

/** More tokens than any model reads; a greater number is a mistake, and sums of such stay exact. */
const MOST_TOKENS = 1e12;

/** Finds the report in an answer of a provider, or in one piece of a streamed answer. */
export function reportIn(provider: ModelProvider, answer: unknown): UsageReport | null {
  const body = asObject(answer);
  if (provider === 'google') return asObject(body?.['usageMetadata']);
  return asObject(body?.['usage']) ?? asObject(asObject(body?.['message'])?.['usage']);
}

/** Later pieces of a stream complete the report and correct it; what they leave out still holds. */
export function completeReport(report: UsageReport | null, piece: UsageReport | null): UsageReport | null {
  if (!piece) return report;
  return { ...report, ...Object.fromEntries(Object.entries(piece).filter(([, value]) => value != null)) };
}

/** Splits a report into parts that do not overlap; null when it does not say how much went in and came out. */
export function readReport(provider: ModelProvider, report: UsageReport | null): TokenUsage | null {
  if (!report) return null;
  switch (provider) {
    case 'anthropic':
      return split(countsOfAnthropic(report));
    case 'google':
      return split(countsOfGoogle(report));
    case 'openai':
    case 'mistral':
    case 'openai_compatible':
      return split(countsOfOpenAi(report));
  }
}

/** OpenAI, and Mistral and others after it: cached tokens are among `prompt_tokens`, thoughts among `completion_tokens`. */
function countsOfOpenAi(report: UsageReport): Counts {
  const prompt = asObject(report['prompt_tokens_details']) ?? asObject(report['prompt_token_details']);
  const completion = asObject(report['completion_tokens_details']);
  return {
    input: count(report['prompt_tokens']),
    output: count(report['completion_tokens']),
    total: count(report['total_tokens']),
    cacheRead:
      count(prompt?.['cached_tokens']) ??
      count(report['num_cached_tokens']) ??
      count(report['prompt_cache_hit_tokens']),
    cacheWrite: count(prompt?.['cache_write_tokens']),
    inputAudio: count(prompt?.['audio_tokens']),
    reasoning: count(completion?.['reasoning_tokens']) ?? count(report['reasoning_tokens']),
    outputAudio: count(completion?.['audio_tokens']),
  };
}

/** Anthropic: `input_tokens` is what was neither read from a cache nor written into one. */
function countsOfAnthropic(report: UsageReport): Counts {
  const written = asObject(report['cache_creation']);
  const cacheWrite1h = count(written?.['ephemeral_1h_input_tokens']) ?? 0;
  const listed = cacheWrite1h + (count(written?.['ephemeral_5m_input_tokens']) ?? 0);
  const cacheWrite = Math.max(listed, count(report['cache_creation_input_tokens']) ?? 0);
  const cacheRead = count(report['cache_read_input_tokens']) ?? 0;
  const uncached = count(report['input_tokens']);
  return {
    input: uncached === null ? null : uncached + cacheRead + cacheWrite,
    output: count(report['output_tokens']),
    cacheRead,
    cacheWrite,
    cacheWrite1h,
    reasoning: count(asObject(report['output_tokens_details'])?.['thinking_tokens']),
  };
}

/** Google: thoughts stand beside the candidates, and what tools brought beside the prompt. */
function countsOfGoogle(report: UsageReport): Counts {
  const prompt = count(report['promptTokenCount']);
  const toolUse = count(report['toolUsePromptTokenCount']) ?? 0;
  const candidates = count(report['candidatesTokenCount']);
  const thoughts = count(report['thoughtsTokenCount']);
  return {
    input: prompt === null ? null : prompt + toolUse,
    output: candidates === null && thoughts === null ? null : (candidates ?? 0) + (thoughts ?? 0),
    total: count(report['totalTokenCount']),
    cacheRead: count(report['cachedContentTokenCount']),
    inputAudio: ofModality(report['promptTokensDetails'], 'AUDIO'),
    reasoning: thoughts,
    outputAudio: ofModality(report['candidatesTokensDetails'], 'AUDIO'),
  };
}

/**
 * Details that contradict their sum (more cached than sent, say) are cut down to it, so that nothing is counted twice.
 * Some servers leave thoughts out of the output but not out of the total: what the total has beyond input and output is
 * therefore reasoning. A side that is missing is what the total leaves for it.
 */
function split(counts: Counts): TokenUsage | null {
  const total = counts.total ?? null;
  const input = counts.input ?? missingSide(total, counts.output);
  const output = counts.output ?? missingSide(total, counts.input);
  if (input === null || output === null || input + output === 0) return null;
  return { ...splitInput(input, counts), ...splitOutput(output, Math.max(0, (total ?? 0) - input - output), counts) };
}

function missingSide(total: number | null, otherSide: number | null): number | null {
  return total === null || otherSide === null ? null : Math.max(0, total - otherSide);
}

function splitInput(input: number, counts: Counts): TokenUsage {
  const cacheReadTokens = Math.min(input, counts.cacheRead ?? 0);
  const written = Math.min(input - cacheReadTokens, counts.cacheWrite ?? 0);
  const cacheWrite1hTokens = Math.min(written, counts.cacheWrite1h ?? 0);
  const inputAudioTokens = Math.min(input - cacheReadTokens - written, counts.inputAudio ?? 0);
  const parts = {
    cacheReadTokens,
    cacheWrite1hTokens,
    cacheWrite5mTokens: written - cacheWrite1hTokens,
    inputAudioTokens,
  };
  return { ...NO_TOKENS, ...parts, inputUncachedTokens: input - totalInputTokens({ ...NO_TOKENS, ...parts }) };
}

function splitOutput(
  listedOutput: number,
  unlisted: number,
  counts: Counts,
): Pick<TokenUsage, 'outputTextTokens' | 'reasoningTokens' | 'outputAudioTokens'> {
  const output = listedOutput + unlisted;
  const reasoningTokens = Math.min(output, Math.max(counts.reasoning ?? 0, unlisted));
  const outputAudioTokens = Math.min(output - reasoningTokens, counts.outputAudio ?? 0);
  return { outputTextTokens: output - reasoningTokens - outputAudioTokens, reasoningTokens, outputAudioTokens };
}

function ofModality(details: unknown, modality: string): number | null {
  if (!Array.isArray(details)) return null;
  const counted = details.map(asObject).filter((detail) => detail?.['modality'] === modality);
  return counted.reduce((sum, detail) => sum + (count(detail?.['tokenCount']) ?? 0), 0);
}

/** A count of tokens, also one written as text; null for what cannot be one: other text, fractions, negative numbers. */
function count(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 && number <= MOST_TOKENS
    ? number
    : null;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}
