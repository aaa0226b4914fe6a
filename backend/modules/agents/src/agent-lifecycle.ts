import { Inject, Injectable, Optional } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { AgentStatus } from '@konstruct/contracts';
import {
  Clock,
  Database,
  JobQueue,
  LiveUpdates,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { transition, type AgentAction } from './agent-status';
import type { Agent } from './agent.entity';
import { AgentStore } from './agent.store';
import { AgentError } from './agents.errors';
import { backAtWorkJob } from './back-at-work';
import { SEAT_POLICY, type SeatPolicy } from './seat-policy';

/** How the audit trail tells of each action. */
const WORDS: Readonly<
  Record<AgentAction, { readonly event: string; readonly summary: (actor: string, agent: string) => string }>
> = {
  activate: { event: 'agent.activated', summary: (_, agent) => `${agent} went live: its test message arrived.` },
  pause: { event: 'agent.paused', summary: (actor, agent) => `${actor} paused ${agent}.` },
  resume: { event: 'agent.resumed', summary: (actor, agent) => `${actor} brought ${agent} back to work.` },
  archive: {
    event: 'agent.archived',
    summary: (actor, agent) => `${actor} let ${agent} go; settings and history stay.`,
  },
  suspend: {
    event: 'agent.suspended',
    summary: (_, agent) => `${agent} was stopped by billing; settings and history stay.`,
  },
  reinstate: {
    event: 'agent.reinstated',
    summary: (_, agent) => `${agent} is back at work: billing is in order again.`,
  },
};

const BACK_TO_WORK: ReadonlySet<AgentAction> = new Set(['resume', 'reinstate']);
const TO_WORK: ReadonlySet<AgentAction> = new Set(['activate', 'resume']);

/** Moves AI employees through their life cycle, by the table in `agent-status.ts`. */
@Injectable()
export class AgentLifecycle {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    @Optional() @Inject(SEAT_POLICY) private readonly seats?: SeatPolicy,
  ) {}

  /** Refuses, before anything is sent in its name, what `activate` would refuse afterwards. */
  async requireSeatFor(transaction: TenantTransaction, agent: Agent): Promise<void> {
    if (agent.status !== 'draft') return;
    await this.seats?.requireFreeSeat(transaction);
  }

  /** Takes a draft live in the transaction in which its test message is recorded as sent. Repeating it changes nothing. */
  activate(transaction: TenantTransaction, id: string): Promise<Agent> {
    return this.apply(transaction, id, 'activate');
  }

  pause(context: TenantContext, id: string): Promise<Agent> {
    return this.database.inTenant(context, (transaction) => this.apply(transaction, id, 'pause'));
  }

  resume(context: TenantContext, id: string): Promise<Agent> {
    return this.database.inTenant(context, (transaction) => this.apply(transaction, id, 'resume'));
  }

  archive(context: TenantContext, id: string): Promise<Agent> {
    return this.database.inTenant(context, (transaction) => this.apply(transaction, id, 'archive'));
  }

  /** Stops an employee for billing. Whoever calls holds the seats. */
  suspend(transaction: TenantTransaction, id: string): Promise<Agent> {
    return this.apply(transaction, id, 'suspend');
  }

  /** Brings back whom billing stopped. Whoever calls holds the seats. */
  reinstate(transaction: TenantTransaction, id: string): Promise<Agent> {
    return this.apply(transaction, id, 'reinstate');
  }

  private async apply(transaction: TenantTransaction, id: string, action: AgentAction): Promise<Agent> {
    if (TO_WORK.has(action)) await this.seats?.hold(transaction);
    const agent = await this.agents.lock(transaction, id);
    if (!agent) throw new AgentError('agent_not_found');
    const step = transition(action, agent.status);
    if ('refusal' in step) throw new AgentError(step.refusal);
    if (step.to === agent.status) return agent;
    if (step.to === 'live' && TO_WORK.has(action)) await this.seats?.requireFreeSeat(transaction);
    await this.agents.update(transaction, id, this.changesOf(agent, step.to));
    await this.audit.record(transaction, {
      event_type: WORDS[action].event,
      subject: { type: 'agent', id, name: agent.name },
      summary: WORDS[action].summary(transaction.context.actor.name, agent.name),
      changes: { status: { before: agent.status, after: step.to } },
    });
    if (BACK_TO_WORK.has(action)) await this.jobs.enqueue(transaction, backAtWorkJob(transaction.tenantId, id));
    await this.live.announce(transaction, 'agents', 'payroll', 'onboarding');
    return (await this.agents.find(transaction, id)) ?? agent;
  }

  private changesOf(agent: Agent, status: AgentStatus): Partial<Agent> {
    const now = this.clock.now();
    return {
      status,
      updatedAt: now,
      ...(status === 'live' && !agent.activatedAt ? { activatedAt: now } : {}),
      ...(status === 'archived' ? { archivedAt: now } : {}),
    };
  }
}
