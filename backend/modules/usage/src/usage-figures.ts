/** Exact sums over model calls and channel fees. Tokens are in parts that do not overlap. */
export interface UsageFigures {
  readonly calls: number;
  /** Calls and fees whose price is not known yet; they are not in the cost. */
  readonly unpricedCalls: number;
  readonly inputUncachedTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWrite5mTokens: number;
  readonly cacheWrite1hTokens: number;
  readonly inputAudioTokens: number;
  readonly outputTextTokens: number;
  readonly reasoningTokens: number;
  readonly outputAudioTokens: number;
  /** What the model calls cost. */
  readonly costNanoUsd: bigint;
  readonly fees: number;
  /** What channels charged. */
  readonly feeNanoUsd: bigint;
}

type FigureName = keyof UsageFigures;

/** The column of each figure in rollups, and how it is read off an event that is not rolled up yet. */
const COLUMNS: Readonly<Record<FigureName, { readonly column: string; readonly ofEvent?: string }>> = {
  calls: { column: 'calls', ofEvent: `(kind <> 'fee')::int` },
  unpricedCalls: { column: 'unpriced_calls', ofEvent: '(cost_nano_usd IS NULL)::int' },
  inputUncachedTokens: { column: 'input_uncached_tokens' },
  cacheReadTokens: { column: 'cache_read_tokens' },
  cacheWrite5mTokens: { column: 'cache_write_5m_tokens' },
  cacheWrite1hTokens: { column: 'cache_write_1h_tokens' },
  inputAudioTokens: { column: 'input_audio_tokens' },
  outputTextTokens: { column: 'output_text_tokens' },
  reasoningTokens: { column: 'reasoning_tokens' },
  outputAudioTokens: { column: 'output_audio_tokens' },
  costNanoUsd: {
    column: 'cost_nano_usd',
    ofEvent: `CASE WHEN kind <> 'fee' THEN COALESCE(cost_nano_usd, 0) ELSE 0 END`,
  },
  fees: { column: 'fees', ofEvent: `(kind = 'fee')::int` },
  feeNanoUsd: { column: 'fee_nano_usd', ofEvent: `CASE WHEN kind = 'fee' THEN COALESCE(cost_nano_usd, 0) ELSE 0 END` },
};

const NAMES = Object.keys(COLUMNS) as FigureName[];
const TOKENS = NAMES.filter((name) => name.endsWith('Tokens'));

/** The columns of a rollup. */
export const FIGURES = NAMES.map((name) => COLUMNS[name].column).join(', ');

/** The same columns of an event. */
export const FIGURES_OF_EVENT = NAMES.map((name) => {
  const { column, ofEvent = column } = COLUMNS[name];
  return `${ofEvent} AS ${column}`;
}).join(', ');

/** Sums by name; as text, because JSON numbers end where exact dollars do not. */
export const SUMS = NAMES.map((name) => `sum(${COLUMNS[name].column})::text AS "${name}"`).join(', ');

/** What a chart over time shows. */
export const SUMS_OVER_TIME = `sum(calls)::text AS calls, sum(${TOKENS.map((name) => COLUMNS[name].column).join(' + ')})::text AS tokens,
  sum(cost_nano_usd + fee_nano_usd)::text AS "nanoUsd"`;

/** Sums as they come from Postgres. */
export type FiguresRow = Readonly<Record<FigureName, string>>;

export function toFigures(row: FiguresRow): UsageFigures {
  const number = (name: FigureName): number => Number(row[name]);
  return {
    calls: number('calls'),
    unpricedCalls: number('unpricedCalls'),
    inputUncachedTokens: number('inputUncachedTokens'),
    cacheReadTokens: number('cacheReadTokens'),
    cacheWrite5mTokens: number('cacheWrite5mTokens'),
    cacheWrite1hTokens: number('cacheWrite1hTokens'),
    inputAudioTokens: number('inputAudioTokens'),
    outputTextTokens: number('outputTextTokens'),
    reasoningTokens: number('reasoningTokens'),
    outputAudioTokens: number('outputAudioTokens'),
    costNanoUsd: BigInt(row.costNanoUsd),
    fees: number('fees'),
    feeNanoUsd: BigInt(row.feeNanoUsd),
  };
}

/** Nothing of anything. */
export const NO_USAGE: UsageFigures = toFigures(
  Object.fromEntries(NAMES.map((name) => [name, '0'])) as unknown as FiguresRow,
);

/** Adds up figures. */
export function addFigures(all: readonly UsageFigures[]): UsageFigures {
  const sum: Record<string, number | bigint> = { ...NO_USAGE };
  for (const one of all) for (const name of NAMES) sum[name] = add(sum[name] ?? 0, one[name]);
  return sum as unknown as UsageFigures;
}

/** All tokens of all kinds. */
export function tokensOf(figures: UsageFigures): number {
  return TOKENS.reduce((sum, name) => sum + Number(figures[name]), 0);
}

/** Everything that was paid for. */
export function spentNanoUsd(figures: UsageFigures): bigint {
  return figures.costNanoUsd + figures.feeNanoUsd;
}

function add(left: number | bigint, right: number | bigint): number | bigint {
  return typeof left === 'bigint' ? left + BigInt(right) : left + Number(right);
}
