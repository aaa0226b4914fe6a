import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentView, ConnectionView } from '@konstruct/api-client';
import { TEST_MESSAGE_NOTES, greetingOf } from '@konstruct/contracts';
import { Avatar, Icon, Notice, Skeleton } from '@konstruct/ui';
import { AgentsApi } from '../../core/api/agents-api';
import { Problem, toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { OnboardingStore } from './onboarding-store';
import { SlackPlace } from './slack-place';
import { TestMessageProgress } from './test-message-progress';
import type { TestPlace } from './test-place';
import { WhatsappRecipient } from './whatsapp-recipient';

/** Asked now and then beside the live updates, which a proxy may hold back: nobody should wait for nothing here. */
const POLL_MS = 2_000;

/** Third step: choose where, see what will be posted, send it. Success makes the employee live; failure says what to fix. */
@Component({
  selector: 'app-test-message-step',
  imports: [Avatar, Icon, MatButton, Notice, Skeleton, SlackPlace, TestMessageProgress, WhatsappRecipient],
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

  protected readonly place = signal<TestPlace | null>(null);
  protected readonly isSending = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  private readonly sentId = signal<string | null>(null);
  protected readonly isWhatsapp = computed(() => this.connection().kind === 'whatsapp');
  protected readonly provider = computed(() => (this.isWhatsapp() ? 'WhatsApp' : 'Slack'));
  /** The message of this visit, or one that is still under way from an earlier one. */
  protected readonly message = computed(() => {
    const message = this.store.testMessage();
    return message && (message.id === this.sentId() || message.status === 'sending') ? message : null;
  });
  protected readonly isWaiting = computed(() => this.message()?.status === 'sending');
  protected readonly failure = computed(() => (this.isSending() ? null : (this.message()?.error ?? null)));
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
  protected readonly note = computed(() => TEST_MESSAGE_NOTES[this.connection().kind]);
  protected readonly hint = computed(() => {
    const name = this.place()?.name;
    if (this.isSending() || this.isWaiting()) return `Waiting for ${this.provider()} to confirm`;
    if (name) return `To ${name}`;
    return this.isWhatsapp() ? 'Enter a number first' : 'Choose a channel first';
  });

  constructor() {
    effect(() => {
      if (this.agentId() && this.agentId() !== this.agent()?.id) untracked(() => void this.other.load());
    });
    effect((onCleanup) => {
      if (!this.isWaiting()) return;
      const id = this.message()?.id ?? null;
      untracked(() => this.sentId.set(id));
      const timer = setInterval(() => void this.store.load(), POLL_MS);
      onCleanup(() => clearInterval(timer));
    });
    effect(() => {
      if (this.message()?.status === 'sent') untracked(() => this.next.emit());
    });
  }

  protected choose(place: TestPlace | null): void {
    this.place.set(place);
    if (!this.isWaiting()) this.sentId.set(null);
  }

  protected async send(): Promise<void> {
    const place = this.place();
    if (!place || this.isSending() || this.isWaiting()) return;
    this.isSending.set(true);
    this.problem.set(null);
    try {
      this.sentId.set((await this.store.sendTestMessage(this.agentId(), this.connection().id, place.id)).id);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isSending.set(false);
    }
  }
}
