import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AdminTenantView } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, Money, Notice, PageHeader, Skeleton, StatusBadge } from '@konstruct/ui';
import { Messages } from '../../core/layout/messages';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { statusWords } from '../billing/billing-words';
import { PlatformStore } from './platform-store';

/** Every business of the installation with what it pays, and whether Stripe says the same. For those who run it. */
@Component({
  selector: 'app-platform-page',
  imports: [
    AgoPipe,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    Money,
    Notice,
    PageHeader,
    Skeleton,
    StatusBadge,
    TenantTimePipe,
  ],
  providers: [PlatformStore],
  templateUrl: './platform-page.html',
  styleUrl: './platform-page.scss',
})
export class PlatformPage {
  private readonly messages = inject(Messages);
  protected readonly store = inject(PlatformStore);
  protected readonly statusOf = ({ subscription_status }: AdminTenantView) => statusWords(subscription_status);
  protected readonly progressPercent = computed(() => {
    const round = this.store.round();
    if (!round) return 0;
    return round.total === 0 ? 100 : Math.round((round.done / round.total) * 100);
  });

  protected driftWords(count: number): string {
    if (count === 0) return 'none differed';
    return count === 1 ? '1 differed and was put right' : `${count} differed and were put right`;
  }

  constructor() {
    this.store.load();
  }

  protected async reconcile(tenantId?: string): Promise<void> {
    try {
      await this.store.reconcile(tenantId);
    } catch (error) {
      await this.messages.complain(error);
    }
  }
}
