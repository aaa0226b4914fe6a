import { Injectable, inject } from '@angular/core';
import type {
  AgentDraft,
  AgentTemplateView,
  AgentView,
  EstimateRequest,
  EstimateView,
  ModelView,
  TryAgentRequest,
} from '@konstruct/api-client';
import { Observable } from 'rxjs';
import { ApiHttp, QueryParams, tenantPath } from './api-http';
import { EventStream, StreamEvent } from './event-stream';
import { Page } from './types';

/** AI employees: hiring, changing, trying out and their life cycle. */
@Injectable({ providedIn: 'root' })
export class AgentsApi {
  private readonly http = inject(ApiHttp);
  private readonly streams = inject(EventStream);

  templates(): Promise<Page<AgentTemplateView>> {
    return this.http.get('/api/portal/agent-templates');
  }

  models(): Promise<Page<ModelView>> {
    return this.http.get('/api/portal/models');
  }

  /** Everyone who has not left; with a status those in it. */
  list(tenantId: string, params: QueryParams = {}): Promise<Page<AgentView>> {
    return this.http.get(tenantPath(tenantId, '/agents'), { limit: 100, ...params });
  }

  get(tenantId: string, agentId: string): Promise<AgentView> {
    return this.http.get(tenantPath(tenantId, `/agents/${agentId}`));
  }

  create(tenantId: string, draft: AgentDraft): Promise<AgentView> {
    return this.http.create(tenantPath(tenantId, '/agents'), draft);
  }

  update(tenantId: string, agentId: string, changes: Partial<AgentDraft>): Promise<AgentView> {
    return this.http.patch(tenantPath(tenantId, `/agents/${agentId}`), changes);
  }

  changeStatus(tenantId: string, agentId: string, action: 'pause' | 'resume' | 'archive'): Promise<AgentView> {
    return this.http.post(tenantPath(tenantId, `/agents/${agentId}/${action}`));
  }

  /** Answers word by word; stopping to listen stops the model. */
  tryOut(tenantId: string, request: TryAgentRequest): Observable<StreamEvent> {
    return this.streams.post(tenantPath(tenantId, '/agents/try/stream'), request);
  }

  estimate(tenantId: string, request: EstimateRequest): Promise<EstimateView> {
    return this.http.post(tenantPath(tenantId, '/agents/estimate'), request);
  }
}
