import { newStripeId, randomText } from '../ids';
import type { Address, Customer, Metadata } from '../state/stripe-objects';

export interface CustomerDraft {
  email?: string | null;
  name?: string | null;
  description?: string | null;
  phone?: string | null;
  address?: Address | null;
  metadata?: Metadata;
  balance?: number;
}

export function newCustomer(draft: CustomerDraft, now: number): Customer {
  return {
    id: newStripeId('cus'),
    object: 'customer',
    address: draft.address ?? null,
    balance: draft.balance ?? 0,
    created: now,
    currency: 'usd',
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: draft.description ?? null,
    discount: null,
    email: draft.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: draft.metadata ?? {},
    name: draft.name ?? null,
    next_invoice_sequence: 1,
    phone: draft.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
