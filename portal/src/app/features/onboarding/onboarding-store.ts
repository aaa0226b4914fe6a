import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { AgentView, OnboardingView, TestMessageView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { OnboardingApi } from '../../core/api/onboarding-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { Session } from '../../core/session/session';
import { RemoteData } from '../../core/state/remote-data';
import { DesignerDraft } from '../agents/agent-draft';

/** Where the business stands, as the server derives it, and the actions that move it on. */
@Injectable()
export class OnboardingStore {
  private readonly api = inject(OnboardingApi);
  private readonly agents = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly session = inject(Session);
  private readonly data = new RemoteData<OnboardingView>(() => this.api.get(this.tenant.id()));
  private readonly result = signal<TestMessageView | null>(null);

  readonly view = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  /** The message sent on this visit, as the server knows it by now; else the last one that the server knows. */
  readonly testMessage = computed(() => {
    const [sent, known] = [this.result(), this.view()?.last_test_message ?? null];
    return sent === null || sent.id === known?.id ? known : sent;
  });
  /** Whether a message is under way whose success makes the employee live. */
  private isUnderWay = false;

  constructor() {
    inject(LiveUpdates).on(['onboarding', 'channels'], () => void this.load(), inject(DestroyRef));
    void this.load();
    effect(() => {
      const status = this.testMessage()?.status;
      untracked(() => this.follow(status));
    });
  }

  load(): Promise<void> {
    return this.data.refresh();
  }

  /** Creates the employee of the wizard, or changes it when the person came back to the step. */
  async saveAgent(draft: DesignerDraft): Promise<AgentView> {
    const existing = this.view()?.agent;
    const tenantId = this.tenant.id();
    const agent = existing
      ? await this.agents.update(tenantId, existing.id, draft)
      : await this.agents.create(tenantId, draft);
    await this.load();
    return agent;
  }

  async sendTestMessage(agentId: string, connectionId: string, destinationId: string): Promise<TestMessageView> {
    const request = { agent_id: agentId, connection_id: connectionId, destination_id: destinationId };
    const message = await this.api.sendTestMessage(this.tenant.id(), request);
    this.isUnderWay = true;
    this.result.set(message);
    await this.load();
    return message;
  }

  private follow(status: TestMessageView['status'] | undefined): void {
    if (status === 'sending') this.isUnderWay = true;
    if (status !== 'sent' || !this.isUnderWay) return;
    this.isUnderWay = false;
    void this.refreshEverywhere();
  }

  /** The business is set up now: the navigation and `/` have to know. */
  private async refreshEverywhere(): Promise<void> {
    await Promise.allSettled([this.tenant.details.refresh(), this.session.reload()]);
  }
}
