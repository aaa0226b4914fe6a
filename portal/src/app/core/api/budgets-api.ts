import { Injectable, inject } from '@angular/core';
import type {
  BudgetAlertPage,
  BusinessBudgetView,
  OvertimeRequest,
  BudgetStandingView,
  SetBusinessBudgetRequest,
} from '@konstruct/api-client';
import { ApiHttp } from './api-http';

/** What employees may cost a month: how the budgets stand, the one of the business, and overtime. */
@Injectable({ providedIn: 'root' })
export class BudgetsApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string): Promise<BudgetAlertPage> {
    return this.http.get(path(tenantId, 'budget-alerts'));
  }

  setBusinessBudget(tenantId: string, budget: SetBusinessBudgetRequest): Promise<BusinessBudgetView> {
    return this.http.put(path(tenantId, 'budget'), budget);
  }

  grantOvertime(tenantId: string, overtime: OvertimeRequest): Promise<BudgetStandingView> {
    return this.http.create(path(tenantId, 'overtime'), overtime);
  }
}

function path(tenantId: string, rest: string): string {
  return `/api/portal/usage/${encodeURIComponent(tenantId)}/${rest}`;
}
