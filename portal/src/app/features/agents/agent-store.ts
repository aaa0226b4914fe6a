import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { AgentView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { DesignerDraft } from './agent-draft';

/** One employee that exists: loading, saving, and its state as others change it. */
@Injectable()
export class AgentStore {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly id = signal('');
  private readonly data = new RemoteData<AgentView>(() => this.api.get(this.tenant.id(), this.id()));

  readonly agent = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['agents'], () => void this.data.refresh(), inject(DestroyRef));
  }

  open(agentId: string): void {
    this.id.set(agentId);
    void this.data.load();
  }

  retry(): void {
    void this.data.refresh();
  }

  async save(draft: DesignerDraft): Promise<AgentView> {
    const agent = await this.api.update(this.tenant.id(), this.id(), draft);
    this.data.set(agent);
    return agent;
  }

  /** Takes over what an action on the employee answered. */
  changed(agent: AgentView): void {
    this.data.set(agent);
  }
}
