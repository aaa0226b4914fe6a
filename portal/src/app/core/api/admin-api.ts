import { Injectable, inject } from '@angular/core';
import type { AdminFiguresView, AdminTenantPage, ReconciliationView } from '@konstruct/api-client';
import { ApiHttp } from './api-http';

const BASE = '/api/admin';

/** The installation, for those who run it. */
@Injectable({ providedIn: 'root' })
export class AdminApi {
  private readonly http = inject(ApiHttp);

  figures(): Promise<AdminFiguresView> {
    return this.http.get(`${BASE}/figures`);
  }

  tenants(cursor: string | null): Promise<AdminTenantPage> {
    return this.http.get(`${BASE}/tenants`, cursor === null ? {} : { cursor });
  }

  /** Compares one business with Stripe, or all of them. */
  reconcile(tenantId?: string): Promise<ReconciliationView> {
    return this.http.post(`${BASE}/reconciliations`, tenantId === undefined ? {} : { tenant_id: tenantId });
  }

  reconciliation(id: string): Promise<ReconciliationView> {
    return this.http.get(`${BASE}/reconciliations/${encodeURIComponent(id)}`);
  }
}
