import { Injectable, inject } from '@angular/core';
import type {
  ChannelAssignmentView,
  ConnectionView,
  DestinationView,
  SlackAttemptView,
  SlackManifestView,
} from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';
import { Page } from './types';

/** Connections to Slack workspaces and the places a message can go to. */
@Injectable({ providedIn: 'root' })
export class ChannelsApi {
  private readonly http = inject(ApiHttp);

  /** The consent page; with a team it opens with that workspace chosen. */
  slackInstallUrl(tenantId: string, team: string | null): Promise<{ url: string }> {
    return this.http.get('/api/portal/channels/slack/install', { tenant_id: tenantId, ...(team ? { team } : {}) });
  }

  slackManifest(tenantId: string): Promise<SlackManifestView> {
    return this.http.get('/api/portal/channels/slack/manifest', { tenant_id: tenantId });
  }

  slackAttempt(tenantId: string, attemptId: string): Promise<SlackAttemptView> {
    return this.http.get(tenantPath(tenantId, `/channels/slack/attempts/${encodeURIComponent(attemptId)}`));
  }

  list(tenantId: string): Promise<Page<ConnectionView>> {
    return this.http.get(tenantPath(tenantId, '/channels'));
  }

  assignAgent(tenantId: string, connectionId: string, agentId: string | null): Promise<ConnectionView> {
    return this.http.patch(tenantPath(tenantId, `/channels/${connectionId}`), { agent_id: agentId });
  }

  assignments(tenantId: string, connectionId: string): Promise<Page<ChannelAssignmentView>> {
    return this.http.get(tenantPath(tenantId, `/channels/${connectionId}/assignments`), { limit: 100 });
  }

  assignChannel(
    tenantId: string,
    connectionId: string,
    choice: { channel_id: string; agent_id: string },
  ): Promise<ChannelAssignmentView> {
    return this.http.put(tenantPath(tenantId, `/channels/${connectionId}/assignments`), choice);
  }

  removeAssignment(tenantId: string, connectionId: string, channelId: string): Promise<void> {
    return this.http.delete(
      tenantPath(tenantId, `/channels/${connectionId}/assignments/${encodeURIComponent(channelId)}`),
    );
  }

  disconnect(tenantId: string, connectionId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, `/channels/${connectionId}`));
  }

  destinations(tenantId: string, connectionId: string, search: string): Promise<Page<DestinationView>> {
    return this.http.get(tenantPath(tenantId, `/channels/${connectionId}/destinations`), search ? { search } : {});
  }
}
