import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { DeliveryView } from '@konstruct/api-client';
import { Icon, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { DELIVERY_STATE, mayDiscard, mayRetry } from './delivery-words';
import { DeliveryAction } from './deliveries-store';

/** One answer on its way: for whom, what went wrong, what is tried next, and what a person can do. */
@Component({
  selector: 'app-delivery-row',
  imports: [ChannelLogo, Icon, MatButton, RouterLink, StatusBadge, TenantTimePipe],
  templateUrl: './delivery-row.html',
  styleUrl: './delivery-row.scss',
})
export class DeliveryRow {
  protected readonly tenant = inject(CurrentTenant);

  readonly delivery = input.required<DeliveryView>();
  readonly action = input<DeliveryAction>();
  readonly retried = output();
  readonly discarded = output();

  protected readonly state = computed(() => DELIVERY_STATE[this.delivery().state]);
  protected readonly mayRetry = computed(() => mayRetry(this.delivery()));
  protected readonly mayDiscard = computed(() => mayDiscard(this.delivery()));
  private readonly isHeldBack = computed(() => this.delivery().held_by !== null || this.delivery().is_employee_away);
  /** What is held back or ended is not tried again, so that what to do about the last try does not apply. */
  protected readonly isErrorShown = computed(() => !this.isHeldBack() && this.delivery().state !== 'discarded');
  protected readonly isInDoubt = computed(() => this.delivery().is_in_doubt && this.mayDiscard());
  protected readonly provider = computed(() => providerName(this.delivery().channel_kind));
  /** A delivery that is held back is not tried, whatever its time. */
  protected readonly nextTry = computed(() => (this.isHeldBack() ? null : this.delivery().next_attempt_at));
}
