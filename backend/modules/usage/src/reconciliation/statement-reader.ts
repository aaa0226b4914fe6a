import { CsvError, parse } from 'csv-parse/sync';
import { readStatementJson } from './statement-json';
import {
  addUp,
  readCount,
  readDay,
  readModel,
  readMoney,
  type StatementLine,
  type StatementProblem,
} from './statement';

/** Either what a statement says, by day and model, or what is wrong with it. */
export type ReadStatement =
  { readonly lines: readonly StatementLine[] } | { readonly problems: readonly StatementProblem[] };

/** What providers call the columns of their exports. The first that a file has is used. */
const COLUMNS = {
  day: [
    'start_time_iso',
    'usage_date_utc',
    'usage_date',
    'date',
    'day',
    'starting_at',
    'timestamp',
    'start_time',
    'usage_start_time',
    'usage start date',
  ],
  model: [
    'model',
    'model_version',
    'model_name',
    'line_item',
    'description',
    'sku_description',
    'sku description',
    'sku',
  ],
  cost: [
    'amount_value',
    'cost_usd',
    'cost',
    'amount_usd',
    'amount',
    'cost ($)',
    'total_cost',
    'total_usd',
    'subtotal ($)',
  ],
  currency: ['amount_currency', 'currency'],
  calls: ['num_model_requests', 'requests', 'request_count', 'calls', 'num_requests'],
} as const;

/** Columns of tokens that do not overlap, for each way to export them. */
const TOKEN_COLUMNS: readonly (readonly string[])[] = [
  [
    'usage_input_tokens_no_cache',
    'usage_input_tokens_cache_write_5m',
    'usage_input_tokens_cache_write_1h',
    'usage_input_tokens_cache_read',
    'usage_output_tokens',
  ],
  ['input_tokens', 'output_tokens'],
  ['prompt_tokens', 'completion_tokens'],
  ['total_tokens'],
  ['tokens'],
];

const MOST_PROBLEMS = 20;
const MOST_LINES = 100_000;

type Row = Readonly<Record<string, string>>;

/** Reads a provider's export: CSV (or tab-separated) with any of its known columns, or the JSON of its usage or cost API. */
export function readStatement(content: string): ReadStatement {
  const text = content.replace(/^\uFEFF/, '').trim();
  if (text === '') return { problems: [{ line: 1, detail: 'The file is empty.' }] };
  const read = /^[[{]/.test(text) ? readStatementJson(text) : readCsv(text);
  if ('problems' in read) return read;
  if (read.lines.length === 0)
    return { problems: [{ line: 1, detail: 'The file has no line with a cost or tokens.' }] };
  return { lines: addUp(read.lines) };
}

function readCsv(text: string): ReadStatement {
  const rows = parseCsv(text);
  if (!Array.isArray(rows)) return { problems: [rows] };
  const header = new Set(Object.keys(rows[0]?.record ?? {}));
  const columns = columnsIn(header);
  if (!columns) {
    const detail =
      'The first line has to name the columns, at least a date and a cost or tokens, as the export of the provider does.';
    return { problems: [{ line: 1, detail }] };
  }
  if (rows.length > MOST_LINES)
    return { problems: [{ line: MOST_LINES, detail: `A file has at most ${MOST_LINES} lines.` }] };
  const problems: StatementProblem[] = [];
  const lines = rows.flatMap(({ record, line }) => {
    const read = readRow(record, columns);
    if (read === null) return [];
    if (typeof read !== 'string') return [read];
    problems.push({ line, detail: read });
    return [];
  });
  return problems.length > 0 ? { problems: problems.slice(0, MOST_PROBLEMS) } : { lines };
}

function parseCsv(text: string): { readonly record: Row; readonly line: number }[] | StatementProblem {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', '\t', ';'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0];
  try {
    const rows: { record: Row; info: { lines: number } }[] = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
    });
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: unknown }).lines);
    return { line: Number.isInteger(line) ? line : 1, detail: `The line cannot be read as CSV (${error.code}).` };
  }
}

interface Columns {
  readonly day: string;
  readonly model: string | undefined;
  readonly cost: string | undefined;
  readonly currency: string | undefined;
  readonly calls: string | undefined;
  readonly tokens: readonly string[];
}

function columnsIn(header: ReadonlySet<string>): Columns | null {
  const find = (names: readonly string[]): string | undefined => names.find((name) => header.has(name));
  const day = find(COLUMNS.day);
  const tokens = TOKEN_COLUMNS.find((names) => names.some((name) => header.has(name))) ?? [];
  const cost = find(COLUMNS.cost);
  if (day === undefined || (cost === undefined && tokens.length === 0)) return null;
  const others = { model: find(COLUMNS.model), currency: find(COLUMNS.currency), calls: find(COLUMNS.calls) };
  return { day, cost, tokens: tokens.filter((name) => header.has(name)), ...others };
}

/** A line, what is wrong with it, or null for a day on which nothing happened. */
function readRow(row: Row, columns: Columns): StatementLine | string | null {
  const cell = (name: string | undefined): string => (name === undefined ? '' : (row[name] ?? '').trim());
  const texts = { cost: cell(columns.cost), calls: cell(columns.calls), tokens: columns.tokens.map(cell) };
  if (texts.cost === '' && texts.tokens.every((text) => text === '')) return null;
  const day = readDay(cell(columns.day));
  if (day === null) return `"${shorten(cell(columns.day))}" is no date that can be read; write it like 2026-11-21.`;
  const costNanoUsd = texts.cost === '' ? null : readMoney(texts.cost);
  if (texts.cost !== '' && costNanoUsd === null) return `"${shorten(texts.cost)}" is no amount of money.`;
  const currency = cell(columns.currency);
  if (!['', 'usd'].includes(currency.toLowerCase()))
    return `The currency is ${shorten(currency)}; only US dollars can be compared.`;
  const counts = texts.tokens.map((text) => (text === '' ? 0 : readCount(text)));
  if (counts.includes(null)) return `"${shorten(texts.tokens[counts.indexOf(null)] ?? '')}" is no number of tokens.`;
  const tokens = columns.tokens.length === 0 ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return { day, model: readModel(cell(columns.model)), costNanoUsd, tokens, calls: readCount(texts.calls) };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
