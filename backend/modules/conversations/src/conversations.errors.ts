import { ProblemError, type ProblemExtras, type ProblemTable } from '@konstruct/platform';

const problems = {
  conversation_not_found: {
    status: 404,
    title: 'Conversation not found',
    detail: 'There is no such conversation in this business. Open the list of conversations to find it.',
  },
  try_failed: { status: 502, title: 'The model did not answer', detail: 'Try again, or choose another model.' },
} as const satisfies ProblemTable;

/** Codes of this module's errors. */
export type ConversationErrorCode = keyof typeof problems;

/** An error of this module. */
export class ConversationError extends ProblemError<ConversationErrorCode> {
  constructor(code: ConversationErrorCode, extras?: ProblemExtras) {
    super(code, problems[code], extras);
  }
}
