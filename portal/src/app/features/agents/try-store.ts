import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { AgentDraft, ToolChoiceField, TryAgentView, TryMessage } from '@konstruct/api-client';
import { cutText } from '@konstruct/contracts';
import { Subscription } from 'rxjs';
import { AgentsApi } from '../../core/api/agents-api';
import { StreamEvent } from '../../core/api/event-stream';
import { Problem, problemOf, toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';

/** As many turns as the server takes; older ones fall out, as they would in a long conversation. */
const TURNS_SENT = 49;

/** As much of a turn as the server takes. */
const CHARACTERS_SENT = 16_000;

/** One exchange of the trial chat; a reply carries what it cost. */
export interface TryTurn extends TryMessage {
  readonly result?: TryAgentView;
  /** Somebody stopped it before it was whole. */
  readonly isStopped?: boolean;
}

/** What the chat is with: the form as it is. */
export interface TrialDraft {
  readonly draft: AgentDraft;
  readonly tools: readonly ToolChoiceField[];
}

/** The trial chat with a draft, word by word. Nothing of it is stored; the whole exchange is sent along each time. */
@Injectable()
export class TryStore {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly conversation = signal<readonly TryTurn[]>([]);
  private readonly failure = signal<Problem | null>(null);
  private readonly pending = signal(false);
  private readonly said = signal('');
  private readonly using = signal('');
  private stream: Subscription | null = null;

  readonly turns = this.conversation.asReadonly();
  readonly problem = this.failure.asReadonly();
  readonly isThinking = this.pending.asReadonly();
  /** What has been said of the answer that is under way. */
  readonly growing = this.said.asReadonly();
  /** The tool that is being used, in words. */
  readonly tool = this.using.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stream?.unsubscribe());
  }

  ask(trial: TrialDraft, content: string): void {
    this.conversation.update((turns) => [...turns, { role: 'user', content }]);
    this.answer(trial);
  }

  /** Asks again for the answer that failed, with the draft as it is now. */
  answer({ draft, tools }: TrialDraft): void {
    this.end();
    this.failure.set(null);
    this.pending.set(true);
    const messages = this.conversation()
      .slice(-TURNS_SENT)
      .map(({ role, content }) => ({ role, content: cutText(content, CHARACTERS_SENT) }));
    this.stream = this.api.tryOut(this.tenant.id(), { draft, messages, tools: [...tools] }).subscribe({
      next: (event) => this.take(event),
      error: (error: unknown) => this.fail(toProblem(error)),
    });
  }

  /** Stops the answer that is under way; what was said of it stays. */
  stop(): void {
    const content = this.said();
    this.end();
    if (content) this.conversation.update((turns) => [...turns, { role: 'assistant', content, isStopped: true }]);
  }

  restart(): void {
    this.end();
    this.conversation.set([]);
    this.failure.set(null);
  }

  private take({ type, data }: StreamEvent): void {
    if (type === 'text') {
      this.using.set('');
      this.said.update((text) => text + (data as { text: string }).text);
    } else if (type === 'restart') this.said.set('');
    else if (type === 'tool') this.using.set((data as { name: string }).name.replaceAll('_', ' '));
    else if (type === 'done') this.finish(data as TryAgentView);
    else if (type === 'problem') this.fail(problemOf(data));
  }

  private finish(result: TryAgentView): void {
    this.end();
    this.conversation.update((turns) => [...turns, { role: 'assistant', content: result.reply, result }]);
  }

  private fail(problem: Problem): void {
    this.end();
    this.failure.set(problem);
  }

  private end(): void {
    this.stream?.unsubscribe();
    this.stream = null;
    this.pending.set(false);
    this.said.set('');
    this.using.set('');
  }
}
