import type { ModelProvider } from '@konstruct/contracts';
import { asObject, count, type UsageReport } from './usage-report';

/** Counts that providers give, before they are made disjoint; a count that nobody gave is null. */
export interface Counts {
  /** Everything that was sent, from caches and written into them included. */
  readonly input: number | null;
  /** Everything that came back, thoughts included. */
  readonly output: number | null;
  readonly total?: number | null;
  /** From a cache, sound included. */
  readonly cacheRead?: number | null;
  readonly cacheReadAudio?: number | null;
  readonly cacheWrite?: number | null;
  readonly cacheWrite1h?: number | null;
  /** All sound that was sent, from a cache or not. */
  readonly inputAudio?: number | null;
  readonly reasoning?: number | null;
  readonly outputAudio?: number | null;
}

/** A way to report, known by fields that only it has. Servers copy each other's, so the fields say more than the provider. */
interface Shape {
  readonly isOf: (report: UsageReport, provider: ModelProvider) => boolean;
  readonly counts: (report: UsageReport) => Counts;
}

const has = (report: UsageReport, ...names: string[]): boolean => names.some((name) => report[name] != null);

/** The first that fits. */
const SHAPES: readonly Shape[] = [
  { isOf: (report) => has(report, 'promptTokenCount', 'candidatesTokenCount', 'thoughtsTokenCount'), counts: ofGoogle },
  { isOf: (report) => has(report, 'inputTokens', 'outputTokens'), counts: ofBedrock },
  { isOf: (report) => has(report, 'billed_units'), counts: ofCohere },
  { isOf: (report) => has(report, 'prompt_tokens', 'completion_tokens'), counts: ofChat },
  {
    isOf: (report, provider) =>
      provider === 'anthropic' || has(report, 'cache_read_input_tokens', 'cache_creation_input_tokens'),
    counts: ofAnthropic,
  },
  { isOf: (report) => has(report, 'input_tokens', 'output_tokens'), counts: ofResponses },
];

/** What a report counts, whatever words it uses; null when it counts nothing. */
export function countsOf(provider: ModelProvider, report: UsageReport): Counts | null {
  return SHAPES.find(({ isOf }) => isOf(report, provider))?.counts(report) ?? null;
}

/** OpenAI's chat completions, and nearly everybody after it: cached tokens are among the prompt, thoughts among the completion. */
function ofChat(report: UsageReport): Counts {
  const prompt = detailsOf(report, 'prompt_tokens_details', 'prompt_token_details');
  const completion = detailsOf(report, 'completion_tokens_details');
  return {
    input: count(report['prompt_tokens']),
    output: count(report['completion_tokens']),
    total: count(report['total_tokens']),
    cacheRead: firstCount(
      prompt['cached_tokens'],
      report['cached_tokens'], // Moonshot
      report['num_cached_tokens'], // Mistral
      report['prompt_cache_hit_tokens'], // DeepSeek
      report['cached_prompt_text_tokens'], // xAI
    ),
    cacheReadAudio: count(detailsOf(prompt, 'cached_tokens_details')['audio_tokens']),
    cacheWrite: count(prompt['cache_write_tokens']),
    inputAudio: count(prompt['audio_tokens']),
    reasoning: firstCount(completion['reasoning_tokens'], report['reasoning_tokens']),
    outputAudio: count(completion['audio_tokens']),
  };
}

/** OpenAI's responses, transcriptions and live calls: the same in other words. */
function ofResponses(report: UsageReport): Counts {
  const input = detailsOf(report, 'input_tokens_details', 'input_token_details');
  const output = detailsOf(report, 'output_tokens_details', 'output_token_details');
  return {
    input: count(report['input_tokens']),
    output: count(report['output_tokens']),
    total: count(report['total_tokens']),
    cacheRead: count(input['cached_tokens']),
    cacheReadAudio: count(detailsOf(input, 'cached_tokens_details')['audio_tokens']),
    cacheWrite: count(input['cache_write_tokens']),
    inputAudio: count(input['audio_tokens']),
    reasoning: count(output['reasoning_tokens']),
    outputAudio: count(output['audio_tokens']),
  };
}

/** Anthropic, and MiniMax after it: `input_tokens` is what was neither read from a cache nor written into one. */
function ofAnthropic(report: UsageReport): Counts {
  const written = detailsOf(report, 'cache_creation');
  const cacheWrite1h = count(written['ephemeral_1h_input_tokens']) ?? 0;
  const listed = cacheWrite1h + (count(written['ephemeral_5m_input_tokens']) ?? 0);
  const cacheWrite = Math.max(listed, count(report['cache_creation_input_tokens']) ?? 0);
  const cacheRead = count(report['cache_read_input_tokens']) ?? 0;
  const uncached = count(report['input_tokens']);
  return {
    input: uncached === null ? null : uncached + cacheRead + cacheWrite,
    output: count(report['output_tokens']),
    cacheRead,
    cacheWrite,
    cacheWrite1h,
    reasoning: count(detailsOf(report, 'output_tokens_details')['thinking_tokens']),
  };
}

/** Google: thoughts stand beside the candidates, and what tools brought beside the prompt. */
function ofGoogle(report: UsageReport): Counts {
  const prompt = count(report['promptTokenCount']);
  const toolUse = count(report['toolUsePromptTokenCount']) ?? 0;
  const candidates = count(report['candidatesTokenCount']);
  const thoughts = count(report['thoughtsTokenCount']);
  return {
    input: prompt === null ? null : prompt + toolUse,
    output: candidates === null && thoughts === null ? null : (candidates ?? 0) + (thoughts ?? 0),
    total: count(report['totalTokenCount']),
    cacheRead: count(report['cachedContentTokenCount']),
    cacheReadAudio: soundIn(report['cacheTokensDetails']),
    inputAudio: soundIn(report['promptTokensDetails']) + soundIn(report['toolUsePromptTokensDetails']),
    reasoning: thoughts,
    outputAudio: soundIn(report['candidatesTokensDetails']),
  };
}

/** Amazon's Bedrock: like Anthropic in other words. */
function ofBedrock(report: UsageReport): Counts {
  const cacheRead = firstCount(report['cacheReadInputTokens'], report['cacheReadInputTokenCount']) ?? 0;
  const cacheWrite = firstCount(report['cacheWriteInputTokens'], report['cacheWriteInputTokenCount']) ?? 0;
  const uncached = count(report['inputTokens']);
  return {
    input: uncached === null ? null : uncached + cacheRead + cacheWrite,
    output: count(report['outputTokens']),
    cacheRead,
    cacheWrite,
  };
}

/** Cohere charges for fewer tokens than it counts, and says which. */
function ofCohere(report: UsageReport): Counts {
  const billed = detailsOf(report, 'billed_units');
  return { input: count(billed['input_tokens']), output: count(billed['output_tokens']) ?? 0 };
}

function detailsOf(report: UsageReport, ...names: string[]): UsageReport {
  return names.map((name) => asObject(report[name])).find((details) => details !== null) ?? {};
}

function firstCount(...values: readonly unknown[]): number | null {
  return values.map(count).find((found) => found !== null) ?? null;
}

function soundIn(details: unknown): number {
  if (!Array.isArray(details)) return 0;
  const sound = details.map(asObject).filter((detail) => detail?.['modality'] === 'AUDIO');
  return sound.reduce((sum, detail) => sum + (count(detail?.['tokenCount']) ?? 0), 0);
}
