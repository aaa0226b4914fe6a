/** Tokens of an event in parts that do not overlap: the columns of events and of every rollup. */
export const TOKEN_COLUMNS = [
  'input_uncached_tokens',
  'cache_read_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'input_audio_tokens',
  'output_text_tokens',
  'reasoning_tokens',
  'output_audio_tokens',
] as const;

/** What rollups sum, and how it is read off one event. Fees of channels are events too, but no calls and no model cost. */
const FIGURES: readonly (readonly [column: string, ofEvent: string])[] = [
  ['calls', `(kind <> 'fee')::int`],
  ['unpriced_calls', '(cost_nano_usd IS NULL)::int'],
  ...TOKEN_COLUMNS.map((column) => [column, column] as const),
  ['cost_nano_usd', `CASE WHEN kind <> 'fee' THEN COALESCE(cost_nano_usd, 0) ELSE 0 END`],
  ['fees', `(kind = 'fee')::int`],
  ['fee_nano_usd', `CASE WHEN kind = 'fee' THEN COALESCE(cost_nano_usd, 0) ELSE 0 END`],
];

const COLUMNS = FIGURES.map(([column]) => column);

/** The summed columns, as a table declares them. */
export const FIGURE_DECLARATIONS = COLUMNS.map((column) => `${column} bigint NOT NULL DEFAULT 0`).join(', ');

/** The summed columns by name. */
export const FIGURE_COLUMNS = COLUMNS.join(', ');

/** Sums over events. */
export const SUMS_OF_EVENTS = FIGURES.map(([column, ofEvent]) => `sum(${ofEvent})::bigint AS ${column}`).join(', ');

/** Sums over events, of which some are taken away again: `sign` is 1 or -1. */
export const SIGNED_SUMS_OF_EVENTS = FIGURES.map(
  ([column, ofEvent]) => `sum(sign * (${ofEvent}))::bigint AS ${column}`,
).join(', ');

/** Sums over rows that were summed before. */
export const SUMS_OF_SUMS = COLUMNS.map((column) => `sum(${column})::bigint AS ${column}`).join(', ');

/** Adds what an upsert brings to what a rollup row has. */
export function addTo(table: string): string {
  return COLUMNS.map((column) => `${column} = ${table}.${column} + EXCLUDED.${column}`).join(', ');
}
