import { DestroyRef, Injectable, effect, inject, untracked } from '@angular/core';
import type { BudgetAlertPage, BudgetAlertView, SetBusinessBudgetRequest } from '@konstruct/api-client';
import { BudgetsApi } from '../api/budgets-api';
import { LiveUpdates } from '../live/live-updates';
import { CurrentTenant } from '../session/current-tenant';
import { RemoteData } from '../state/remote-data';

/** The budgets of the running month, kept current while they are on a page. */
@Injectable()
export class BudgetsStore {
  private readonly api = inject(BudgetsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<BudgetAlertPage>(() => this.api.get(this.tenant.id()));

  readonly budgets = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    effect(() => {
      if (this.tenant.id()) untracked(() => void this.data.load());
    });
    inject(LiveUpdates).on(['payroll', 'agents'], () => void this.refresh(), inject(DestroyRef));
  }

  budgetOf(agentId: string): BudgetAlertView | undefined {
    return this.budgets()?.items.find((budget) => budget.agent_id === agentId);
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async setBusinessBudget(budget: SetBusinessBudgetRequest): Promise<void> {
    await this.api.setBusinessBudget(this.tenant.id(), budget);
    await this.refresh();
  }
}
