import { toUsd } from '@konstruct/contracts';
import { differenceOf, type BookedLine, type ReconciledLine, type ReconciliationReason } from './reconciliation';
import type {
  ReconciliationLineView,
  ReconciliationListedView,
  ReconciliationReasonView,
  StatementReconciliationView,
} from './reconciliation.dto';
import type { StoredStatement } from './reconciliation.store';

const WORDS: Readonly<Record<ReconciliationReason, string>> = {
  unpriced_calls: 'Some calls in the books have no price yet. They are added when their price arrives.',
  other_traffic:
    'The provider counts more than the books have: calls that do not come from your employees, such as other programs with the same key or account.',
  not_in_statement:
    'The books have calls that the statement does not mention. It may cover another project or key, or not be complete yet.',
  other_key: "Calls were made with a key of another account, such as the installation's, whose bill this is not.",
  other_price:
    'The tokens agree, the money does not: the provider charges you other prices. Enter them as prices of your own.',
  time_zone: 'What one day has too much, the next has too little: the days of the two sides begin at other hours.',
  rounding: 'The difference is so small that it comes of rounding.',
  taxes_or_fees: 'An invoice may have taxes, fees or credits that are no usage.',
};

/** A statement in the list. */
export function toListedView(statement: StoredStatement): ReconciliationListedView {
  return {
    id: statement.id,
    provider: statement.provider,
    kind: statement.kind,
    name: statement.name,
    first_day: statement.firstDay,
    last_day: statement.lastDay,
    statement_usd: usdOrNull(statement.totalNanoUsd),
    created_by: statement.createdBy,
    created_at: statement.createdAt.toISOString(),
  };
}

/** A statement beside the books. */
export function toDetailView(
  statement: StoredStatement,
  lines: readonly ReconciledLine[],
  books: readonly BookedLine[],
  { hasTwoPayers }: { readonly hasTwoPayers: boolean },
): StatementReconciliationView {
  const booked = books.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n);
  const difference = statement.totalNanoUsd === null ? null : statement.totalNanoUsd - booked;
  const reasons = new Set(lines.flatMap((line) => line.reasons));
  if (hasTwoPayers && difference !== 0n) reasons.add('other_key');
  return {
    ...toListedView(statement),
    booked_usd: toUsd(booked),
    difference_usd: usdOrNull(difference),
    difference_percent:
      booked === 0n || difference === null ? null : Math.round((Number(difference) / Number(booked)) * 10_000) / 100,
    booked_calls: books.reduce((sum, { calls }) => sum + calls, 0),
    unpriced_calls: books.reduce((sum, { unpricedCalls }) => sum + unpricedCalls, 0),
    reasons: [...reasons].map((code): ReconciliationReasonView => ({ code, text: WORDS[code] })),
    lines: lines.map(toLineView),
    booked_by_model: [...Map.groupBy(books, ({ model }) => model)].map(([model, own]) => ({
      model,
      booked_usd: toUsd(own.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n)),
      booked_calls: own.reduce((sum, { calls }) => sum + calls, 0),
      unpriced_calls: own.reduce((sum, { unpricedCalls }) => sum + unpricedCalls, 0),
    })),
  };
}

function toLineView(line: ReconciledLine): ReconciliationLineView {
  return {
    day: line.day,
    model: line.model,
    statement_usd: usdOrNull(line.statementNanoUsd),
    booked_usd: toUsd(line.bookedNanoUsd),
    difference_usd: usdOrNull(differenceOf(line)),
    statement_tokens: line.statementTokens,
    booked_tokens: line.bookedTokens,
    statement_calls: line.statementCalls,
    booked_calls: line.bookedCalls,
    unpriced_calls: line.unpricedCalls,
    reasons: [...line.reasons],
  };
}

function usdOrNull(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : toUsd(nanoUsd);
}
