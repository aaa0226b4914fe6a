import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentView, ConnectionView, DestinationView, TestMessageErrorView } from '@konstruct/api-client';
import { TEST_MESSAGE_NOTE, greetingOf } from '@konstruct/contracts';
import { Avatar, ErrorState, Icon, Notice, Skeleton } from '@konstruct/ui';
import { AgentsApi } from '../../core/api/agents-api';
import { Problem, toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { OnboardingStore } from './onboarding-store';

const SEARCH_PAUSE_MS = 250;

/** Third step: choose where, see what will be posted, send it. Success makes the employee live; failure says what to fix. */
@Component({
  selector: 'app-test-message-step',
  imports: [Avatar, ErrorState, Icon, MatButton, Notice, Skeleton],
  templateUrl: './test-message-step.html',
  styleUrl: './test-message-step.scss',
})
export class TestMessageStep {
  private readonly store = inject(OnboardingStore);
  private readonly agents = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);

  readonly connection = input.required<ConnectionView>();
  readonly agent = input.required<AgentView | null>();
  readonly agentId = input.required<string>();
  readonly next = output();

  protected readonly search = signal('');
  protected readonly chosen = signal<DestinationView | null>(null);
  protected readonly isSending = signal(false);
  protected readonly failure = signal<TestMessageErrorView | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly destinations = new RemoteData<DestinationView[]>(() =>
    this.store.destinations(this.connectionId(), this.search().trim()),
  );
  private readonly other = new RemoteData<AgentView>(() => this.agents.get(this.tenant.id(), this.agentId()));
  /** The wizard's own employee, or the one whose page led here. */
  protected readonly sender = computed(() => {
    const own = this.agent();
    return own?.id === this.agentId() ? own : (this.other.value() ?? null);
  });

  protected readonly greeting = computed(() => {
    const sender = this.sender();
    return sender ? greetingOf({ name: sender.name, roleTitle: sender.role_title, greeting: sender.greeting }) : '';
  });
  protected readonly note = TEST_MESSAGE_NOTE;

  constructor() {
    effect((onCleanup) => {
      this.connectionId();
      const pause = this.search() ? SEARCH_PAUSE_MS : 0;
      const timer = setTimeout(() => void this.destinations.refresh(), pause);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      if (this.agentId() && this.agentId() !== this.agent()?.id) untracked(() => void this.other.load());
    });
  }

  protected typed(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  protected choose(destination: DestinationView): void {
    this.chosen.set(destination);
    this.failure.set(null);
  }

  protected async send(): Promise<void> {
    const destination = this.chosen();
    if (!destination || this.isSending()) return;
    this.isSending.set(true);
    this.failure.set(null);
    this.problem.set(null);
    try {
      const message = await this.store.sendTestMessage(this.agentId(), this.connectionId(), destination.id);
      this.failure.set(message.error);
      if (message.status === 'sent') this.next.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isSending.set(false);
    }
  }
}
