import { Injectable, inject } from '@angular/core';
import type { AuditEventView } from '@konstruct/api-client';
import { ApiHttp, QueryParams, tenantPath } from './api-http';
import { Page } from './types';

/** The append-only record of who did what. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, params: QueryParams): Promise<Page<AuditEventView>> {
    return this.http.get(tenantPath(tenantId, '/audit-events'), params);
  }
}
