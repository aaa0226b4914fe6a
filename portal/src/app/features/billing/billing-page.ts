import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Confirm, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { CurrentBilling } from '../../core/billing/current-billing';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { BillingStore } from './billing-store';
import { isAlive } from './billing-words';
import { InvoiceList } from './invoice-list';
import { LeaveSection } from './leave-section';
import { NextInvoice } from './next-invoice';
import { PlanCard } from './plan-card';
import { QuantityCard } from './quantity-card';
import { BillingStory } from './billing-story';
import { goTo } from './go-to';

/** The subscription: what it is, what it costs, growing and shrinking it, and leaving. */
@Component({
  selector: 'app-billing-page',
  imports: [
    AgoPipe,
    BillingStory,
    ErrorState,
    Icon,
    InvoiceList,
    LeaveSection,
    MatButton,
    NextInvoice,
    Notice,
    PageHeader,
    PlanCard,
    QuantityCard,
    Skeleton,
    TenantTimePipe,
  ],
  providers: [BillingStore],
  templateUrl: './billing-page.html',
  styleUrl: './billing-page.scss',
})
export class BillingPage {
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  protected readonly store = inject(BillingStore);
  protected readonly current = inject(CurrentBilling);
  protected readonly tenant = inject(CurrentTenant);

  /** Set when the browser comes back from Checkout. */
  readonly checkout_session_id = input<string>();
  /** `now` in the links of notices about a payment: leads on to where it is paid. */
  readonly pay = input<string>();

  protected readonly isAlive = computed(() => {
    const billing = this.current.billing();
    return billing !== undefined && isAlive(billing);
  });
  protected readonly isOwner = computed(() => this.tenant.membership()?.role === 'owner');
  protected readonly hasJustSubscribed = signal(false);
  protected readonly isLeaving = signal(false);

  constructor() {
    this.store.load();
    effect(() => {
      const sessionId = this.checkout_session_id();
      untracked(() => {
        if (sessionId) void this.comeBack(sessionId);
      });
    });
    effect(() => {
      const billing = this.pay() === 'now' ? this.current.billing() : undefined;
      if (billing) untracked(() => void this.goAndPay(billing.pay_url));
    });
  }

  protected async refresh(): Promise<void> {
    await this.attempt(async () => {
      await this.store.refresh();
      await this.messages.say('This is how it stands at Stripe.');
    });
  }

  protected async subscribe(agentCount: number): Promise<void> {
    await this.leaveFor(() => this.store.checkoutUrl(agentCount));
  }

  protected async manage(): Promise<void> {
    await this.leaveFor(() => this.store.portalUrl());
  }

  protected async cancel(until: string): Promise<void> {
    const isSure = await this.confirm.ask({
      title: 'Cancel at the end of the period?',
      text: `Everybody keeps working until ${until}. Then they stop; settings, history and reports stay. You can take it back until that day.`,
      confirmLabel: 'Cancel the subscription',
      cancelLabel: 'Keep it',
      isDestructive: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.cancel();
      await this.messages.say(`The subscription ends on ${until}.`);
    });
  }

  protected async resume(): Promise<void> {
    await this.attempt(async () => {
      await this.store.resume();
      await this.messages.say('The subscription goes on.');
    });
  }

  protected async cancelNow(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: 'End the subscription now?',
      text: 'All employees stop at once, and what is paid for the rest of the period is not given back. Settings and history stay.',
      confirmLabel: 'End it now',
      cancelLabel: 'Keep it',
      isDestructive: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.cancelNow();
      await this.messages.say('The subscription has ended.');
    });
  }

  /** Shows the state at once, without waiting for the webhook, and takes the session out of the address. */
  private async comeBack(sessionId: string): Promise<void> {
    await this.attempt(async () => {
      const billing = await this.store.refresh(sessionId);
      this.hasJustSubscribed.set(isAlive(billing));
    });
    await this.forgetQuery();
  }

  /** Whoever comes back from paying must not be sent there again. Where nothing is open any more, this page says so. */
  private async goAndPay(payUrl: string | null): Promise<void> {
    await this.forgetQuery();
    if (payUrl !== null) goTo(payUrl);
  }

  private async forgetQuery(): Promise<void> {
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  private async leaveFor(address: () => Promise<string>): Promise<void> {
    this.isLeaving.set(true);
    try {
      goTo(await address());
    } catch (error) {
      this.isLeaving.set(false);
      await this.messages.complain(error);
    }
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      await this.messages.complain(error);
    }
  }
}
