import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type {
  BillingView,
  InvoiceView,
  NextInvoiceView,
  QuantityChangeView,
  QuantityPreviewView,
  TimelineEntryView,
} from '@konstruct/api-client';
import { BillingApi, QuantityChange } from '../../core/api/billing-api';
import { CurrentBilling } from '../../core/billing/current-billing';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';
import { RemoteData } from '../../core/state/remote-data';

/** What the billing page shows beside the subscription itself, and everything that can be done there. */
@Injectable()
export class BillingStore {
  private readonly api = inject(BillingApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly current = inject(CurrentBilling);

  readonly invoices = new CursorList<InvoiceView>((cursor) => this.api.invoices(this.tenant.id(), cursor));
  readonly story = new CursorList<TimelineEntryView>((cursor) => this.api.timeline(this.tenant.id(), cursor));
  readonly nextInvoice = new RemoteData<NextInvoiceView>(() => this.api.nextInvoice(this.tenant.id()));
  readonly isBusy = signal(false);

  constructor() {
    inject(LiveUpdates).on(['billing'], () => void this.refreshLists(), inject(DestroyRef));
  }

  load(): void {
    void this.invoices.load();
    void this.story.load();
    void this.nextInvoice.load();
  }

  /** Asks Stripe, not only our own record of it. */
  refresh(checkoutSessionId?: string): Promise<BillingView> {
    return this.run(() => this.api.refresh(this.tenant.id(), checkoutSessionId));
  }

  cancel(): Promise<BillingView> {
    return this.run(() => this.api.cancel(this.tenant.id()));
  }

  resume(): Promise<BillingView> {
    return this.run(() => this.api.resume(this.tenant.id()));
  }

  cancelNow(): Promise<BillingView> {
    return this.run(() => this.api.cancelNow(this.tenant.id()));
  }

  preview(agentCount: number): Promise<QuantityPreviewView> {
    return this.api.previewQuantity(this.tenant.id(), agentCount);
  }

  async change(change: QuantityChange): Promise<QuantityChangeView> {
    const result = await this.api.changeQuantity(this.tenant.id(), change);
    this.current.set(result.billing);
    void this.refreshLists();
    return result;
  }

  /** The address of Stripe's page for ordering this many employees. */
  async checkoutUrl(agentCount: number): Promise<string> {
    return (await this.api.startCheckout(this.tenant.id(), agentCount)).checkout_url;
  }

  async portalUrl(): Promise<string> {
    return (await this.api.openPortal(this.tenant.id())).portal_url;
  }

  private async run(action: () => Promise<BillingView>): Promise<BillingView> {
    this.isBusy.set(true);
    try {
      const billing = await action();
      this.current.set(billing);
      void this.refreshLists();
      return billing;
    } finally {
      this.isBusy.set(false);
    }
  }

  private async refreshLists(): Promise<void> {
    await Promise.all([this.invoices.refresh(), this.story.refresh(), this.nextInvoice.refresh()]);
  }
}
