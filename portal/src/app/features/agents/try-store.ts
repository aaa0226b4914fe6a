import { Injectable, inject, signal } from '@angular/core';
import type { AgentDraft, TryAgentView, TryMessage } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { Problem, toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';

/** As many turns as the server takes; older ones fall out, as they would in a long conversation. */
const TURNS_SENT = 49;

/** One exchange of the trial chat; a reply carries what it cost. */
export interface TryTurn extends TryMessage {
  readonly result?: TryAgentView;
}

/** The trial chat with a draft. Nothing of it is stored; the whole exchange is sent along each time. */
@Injectable()
export class TryStore {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly conversation = signal<readonly TryTurn[]>([]);
  private readonly failure = signal<Problem | null>(null);
  private readonly pending = signal(false);
  private round = 0;

  readonly turns = this.conversation.asReadonly();
  readonly problem = this.failure.asReadonly();
  readonly isThinking = this.pending.asReadonly();

  ask(draft: AgentDraft, content: string): Promise<void> {
    this.conversation.update((turns) => [...turns, { role: 'user', content }]);
    return this.answer(draft);
  }

  /** Asks again for the answer that failed, with the draft as it is now. */
  async answer(draft: AgentDraft): Promise<void> {
    const round = ++this.round;
    this.failure.set(null);
    this.pending.set(true);
    try {
      const messages = this.conversation()
        .slice(-TURNS_SENT)
        .map(({ role, content }) => ({ role, content }));
      const result = await this.api.tryOut(this.tenant.id(), { draft, messages });
      if (round === this.round) {
        this.conversation.update((turns) => [...turns, { role: 'assistant', content: result.reply, result }]);
      }
    } catch (error) {
      if (round === this.round) this.failure.set(toProblem(error));
    } finally {
      if (round === this.round) this.pending.set(false);
    }
  }

  restart(): void {
    this.round++;
    this.conversation.set([]);
    this.failure.set(null);
    this.pending.set(false);
  }
}
