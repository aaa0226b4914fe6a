import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const usageProblems = problemTable({
  no_budget: {
    status: 409,
    title: 'There is no budget to raise',
    detail: 'Overtime is money on top of a limit, and there is none. Set a budget first.',
  },
  overtime_changed: {
    status: 409,
    title: 'Overtime was granted meanwhile',
    detail:
      'This month has more, or less, overtime than granted_so_far_usd says. Look at the budget again, and grant what is still missing.',
  },
  too_much_overtime: {
    status: 409,
    title: 'That is too much overtime',
    detail: 'One budget gets at most $1,000,000 of overtime in a month. Raise the budget instead.',
  },
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
