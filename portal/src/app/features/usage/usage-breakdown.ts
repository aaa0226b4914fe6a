import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DashboardView } from '@konstruct/api-client';
import { Money } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { providerName } from '../../core/provider-names';
import { knownUsd } from '../../core/unpriced-words';
import { UsageRange, rangeAddress } from './usage-range';

/** The same figures as tables: by employee, and by provider and model. Each row leads to its single calls. */
@Component({
  selector: 'app-usage-breakdown',
  imports: [Money, RouterLink],
  templateUrl: './usage-breakdown.html',
  styleUrls: ['../../core/figure-table.scss', './usage-breakdown.scss'],
})
export class UsageBreakdown {
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly knownUsd = knownUsd;
  protected readonly providerName = providerName;

  readonly dashboard = input.required<DashboardView>();
  readonly range = input.required<UsageRange>();

  protected callsAddress(filter: Record<string, string>): Record<string, string | null> {
    return { ...rangeAddress(this.range()), ...filter };
  }
}
