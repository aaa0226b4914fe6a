import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { AgentView, ConversationView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { QueryParams } from '../../core/api/api-http';
import { ConversationsApi } from '../../core/api/conversations-api';
import { Page } from '../../core/api/types';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';
import { RemoteData } from '../../core/state/remote-data';

/** The conversations of a business, of all employees or one, newest first and live. */
@Injectable()
export class ConversationsStore {
  private readonly api = inject(ConversationsApi);
  private readonly agentsApi = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly agents = new RemoteData<AgentView[]>(
    async () => (await this.agentsApi.list(this.tenant.id())).items,
  );

  /** Empty for all employees. */
  readonly agentId = signal('');
  readonly employees = this.agents.value;
  readonly list = new CursorList<ConversationView>((cursor) => this.fetch(cursor));

  constructor() {
    const live = inject(LiveUpdates);
    live.on(['conversations'], () => void this.list.refresh(), inject(DestroyRef));
    void this.agents.load();
  }

  show(agentId: string): void {
    this.agentId.set(agentId);
    void this.list.load();
  }

  private fetch(cursor: string | null): Promise<Page<ConversationView>> {
    const params: QueryParams = {};
    if (this.agentId()) params['agent_id'] = this.agentId();
    if (cursor) params['cursor'] = cursor;
    return this.api.list(this.tenant.id(), params);
  }
}
