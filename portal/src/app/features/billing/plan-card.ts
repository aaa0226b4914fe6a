import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { BillingView } from '@konstruct/api-client';
import { Icon, Money, StatusBadge } from '@konstruct/ui';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { cardWords, isAlive, mainAction, statusWords } from './billing-words';

/** The plan with its status, how much of it is used, and the way to Stripe's pages. */
@Component({
  selector: 'app-plan-card',
  imports: [Icon, MatButton, Money, StatusBadge, TenantTimePipe],
  templateUrl: './plan-card.html',
  styleUrls: ['./billing-card.scss', './plan-card.scss'],
})
export class PlanCard {
  readonly billing = input.required<BillingView>();
  readonly isBusy = input(false);
  readonly managed = output();
  readonly resumed = output();

  protected readonly status = computed(() => statusWords(this.billing().subscription_status));
  protected readonly action = computed(() => mainAction(this.billing()));
  protected readonly isAlive = computed(() => isAlive(this.billing()));
  protected readonly card = computed(() => {
    const { card } = this.billing();
    return card === null ? null : cardWords(card);
  });
  protected readonly usedPercent = computed(() => {
    const { agents_used: used, agent_limit: limit } = this.billing();
    return limit === 0 ? (used > 0 ? 100 : 0) : Math.min(100, Math.round((used / limit) * 100));
  });
}
