import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import type { DeliveryView } from '@konstruct/api-client';
import { Confirm, EmptyState, ErrorState, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { DeliveriesStore } from './deliveries-store';
import { DeliveryRow } from './delivery-row';
import { DELIVERY_FILTERS, isDeliveryState, retryResult } from './delivery-words';

/** Answers on their way out: what failed and why, when it is tried next, and Retry and Discard. */
@Component({
  selector: 'app-deliveries-page',
  imports: [
    DeliveryRow,
    EmptyState,
    ErrorState,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
  ],
  providers: [DeliveriesStore, provideFormDefaults()],
  templateUrl: './deliveries-page.html',
  styleUrl: './deliveries-page.scss',
})
export class DeliveriesPage {
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  protected readonly store = inject(DeliveriesStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly filters = DELIVERY_FILTERS;

  /** The state to show; stands in the address, so that a view can be linked to. */
  readonly state = input('', { transform: (value: string | undefined) => value ?? '' });

  protected readonly emptyText = computed(() =>
    this.store.state() === 'failed' || this.store.state() === 'parked'
      ? 'Nothing waits for you here.'
      : 'Deliveries change state by themselves; this page follows.',
  );

  constructor() {
    effect(() => {
      const state = this.state();
      untracked(() => {
        this.store.show(isDeliveryState(state) ? state : '');
      });
    });
  }

  protected filter(state: string): void {
    void this.router.navigate([], {
      queryParams: { state: state || null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected async retry(delivery: DeliveryView): Promise<void> {
    await this.attempt(async () => {
      await this.messages.say(retryResult(await this.store.retry(delivery)));
    });
  }

  protected async discard(delivery: DeliveryView): Promise<void> {
    const { contact_name: contact, is_in_doubt: isInDoubt } = delivery;
    const arrival = isInDoubt
      ? `${contact} may have got it in an earlier attempt; it is not sent again.`
      : `${contact} does not get it.`;
    const isSure = await this.confirm.ask({
      title: 'Discard this answer?',
      text: `${arrival} Later answers of the conversation go on. This cannot be undone.`,
      confirmLabel: 'Discard',
      isDestructive: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.discard(delivery);
      await this.messages.say('The answer is discarded.');
    });
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      await this.messages.complain(error);
    }
  }
}
