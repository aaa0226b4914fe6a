import type { StatementLine } from './statement';

/** What the books have of one day (in UTC) and model. */
export interface BookedLine {
  readonly day: string;
  readonly model: string;
  readonly costNanoUsd: bigint;
  readonly tokens: number;
  readonly calls: number;
  readonly unpricedCalls: number;
}

/** Why a difference may be there. */
export const RECONCILIATION_REASONS = [
  'unpriced_calls',
  'other_traffic',
  'not_in_statement',
  'other_key',
  'other_price',
  'time_zone',
  'rounding',
  'taxes_or_fees',
] as const;
export type ReconciliationReason = (typeof RECONCILIATION_REASONS)[number];

/** One day and model on both sides. */
export interface ReconciledLine {
  readonly day: string | null;
  readonly model: string | null;
  readonly statementNanoUsd: bigint | null;
  readonly bookedNanoUsd: bigint;
  readonly statementTokens: number | null;
  readonly bookedTokens: number;
  readonly statementCalls: number | null;
  readonly bookedCalls: number;
  readonly unpricedCalls: number;
  readonly reasons: readonly ReconciliationReason[];
}

type Compared = Omit<ReconciledLine, 'reasons'>;

/** Differences this small come of rounding: half a percent, or a cent a line. */
const SMALL_PERCENT = 0.5;
const CENT = 10_000_000n;

/**
 * Sets what a provider says beside what is in the books, for each day and model. `nameOf` makes one name of the names that a
 * model goes by. When the statement has no models, or no days, the books are summed the same way.
 */
export function reconcile(
  statement: readonly StatementLine[],
  books: readonly BookedLine[],
  nameOf: (model: string) => string,
): ReconciledLine[] {
  const hasDays = statement.some(({ day }) => day !== null);
  const hasModels = statement.some(({ model }) => model !== null);
  const whole = {
    hasCosts: statement.some(({ costNanoUsd }) => costNanoUsd !== null),
    hasTokens: statement.some(({ tokens }) => tokens !== null),
  };
  const key = (day: string | null, model: string | null): string =>
    `${hasDays ? day : ''}\n${hasModels && model !== null ? nameOf(model) : ''}`;
  const said = Map.groupBy(statement, ({ day, model }) => key(day, model));
  const booked = Map.groupBy(books, ({ day, model }) => key(day, model));
  const compared = [...new Set([...said.keys(), ...booked.keys()])]
    .sort()
    .map((name) => compare(name, said.get(name) ?? [], booked.get(name) ?? [], whole));
  const balance = Map.groupBy(compared, ({ model }) => model);
  return compared.map((line) => ({ ...line, reasons: reasonsOf(line, balance.get(line.model) ?? []) }));
}

/** What a statement says more than the books, in nano-dollars; null where it gives no money. */
export function differenceOf({ statementNanoUsd, bookedNanoUsd }: Compared): bigint | null {
  return statementNanoUsd === null ? null : statementNanoUsd - bookedNanoUsd;
}

/** What a statement leaves out did not happen, as far as the provider knows. */
function compare(
  name: string,
  said: readonly StatementLine[],
  booked: readonly BookedLine[],
  whole: { readonly hasCosts: boolean; readonly hasTokens: boolean },
): Compared {
  const [day = '', model = ''] = name.split('\n');
  return {
    day: day === '' ? null : day,
    model: model === '' ? null : model,
    statementNanoUsd: sumOf(said.map(({ costNanoUsd }) => costNanoUsd)) ?? (whole.hasCosts ? 0n : null),
    bookedNanoUsd: booked.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n),
    statementTokens: countOf(said.map(({ tokens }) => tokens)) ?? (whole.hasTokens ? 0 : null),
    bookedTokens: booked.reduce((sum, { tokens }) => sum + tokens, 0),
    statementCalls: countOf(said.map(({ calls }) => calls)),
    bookedCalls: booked.reduce((sum, { calls }) => sum + calls, 0),
    unpricedCalls: booked.reduce((sum, { unpricedCalls }) => sum + unpricedCalls, 0),
  };
}

function reasonsOf(line: Compared, ofModel: readonly Compared[]): ReconciliationReason[] {
  const unpriced: ReconciliationReason[] = line.unpricedCalls > 0 ? ['unpriced_calls'] : [];
  const difference = differenceOf(line);
  if (difference === null) return [...unpriced, ...reasonsOfTokens(line)];
  return difference === 0n ? unpriced : [...unpriced, ...reasonsOfMoney(line, difference, ofModel)];
}

function reasonsOfMoney(line: Compared, difference: bigint, ofModel: readonly Compared[]): ReconciliationReason[] {
  if (isSmall(difference, line.statementNanoUsd ?? 0n)) return ['rounding'];
  if (line.day !== null && cancelsOut(line, ofModel)) return ['time_zone'];
  if (line.statementTokens !== null && isNear(line.statementTokens, line.bookedTokens)) return ['other_price'];
  if (difference < 0n) return [line.statementNanoUsd === 0n ? 'not_in_statement' : 'other_key'];
  return line.day === null && line.model === null ? ['other_traffic', 'taxes_or_fees'] : ['other_traffic'];
}

function reasonsOfTokens({ statementTokens, bookedTokens }: Compared): ReconciliationReason[] {
  if (statementTokens === null || (statementTokens === 0 && bookedTokens > 0)) return ['not_in_statement'];
  if (isNear(statementTokens, bookedTokens)) return [];
  return [statementTokens > bookedTokens ? 'other_traffic' : 'other_key'];
}

/** What one day has too much, the day before or after has too little: the days of the two sides begin at other hours. */
function cancelsOut(line: Compared, ofModel: readonly Compared[]): boolean {
  const own = differenceOf(line) ?? 0n;
  return ofModel.some((other) => {
    const difference = differenceOf(other);
    const days = Math.abs(Date.parse(other.day ?? '') - Date.parse(line.day ?? '')) / 86_400_000;
    return (
      days === 1 &&
      difference !== null &&
      difference !== 0n &&
      own > 0n !== difference > 0n &&
      isSmall(own + difference, own)
    );
  });
}

function isSmall(difference: bigint, of: bigint): boolean {
  const size = absolute(difference);
  return size <= CENT || Number(size) <= (Number(absolute(of)) * SMALL_PERCENT) / 100;
}

function isNear(left: number, right: number): boolean {
  return Math.abs(left - right) <= (Math.max(left, right) * SMALL_PERCENT) / 100;
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function sumOf(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0n);
}

function countOf(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}
