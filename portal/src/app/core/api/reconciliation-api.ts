import { Injectable, inject } from '@angular/core';
import type {
  ReconcileExportRequest,
  ReconcileInvoiceRequest,
  ReconciliationPage,
  StatementReconciliationView,
} from '@konstruct/api-client';
import { ApiHttp } from './api-http';

/** What providers bill, held against the books. */
@Injectable({ providedIn: 'root' })
export class ReconciliationApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, cursor: string | null): Promise<ReconciliationPage> {
    return this.http.get(path(tenantId), cursor === null ? {} : { cursor });
  }

  get(tenantId: string, id: string): Promise<StatementReconciliationView> {
    return this.http.get(path(tenantId, `/${encodeURIComponent(id)}`));
  }

  compareExport(tenantId: string, request: ReconcileExportRequest): Promise<StatementReconciliationView> {
    return this.http.create(path(tenantId, '/exports'), request);
  }

  compareInvoice(tenantId: string, request: ReconcileInvoiceRequest): Promise<StatementReconciliationView> {
    return this.http.create(path(tenantId, '/invoices'), request);
  }

  remove(tenantId: string, id: string): Promise<void> {
    return this.http.delete(path(tenantId, `/${encodeURIComponent(id)}`));
  }
}

function path(tenantId: string, rest = ''): string {
  return `/api/portal/usage/${encodeURIComponent(tenantId)}/reconciliations${rest}`;
}
