import type { TokenRates } from '@konstruct/models';
import type { UsageFigures } from './usage-figures';

/** The kinds of tokens on a payslip, in its order, and which rate each is paid at. */
const KINDS = [
  ['input', 'inputUncachedTokens', 'input'],
  ['cache_read', 'cacheReadTokens', 'cacheRead'],
  ['cache_write_5m', 'cacheWrite5mTokens', 'cacheWrite'],
  ['cache_write_1h', 'cacheWrite1hTokens', 'cacheWrite1h'],
  ['input_audio', 'inputAudioTokens', 'inputAudio'],
  ['output', 'outputTextTokens', 'output'],
  ['reasoning', 'reasoningTokens', 'output'],
  ['output_audio', 'outputAudioTokens', 'outputAudio'],
] as const satisfies readonly (readonly [string, keyof UsageFigures, keyof TokenRates])[];

export const TOKEN_KINDS = KINDS.map(([kind]) => kind);
export type TokenKind = (typeof KINDS)[number][0];

/** One kind of tokens of one model on a payslip. */
export interface TokenLine {
  readonly kind: TokenKind;
  readonly tokens: number;
  /** Null when the rate is not known. */
  readonly costNanoUsd: bigint | null;
}

const TOKENS_PER_RATE = 1_000_000n;

/**
 * What each kind of tokens cost. Calls are rounded to the billionth of a dollar one by one, the lines here once each, and
 * the cost of calls that were priced in another way is unknown by kind; so the lines explain the sum and do not make it.
 */
export function tokenLines(figures: UsageFigures, rates: TokenRates | null): TokenLine[] {
  return KINDS.map(([kind, figure, rate]) => {
    const tokens = figures[figure];
    const costNanoUsd = rates && (BigInt(tokens) * rates[rate] + TOKENS_PER_RATE / 2n) / TOKENS_PER_RATE;
    return { kind, tokens, costNanoUsd };
  }).filter(({ tokens }) => tokens > 0);
}
