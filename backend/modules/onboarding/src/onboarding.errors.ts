import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const problems = problemTable({
  agent_not_found: {
    status: 404,
    title: 'Employee not found',
    detail: 'There is no such employee in this business. Choose one from the list.',
  },
  connection_not_found: {
    status: 404,
    title: 'Connection not found',
    detail: 'There is no such connection in this business. Connect a channel first.',
  },
  connection_not_working: {
    status: 409,
    title: 'The channel is not connected',
    detail: 'Reconnect the channel, then send the test message again.',
  },
  test_message_under_way: {
    status: 409,
    title: 'A test message is on its way',
    detail: 'This employee’s test message was sent a moment ago. Wait until it has arrived or failed.',
  },
  agent_archived: {
    status: 409,
    title: 'The employee has left',
    detail: 'An archived employee cannot go live. Hire a new one.',
  },
});

/** Codes of this module's errors. */
export type OnboardingErrorCode = keyof typeof problems;

/** An error of this module. */
export class OnboardingError extends ProblemError<OnboardingErrorCode> {
  constructor(code: OnboardingErrorCode, extras?: ProblemExtras) {
    super(code, problems[code], extras);
  }
}
