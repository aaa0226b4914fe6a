import type { ModelProvider } from '@konstruct/contracts';
import { NO_TOKENS, totalInputTokens, type TokenUsage } from './token-usage';
import type { UsageReport } from './usage-report';
import { countsOf, type Counts } from './usage-shapes';

/** Splits a report into parts that do not overlap; null when it does not say how much went in and came out. */
export function readReport(provider: ModelProvider, report: UsageReport | null): TokenUsage | null {
  const counts = report && countsOf(provider, report);
  return counts && split(counts);
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
  const read = Math.min(input, counts.cacheRead ?? 0);
  const cacheReadAudioTokens = Math.min(read, counts.cacheReadAudio ?? 0);
  const written = Math.min(input - read, counts.cacheWrite ?? 0);
  const cacheWrite1hTokens = Math.min(written, counts.cacheWrite1h ?? 0);
  const uncachedSound = Math.max(0, (counts.inputAudio ?? 0) - cacheReadAudioTokens);
  const parts = {
    cacheReadTokens: read - cacheReadAudioTokens,
    cacheReadAudioTokens,
    cacheWrite1hTokens,
    cacheWrite5mTokens: written - cacheWrite1hTokens,
    inputAudioTokens: Math.min(input - read - written, uncachedSound),
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
