import { Component, computed, input } from '@angular/core';
import type { PayrollView } from '@konstruct/api-client';
import { Money, Skeleton } from '@konstruct/ui';

/** The month in four figures. */
@Component({
  selector: 'app-payroll-totals',
  imports: [Money, Skeleton],
  templateUrl: './payroll-totals.html',
  styleUrls: ['../../core/figure-row.scss', './payroll-totals.scss'],
})
export class PayrollTotals {
  readonly payroll = input.required<PayrollView | undefined>();
  readonly isCurrent = input.required<boolean>();

  protected readonly totals = computed(() => this.payroll()?.totals);
  protected readonly numbers = new Intl.NumberFormat('en');
}
