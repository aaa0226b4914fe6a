import { Injectable, inject } from '@angular/core';
import type {
  AddToolServerRequest,
  AgentToolView,
  ChangeToolServerRequest,
  ToolChoiceField,
  ToolServerView,
} from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';
import { Page } from './types';

/** Servers of tools, and what each employee may use. */
@Injectable({ providedIn: 'root' })
export class ToolboxApi {
  private readonly http = inject(ApiHttp);

  servers(tenantId: string): Promise<Page<ToolServerView>> {
    return this.http.get(tenantPath(tenantId, '/tool-servers'));
  }

  add(tenantId: string, server: AddToolServerRequest): Promise<ToolServerView> {
    return this.http.create(tenantPath(tenantId, '/tool-servers'), server);
  }

  change(tenantId: string, serverId: string, change: ChangeToolServerRequest): Promise<ToolServerView> {
    return this.http.patch(tenantPath(tenantId, `/tool-servers/${serverId}`), change);
  }

  check(tenantId: string, serverId: string): Promise<ToolServerView> {
    return this.http.post(tenantPath(tenantId, `/tool-servers/${serverId}/check`));
  }

  remove(tenantId: string, serverId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, `/tool-servers/${serverId}`));
  }

  ofAgent(tenantId: string, agentId: string): Promise<Page<AgentToolView>> {
    return this.http.get(tenantPath(tenantId, `/agents/${agentId}/tools`));
  }

  choose(tenantId: string, agentId: string, tools: ToolChoiceField[]): Promise<Page<AgentToolView>> {
    return this.http.put(tenantPath(tenantId, `/agents/${agentId}/tools`), { tools });
  }
}
