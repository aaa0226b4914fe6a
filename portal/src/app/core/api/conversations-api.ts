import { Injectable, inject } from '@angular/core';
import type { ConversationDetailView, ConversationView } from '@konstruct/api-client';
import { ApiHttp, QueryParams, tenantPath } from './api-http';
import { Page } from './types';

/** What employees and people wrote to each other. */
@Injectable({ providedIn: 'root' })
export class ConversationsApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, params: QueryParams): Promise<Page<ConversationView>> {
    return this.http.get(tenantPath(tenantId, '/conversations'), params);
  }

  get(tenantId: string, conversationId: string): Promise<ConversationDetailView> {
    return this.http.get(tenantPath(tenantId, `/conversations/${conversationId}`));
  }

  takeOver(tenantId: string, conversationId: string): Promise<ConversationView> {
    return this.http.post(tenantPath(tenantId, `/conversations/${conversationId}/take-over`));
  }

  giveBack(tenantId: string, conversationId: string): Promise<ConversationView> {
    return this.http.post(tenantPath(tenantId, `/conversations/${conversationId}/give-back`));
  }
}
