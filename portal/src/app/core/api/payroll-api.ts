import { Injectable, inject } from '@angular/core';
import type { PayrollView, PayslipView } from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';

/** What each employee costs in a month of the tenant's calendar. */
@Injectable({ providedIn: 'root' })
export class PayrollApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string, month?: string): Promise<PayrollView> {
    return this.http.get(tenantPath(tenantId, '/payroll'), month ? { month } : {});
  }

  payslip(tenantId: string, agentId: string, month: string): Promise<PayslipView> {
    return this.http.get(payslipPath(tenantId, agentId), { month });
  }
}

/** Where the browser downloads a payslip. */
export function payslipFileAddress(tenantId: string, agentId: string, month: string, format: 'pdf' | 'csv'): string {
  return `${payslipPath(tenantId, agentId)}.${format}?month=${encodeURIComponent(month)}`;
}

function payslipPath(tenantId: string, agentId: string): string {
  return tenantPath(tenantId, `/payroll/${encodeURIComponent(agentId)}/payslip`);
}
