import { newStripeId, randomText } from '../ids';
import type { Customer, Invoice, InvoiceLine, Period, Subscription } from '../state/stripe-objects';
import type { DraftLine } from '../state/stripe-state';
import { discountAmounts, type AppliedDiscount } from './discounts';

export interface InvoicePlan {
  subscription: Subscription;
  customer: Customer;
  lines: DraftLine[];
  discounts: AppliedDiscount[];
  reason: string;
  period: Period;
  at: number;
  prorationDate: number | null;
  isPreview: boolean;
}

/** Below this nothing is charged: the amount waits in the customer's balance. */
const SMALLEST_CHARGE = 50;

/** An invoice as it is drafted, with all its arithmetic; nothing is kept yet. */
export function draftInvoice(plan: InvoicePlan): Invoice {
  const { subscription, customer, at } = plan;
  const id = plan.isPreview ? `upcoming_${newStripeId('in')}` : newStripeId('in');
  const taken = discountAmounts(plan.lines, plan.discounts);
  const lines = plan.lines.map((line, index) => presentLine(line, taken[index] ?? [], id, subscription));
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  const totals = plan.discounts.map(({ discount }) => ({
    discount: discount.id,
    amount: taken.flat().reduce((sum, part) => sum + (part.discount === discount.id ? part.amount : 0), 0),
  }));
  const total = subtotal - totals.reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...alwaysTheSame(customer),
    id,
    object: 'invoice',
    ...amounts(total, customer.balance),
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: plan.reason,
    created: at,
    currency: subscription.currency,
    customer: customer.id,
    customer_address: customer.address,
    customer_email: customer.email,
    customer_name: customer.name,
    discounts: plan.discounts.map(({ discount }) => discount.id),
    ending_balance: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    metadata: {},
    next_payment_attempt: null,
    number: null,
    parent: presentParent(subscription, plan.prorationDate),
    period_end: plan.period.end,
    period_start: plan.period.start,
    starting_balance: customer.balance,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: totals,
    total_excluding_tax: total,
  };
}

/** What is to be paid now, after the customer's balance: a credit is negative. */
function amounts(total: number, balance: number): Pick<Invoice, 'amount_due' | 'amount_paid' | 'amount_remaining'> {
  const owed = total + balance;
  const due = total < 0 || owed < SMALLEST_CHARGE ? 0 : owed;
  return { amount_due: due, amount_paid: 0, amount_remaining: due };
}

/** What the customer's balance is once the invoice is final. */
export function endingBalance(invoice: Invoice): number {
  const owed = invoice.total + invoice.starting_balance;
  return invoice.amount_due > 0 ? 0 : owed;
}

function presentParent(subscription: Subscription, prorationDate: number | null): Invoice['parent'] {
  return {
    type: 'subscription_details',
    quote_details: null,
    subscription_details: {
      metadata: subscription.metadata,
      subscription: subscription.id,
      ...(prorationDate === null ? {} : { subscription_proration_date: prorationDate }),
    },
  };
}

function presentLine(
  line: DraftLine,
  discounts: { amount: number; discount: string }[],
  invoice: string,
  subscription: Subscription,
): InvoiceLine {
  return {
    id: `il_${randomText(24)}`,
    object: 'line_item',
    amount: line.amount,
    currency: subscription.currency,
    description: line.description,
    discount_amounts: discounts,
    discountable: !line.isProration,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: line.isProration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: line.subscriptionItem,
      },
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      type: 'price_details',
      price_details: { price: line.price.id, product: line.price.product },
      unit_amount_decimal: String(line.price.unit_amount),
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: subscription.id,
    subtotal: line.amount,
    taxes: [],
  };
}

function alwaysTheSame(customer: Customer): Record<string, unknown> {
  return {
    account_country: 'US',
    account_name: 'Konstruct Sandbox',
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_shipping: 0,
    application: null,
    automatic_tax: { enabled: false, disabled_reason: null, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    custom_fields: null,
    customer_account: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    due_date: null,
    effective_at: null,
    footer: null,
    from_invoice: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    on_behalf_of: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    statement_descriptor: null,
    test_clock: customer['test_clock'] ?? null,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}
