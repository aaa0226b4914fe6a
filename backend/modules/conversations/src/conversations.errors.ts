import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const problems = problemTable({
  conversation_not_found: {
    status: 404,
    title: 'Conversation not found',
    detail: 'There is no such conversation in this business. Open the list of conversations to find it.',
  },
  conversation_taken_over: {
    status: 409,
    title: 'Somebody else has this conversation',
    detail: 'Another person has taken this conversation over already. Give it back first, or leave it to them.',
  },
  delivery_not_found: {
    status: 404,
    title: 'Delivery not found',
    detail: 'There is no such delivery in this business. Open the list of deliveries to find it.',
  },
  delivery_not_retryable: {
    status: 409,
    title: 'This delivery cannot be sent again',
    detail: 'Only a delivery that failed or is parked can be sent again.',
  },
  delivery_not_discardable: {
    status: 409,
    title: 'This delivery cannot be discarded',
    detail: 'Only a delivery that waits, failed or is parked can be discarded.',
  },
  budget_spent: {
    status: 409,
    title: 'The budget of the business is spent',
    detail: 'Nothing was asked. Grant overtime or raise the budget of the business under Budgets, then try again.',
  },
  try_failed: { status: 502, title: 'The model did not answer', detail: 'Try again, or choose another model.' },
});

/** Codes of this module's errors. */
export type ConversationErrorCode = keyof typeof problems;

/** An error of this module. */
export class ConversationError extends ProblemError<ConversationErrorCode> {
  constructor(code: ConversationErrorCode, extras?: ProblemExtras) {
    super(code, problems[code], extras);
  }
}
