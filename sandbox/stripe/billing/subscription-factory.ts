import { newStripeId } from '../ids';
import type { Metadata, Price, Subscription, SubscriptionItem } from '../state/stripe-objects';
import { nextBoundary, type Rhythm } from './calendar';

export interface ItemDraft {
  price: Price;
  quantity: number;
  metadata: Metadata;
}

export interface SubscriptionDraft {
  customer: string;
  items: ItemDraft[];
  trialEnd: number | null;
  metadata: Metadata;
  description: string | null;
  defaultPaymentMethod: string | null;
  missingPaymentMethod: string;
  saveDefaultPaymentMethod: string | null;
}

export function rhythmOf(items: SubscriptionItem[]): Rhythm {
  return items[0]?.price.recurring ?? { interval: 'month', interval_count: 1 };
}

/** A subscription that starts now; nothing is kept and nothing invoiced yet. */
export function newSubscription(draft: SubscriptionDraft, now: number): Subscription {
  const id = newStripeId('sub');
  const anchor = draft.trialEnd ?? now;
  const rhythm = draft.items[0]?.price.recurring ?? { interval: 'month' as const, interval_count: 1 };
  const periodEnd = draft.trialEnd ?? nextBoundary(now, rhythm, now);
  const items = draft.items.map((item) => newItem(id, item, { start: now, end: periodEnd }, now));
  return {
    id,
    object: 'subscription',
    ...ALWAYS_THE_SAME,
    billing_cycle_anchor: anchor,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    created: now,
    currency: draft.items[0]?.price.currency ?? 'usd',
    customer: draft.customer,
    default_payment_method: draft.defaultPaymentMethod,
    description: draft.description,
    discounts: [],
    ended_at: null,
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    metadata: draft.metadata,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: draft.saveDefaultPaymentMethod ?? 'off',
    },
    pending_setup_intent: null,
    pending_update: null,
    start_date: now,
    status: draft.trialEnd === null ? 'incomplete' : 'trialing',
    trial_end: draft.trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: draft.missingPaymentMethod } },
    trial_start: draft.trialEnd === null ? null : now,
  };
}

export function newItem(
  subscription: string,
  { price, quantity, metadata }: ItemDraft,
  period: { start: number; end: number },
  now: number,
): SubscriptionItem {
  return {
    id: newStripeId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: now,
    current_period_end: period.end,
    current_period_start: period.start,
    discounts: [],
    metadata,
    plan: presentPlan(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  };
}

/** Older clients look for the price under its former name. */
export function presentPlan(price: Price): Record<string, unknown> {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: String(price.unit_amount),
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

const ALWAYS_THE_SAME = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { enabled: false, disabled_reason: null, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
  billing_schedules: [],
  billing_thresholds: null,
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  livemode: false,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pending_invoice_item_interval: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
};
