import type { AgentStatus } from '@konstruct/contracts';

/**
 * What can happen to an AI employee: its test message succeeds, a person pauses it, brings it back, or lets it go; billing
 * suspends it and reinstates it.
 */
export const AGENT_ACTIONS = ['activate', 'pause', 'resume', 'archive', 'suspend', 'reinstate'] as const;
export type AgentAction = (typeof AGENT_ACTIONS)[number];

/** Why an action is refused. */
export type StatusRefusal = 'agent_is_draft' | 'agent_is_suspended' | 'agent_is_archived';

type Transition = { readonly to: AgentStatus } | { readonly refusal: StatusRefusal };

const to = (status: AgentStatus): Transition => ({ to: status });
const refuse = (refusal: StatusRefusal): Transition => ({ refusal });

/**
 * The one table of the life cycle. Repeating an action changes nothing. A test message wakes nobody who was paused or
 * suspended, a person's pause or resume cannot undo a suspension, and billing wakes nobody whom a person paused.
 */
const TRANSITIONS: Readonly<Record<AgentAction, Readonly<Record<AgentStatus, Transition>>>> = {
  activate: {
    draft: to('live'),
    live: to('live'),
    paused: to('paused'),
    suspended: to('suspended'),
    archived: refuse('agent_is_archived'),
  },
  pause: {
    draft: refuse('agent_is_draft'),
    live: to('paused'),
    paused: to('paused'),
    suspended: refuse('agent_is_suspended'),
    archived: refuse('agent_is_archived'),
  },
  resume: {
    draft: refuse('agent_is_draft'),
    live: to('live'),
    paused: to('live'),
    suspended: refuse('agent_is_suspended'),
    archived: refuse('agent_is_archived'),
  },
  archive: {
    draft: to('archived'),
    live: to('archived'),
    paused: to('archived'),
    suspended: to('archived'),
    archived: to('archived'),
  },
  suspend: {
    draft: to('draft'),
    live: to('suspended'),
    paused: to('paused'),
    suspended: to('suspended'),
    archived: to('archived'),
  },
  reinstate: {
    draft: to('draft'),
    live: to('live'),
    paused: to('paused'),
    suspended: to('live'),
    archived: to('archived'),
  },
};

/** What becomes of an employee in a status when something happens to it. */
export function transition(action: AgentAction, status: AgentStatus): Transition {
  return TRANSITIONS[action][status];
}
