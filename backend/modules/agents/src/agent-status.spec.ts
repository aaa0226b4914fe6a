import { AGENT_STATUSES, type AgentStatus } from '@konstruct/contracts';
import { AGENT_ACTIONS, transition, type AgentAction } from './agent-status';

describe('life cycle of an agent', () => {
  it.each<[AgentAction, AgentStatus, string]>([
    ['activate', 'draft', 'live'],
    ['activate', 'live', 'live'],
    ['activate', 'paused', 'paused'],
    ['activate', 'suspended', 'suspended'],
    ['activate', 'archived', 'agent_is_archived'],
    ['pause', 'draft', 'agent_is_draft'],
    ['pause', 'live', 'paused'],
    ['pause', 'paused', 'paused'],
    ['pause', 'suspended', 'agent_is_suspended'],
    ['pause', 'archived', 'agent_is_archived'],
    ['resume', 'draft', 'agent_is_draft'],
    ['resume', 'live', 'live'],
    ['resume', 'paused', 'live'],
    ['resume', 'suspended', 'agent_is_suspended'],
    ['resume', 'archived', 'agent_is_archived'],
    ['archive', 'draft', 'archived'],
    ['archive', 'live', 'archived'],
    ['archive', 'paused', 'archived'],
    ['archive', 'suspended', 'archived'],
    ['archive', 'archived', 'archived'],
    ['suspend', 'draft', 'draft'],
    ['suspend', 'live', 'suspended'],
    ['suspend', 'paused', 'paused'],
    ['suspend', 'suspended', 'suspended'],
    ['suspend', 'archived', 'archived'],
    ['reinstate', 'draft', 'draft'],
    ['reinstate', 'live', 'live'],
    ['reinstate', 'paused', 'paused'],
    ['reinstate', 'suspended', 'live'],
    ['reinstate', 'archived', 'archived'],
  ])('%s a %s one: %s', (action, status, expected) => {
    const step = transition(action, status);
    expect('to' in step ? step.to : step.refusal).toBe(expected);
  });

  it('repeats without effect', () => {
    for (const action of AGENT_ACTIONS) {
      for (const status of AGENT_STATUSES) {
        const step = transition(action, status);
        if ('to' in step) expect(transition(action, step.to)).toEqual(step);
      }
    }
  });
});
