import { NANO_USD_PER_USD } from '@konstruct/contracts';

/** What a provider says of one day and model. Whatever it did not say is null. */
export interface StatementLine {
  /** A day in UTC, which is what providers bill by; null for a sum of a whole month. */
  readonly day: string | null;
  /** In the provider's words; null when it only gives a sum. */
  readonly model: string | null;
  readonly costNanoUsd: bigint | null;
  readonly tokens: number | null;
  readonly calls: number | null;
}

/** A line or field that cannot be read, and where it is. */
export interface StatementProblem {
  readonly line: number;
  readonly detail: string;
}

/** Adds up the lines of the same day and model. */
export function addUp(lines: readonly StatementLine[]): StatementLine[] {
  const sums = new Map<string, StatementLine>();
  for (const line of lines) {
    const key = `${line.day ?? ''} ${line.model ?? ''}`;
    const sum = sums.get(key);
    sums.set(key, sum ? addLines(sum, line) : line);
  }
  return [...sums.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

function keyOf({ day, model }: StatementLine): string {
  return `${day ?? ''} ${model ?? ''}`;
}

function addLines(sum: StatementLine, line: StatementLine): StatementLine {
  return {
    ...sum,
    costNanoUsd: plus(sum.costNanoUsd, line.costNanoUsd, (left, right) => left + right),
    tokens: plus(sum.tokens, line.tokens, (left, right) => left + right),
    calls: plus(sum.calls, line.calls, (left, right) => left + right),
  };
}

/** A sum of what is known. */
function plus<Amount>(
  left: Amount | null,
  right: Amount | null,
  add: (left: Amount, right: Amount) => Amount,
): Amount | null {
  return left === null || right === null ? (left ?? right) : add(left, right);
}

/** The most that a line of a statement may say; more is a mistake of somebody. */
const MOST_USD = 100_000_000;

/** Nano-dollars of a decimal as statements write it: `0.8958740000000000`, `1,234.50`, `$3`, `1.2e-5`; null for anything else. */
export function readMoney(text: string): bigint | null {
  const plain = text
    .trim()
    .replace(/^(-?)\$/, '$1')
    .replace(/(?<=\d),(?=\d{3})/g, '');
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!match) return readScientific(plain);
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = `${fraction}0000000000`;
  const exact = BigInt(whole) * NANO_USD_PER_USD + BigInt(digits.slice(0, 9)) + ((digits[9] ?? '0') >= '5' ? 1n : 0n);
  if (exact > BigInt(MOST_USD) * NANO_USD_PER_USD) return null;
  return sign === '-' ? -exact : exact;
}

function readScientific(text: string): bigint | null {
  if (!/^-?\d+(?:\.\d+)?e[+-]?\d{1,3}$/i.test(text)) return null;
  const usd = Number(text);
  return Math.abs(usd) <= MOST_USD ? BigInt(Math.round(usd * Number(NANO_USD_PER_USD))) : null;
}

/** A whole number of tokens or calls; null for anything else. */
export function readCount(text: string): number | null {
  const plain = text.trim().replace(/(?<=\d),(?=\d{3})/g, '');
  return /^\d{1,15}(?:\.0+)?$/.test(plain) ? Math.trunc(Number(plain)) : null;
}

const FIRST_DAY = '2015-01-01';
const SECONDS = /^\d{10}$/;

/** The day in UTC of a date, an instant, or seconds since 1970; null for anything else. */
export function readDay(text: string): string | null {
  const trimmed = text.trim();
  const isDate = /^\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:\d{2})/.test(trimmed);
  if (!isDate && !SECONDS.test(trimmed)) return null;
  const zoned = /[T ]/.test(trimmed) && !/(?:Z|UTC|[+-]\d{2}:?\d{2})$/i.test(trimmed) ? `${trimmed}Z` : trimmed;
  const instant = SECONDS.test(trimmed) ? Number(trimmed) * 1_000 : Date.parse(zoned.replace(/ ?UTC$/i, 'Z'));
  if (Number.isNaN(instant)) return null;
  const day = new Date(instant).toISOString().slice(0, 10);
  return day >= FIRST_DAY && day < '2100-01-01' ? day : null;
}

/** The model of a line item: `gpt-4o-mini-2024-07-18, cached input` is one of gpt-4o-mini-2024-07-18. */
export function readModel(text: string): string | null {
  const name = text.split(',', 1)[0]?.trim() ?? '';
  return name === '' || name.toLowerCase() === 'null' ? null : name.slice(0, 200);
}
