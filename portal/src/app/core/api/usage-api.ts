import { Injectable, inject } from '@angular/core';
import type { CallPage, DashboardView } from '@konstruct/api-client';
import { ApiHttp, QueryParams } from './api-http';

/** What employees used and what it cost, in the calendar of the business. */
@Injectable({ providedIn: 'root' })
export class UsageApi {
  private readonly http = inject(ApiHttp);

  /** Everything that the Usage page shows, of one moment. */
  dashboard(tenantId: string, query: QueryParams): Promise<DashboardView> {
    return this.http.get(`/api/portal/usage/${encodeURIComponent(tenantId)}/dashboard`, query);
  }

  /** A page of the single calls behind the sums, newest first. */
  calls(tenantId: string, query: QueryParams): Promise<CallPage> {
    return this.http.get(`/api/portal/usage/${encodeURIComponent(tenantId)}/calls`, query);
  }
}

/** Where the browser downloads a report as CSV. */
export function usageExportAddress(tenantId: string, query: Record<string, string>): string {
  return `/api/portal/usage/${encodeURIComponent(tenantId)}/export?${new URLSearchParams(query).toString()}`;
}
