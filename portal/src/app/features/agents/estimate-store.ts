import { Injectable, inject, signal } from '@angular/core';
import type { AgentDraft, EstimateView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { Problem, toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';

/** What a draft would cost per month; the last estimate stays on the page while a new one is made. */
@Injectable()
export class EstimateStore {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly current = signal<EstimateView | null>(null);
  private readonly failure = signal<Problem | null>(null);
  private readonly pending = signal(false);
  private round = 0;

  readonly estimate = this.current.asReadonly();
  readonly problem = this.failure.asReadonly();
  readonly isBusy = this.pending.asReadonly();

  async update(draft: AgentDraft, messagesPerMonth: number): Promise<void> {
    const round = ++this.round;
    this.pending.set(true);
    try {
      const request = { draft, messages_per_month: messagesPerMonth };
      const estimate = await this.api.estimate(this.tenant.id(), request);
      if (round === this.round) {
        this.current.set(estimate);
        this.failure.set(null);
      }
    } catch (error) {
      if (round === this.round) this.failure.set(toProblem(error));
    } finally {
      if (round === this.round) this.pending.set(false);
    }
  }
}
