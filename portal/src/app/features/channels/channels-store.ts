import { DestroyRef, Injectable, inject } from '@angular/core';
import type { AgentView, ChannelAssignmentView, ConnectionView } from '@konstruct/api-client';
import { AgentsApi } from '../../core/api/agents-api';
import { ChannelsApi } from '../../core/api/channels-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

/** A workspace or number, with who answers in single channels of it; a number has none. */
export interface ConnectedWorkspace {
  readonly connection: ConnectionView;
  readonly assignments: readonly ChannelAssignmentView[];
}

interface Channels {
  readonly workspaces: readonly ConnectedWorkspace[];
  readonly agents: readonly AgentView[];
}

/** The connected workspaces, their health, and who answers in each. */
@Injectable()
export class ChannelsStore {
  private readonly api = inject(ChannelsApi);
  private readonly agentsApi = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<Channels>(() => this.fetch());

  readonly channels = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['channels', 'agents'], () => void this.refresh(), inject(DestroyRef));
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async assign(connectionId: string, agentId: string | null): Promise<void> {
    await this.api.assignAgent(this.tenant.id(), connectionId, agentId);
    await this.refresh();
  }

  async assignChannel(connectionId: string, channelId: string, agentId: string): Promise<void> {
    await this.api.assignChannel(this.tenant.id(), connectionId, { channel_id: channelId, agent_id: agentId });
    await this.refresh();
  }

  async removeAssignment(connectionId: string, channelId: string): Promise<void> {
    await this.api.removeAssignment(this.tenant.id(), connectionId, channelId);
    await this.refresh();
  }

  async disconnect(connectionId: string): Promise<void> {
    await this.api.disconnect(this.tenant.id(), connectionId);
    await this.refresh();
  }

  private async fetch(): Promise<Channels> {
    const tenantId = this.tenant.id();
    const [connections, agents] = await Promise.all([this.api.list(tenantId), this.agentsApi.list(tenantId)]);
    const workspaces = connections.items.map(async (connection) => ({
      connection,
      assignments: connection.kind === 'slack' ? (await this.api.assignments(tenantId, connection.id)).items : [],
    }));
    return { workspaces: await Promise.all(workspaces), agents: agents.items };
  }
}
