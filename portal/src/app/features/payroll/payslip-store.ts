import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { PayslipView } from '@konstruct/api-client';
import { PayrollApi } from '../../core/api/payroll-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

/** One employee's payslip of a month, kept current while the month goes on. */
@Injectable()
export class PayslipStore {
  private readonly api = inject(PayrollApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly chosen = signal({ agentId: '', month: '' });
  private readonly data = new RemoteData<PayslipView>(() =>
    this.api.payslip(this.tenant.id(), this.chosen().agentId, this.chosen().month),
  );

  readonly payslip = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['payroll'], () => void this.data.refresh(), inject(DestroyRef));
  }

  open(agentId: string, month: string): void {
    this.chosen.set({ agentId, month });
    void this.data.load();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }
}
