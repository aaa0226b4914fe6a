import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const usageProblems = problemTable({
  statement_unreadable: {
    status: 422,
    title: 'The file cannot be read',
    detail: 'Nothing was stored. Correct the lines listed in errors, or export the file from the provider again.',
  },
  statement_too_long: {
    status: 422,
    title: 'The statement covers too much',
    detail: 'A statement covers at most 400 days and 20,000 days and models. Export a shorter period.',
  },
  reconciliation_not_found: {
    status: 404,
    title: 'There is no such reconciliation',
    detail: 'It was deleted, or belongs to another business.',
  },
  too_many_reconciliations: {
    status: 409,
    title: 'There are too many reconciliations',
    detail: 'A business keeps at most 200. Delete some that are no longer needed.',
  },
  own_price_exists: {
    status: 409,
    title: 'There is a price from that day on',
    detail: 'The model has a price of its own from that day on already. End it, or choose another day.',
  },
  own_price_not_found: {
    status: 404,
    title: 'There is no such price',
    detail: 'It was ended before it began, or belongs to another business.',
  },
  repricing_not_found: {
    status: 404,
    title: 'There is no such re-pricing',
    detail: 'It does not exist, or belongs to another business.',
  },
});

export type UsageProblemCode = keyof typeof usageProblems;

/** What can go wrong with the books and what is held against them. */
export class UsageError extends ProblemError<UsageProblemCode> {
  constructor(code: UsageProblemCode, extras?: ProblemExtras) {
    super(code, usageProblems[code], extras);
  }
}
