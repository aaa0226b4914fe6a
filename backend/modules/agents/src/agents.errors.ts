import { ProblemError, problemTable } from '@konstruct/platform';

const agentProblems = problemTable({
  agent_not_found: {
    status: 404,
    title: 'There is no such employee',
    detail: 'The employee does not exist, or belongs to another business.',
  },
  agent_is_draft: {
    status: 409,
    title: 'Not at work yet',
    detail: 'This employee has not started. Send its test message: when that arrives, it goes live by itself.',
  },
  agent_is_suspended: {
    status: 409,
    title: 'Suspended',
    detail: 'This employee was stopped because of billing or its budget. Settle that, and it comes back by itself.',
  },
  agent_is_archived: {
    status: 409,
    title: 'No longer employed',
    detail: 'This employee has left. Hire a new one with the same settings instead.',
  },
});

export type AgentProblemCode = keyof typeof agentProblems;

/** What can go wrong with AI employees. */
export class AgentError extends ProblemError<AgentProblemCode> {
  constructor(code: AgentProblemCode) {
    super(code, agentProblems[code]);
  }
}
