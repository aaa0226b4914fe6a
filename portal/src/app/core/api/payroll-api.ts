import { Injectable, inject } from '@angular/core';
import type { PayrollView } from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';

/** What each employee costs in a month of the tenant's calendar. */
@Injectable({ providedIn: 'root' })
export class PayrollApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string, month?: string): Promise<PayrollView> {
    return this.http.get(tenantPath(tenantId, '/payroll'), month ? { month } : {});
  }
}
