import { Injectable, inject } from '@angular/core';
import type {
  BillingView,
  CheckoutView,
  InvoicePage,
  MeteredUsageView,
  NextInvoiceView,
  PortalView,
  QuantityChangeView,
  QuantityPreviewView,
  TimelinePage,
} from '@konstruct/api-client';
import { ApiHttp } from './api-http';

const BASE = '/api/portal/billing';

/** A confirmed change of the number of employees. */
export interface QuantityChange {
  readonly agent_count: number;
  readonly proration_date: number;
  readonly stop_agent_ids: string[];
}

/** The subscription of a business, its invoices and its meters. */
@Injectable({ providedIn: 'root' })
export class BillingApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string): Promise<BillingView> {
    return this.http.get(BASE, { tenant_id: tenantId });
  }

  /** Reads the state from Stripe; after Checkout it names the session that the browser comes back from. */
  refresh(tenantId: string, checkoutSessionId?: string): Promise<BillingView> {
    const session = checkoutSessionId ? { checkout_session_id: checkoutSessionId } : {};
    return this.http.post(`${BASE}/refresh`, { tenant_id: tenantId, ...session });
  }

  startCheckout(tenantId: string, agentCount: number): Promise<CheckoutView> {
    return this.http.create(`${BASE}/checkout`, { tenant_id: tenantId, agent_count: agentCount });
  }

  openPortal(tenantId: string): Promise<PortalView> {
    return this.http.post(`${BASE}/portal`, { tenant_id: tenantId });
  }

  previewQuantity(tenantId: string, agentCount: number): Promise<QuantityPreviewView> {
    return this.http.post(`${BASE}/quantity/preview`, { tenant_id: tenantId, agent_count: agentCount });
  }

  changeQuantity(tenantId: string, change: QuantityChange): Promise<QuantityChangeView> {
    return this.http.create(`${BASE}/quantity`, { tenant_id: tenantId, ...change });
  }

  cancel(tenantId: string): Promise<BillingView> {
    return this.http.post(`${BASE}/cancel`, { tenant_id: tenantId });
  }

  resume(tenantId: string): Promise<BillingView> {
    return this.http.post(`${BASE}/resume`, { tenant_id: tenantId });
  }

  cancelNow(tenantId: string): Promise<BillingView> {
    return this.http.post(`${BASE}/cancel-now`, { tenant_id: tenantId });
  }

  invoices(tenantId: string, cursor: string | null): Promise<InvoicePage> {
    return this.http.get(`${BASE}/invoices`, page(tenantId, cursor));
  }

  nextInvoice(tenantId: string): Promise<NextInvoiceView> {
    return this.http.get(`${BASE}/next-invoice`, { tenant_id: tenantId });
  }

  timeline(tenantId: string, cursor: string | null): Promise<TimelinePage> {
    return this.http.get(`${BASE}/timeline`, page(tenantId, cursor));
  }

  meteredUsage(tenantId: string): Promise<MeteredUsageView> {
    return this.http.get(`${BASE}/usage`, { tenant_id: tenantId });
  }
}

function page(tenantId: string, cursor: string | null): Record<string, string> {
  return cursor === null ? { tenant_id: tenantId } : { tenant_id: tenantId, cursor };
}
