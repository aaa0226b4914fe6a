import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ErrorState, Notice, PageHeader, Skeleton, StatusBadge } from '@konstruct/ui';
import { BillingApi } from '../../core/api/billing-api';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { statusWords } from '../billing/billing-words';
import { goTo } from '../billing/go-to';
import { ApiUsageStore } from './api-usage-store';

/** API calls, employees and tokens against what the tier allows; warns before the day's calls are used up. */
@Component({
  selector: 'app-api-usage-page',
  imports: [ErrorState, MatButton, Notice, PageHeader, RouterLink, Skeleton, StatusBadge, TenantTimePipe],
  providers: [ApiUsageStore],
  templateUrl: './api-usage-page.html',
  styleUrl: './api-usage-page.scss',
})
export class ApiUsagePage {
  private readonly api = inject(BillingApi);
  private readonly messages = inject(Messages);
  protected readonly store = inject(ApiUsageStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly isLeaving = signal(false);
  protected readonly status = computed(() => statusWords(this.store.usage()?.subscription_status ?? 'none'));
  protected readonly mayUpgrade = computed(
    () => this.store.usage()?.tier === 'free' && this.tenant.can('billing:manage'),
  );
  protected readonly width = computed(() => Math.min(100, this.store.percent() ?? 0));

  /** As many employees as are at work, and at least one. */
  protected async upgrade(): Promise<void> {
    this.isLeaving.set(true);
    try {
      const count = Math.max(1, this.store.usage()?.active_agents ?? 1);
      goTo((await this.api.startCheckout(this.tenant.id(), count)).checkout_url);
    } catch (error) {
      this.isLeaving.set(false);
      await this.messages.complain(error);
    }
  }
}
