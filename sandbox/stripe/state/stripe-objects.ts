/**
 * The objects of Stripe as they are on the wire, other objects by their id. Only the fields that the sandbox works with are
 * named; what is always the same is added where an object is made.
 */
export interface StripeObject {
  id: string;
  object: string;
  [field: string]: unknown;
}

export type Metadata = Record<string, string>;

export interface StripeList<TItem> {
  object: 'list';
  data: TItem[];
  has_more: boolean;
  url: string;
}

export interface Period {
  start: number;
  end: number;
}

export interface Address {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
}

export interface Product extends StripeObject {
  object: 'product';
  name: string;
  active: boolean;
  metadata: Metadata;
  created: number;
}

export type Interval = 'day' | 'week' | 'month' | 'year';

export interface Price extends StripeObject {
  object: 'price';
  active: boolean;
  currency: string;
  lookup_key: string | null;
  metadata: Metadata;
  nickname: string | null;
  product: string;
  recurring: { interval: Interval; interval_count: number; [field: string]: unknown } | null;
  type: 'recurring' | 'one_time';
  unit_amount: number;
  created: number;
}

export interface Customer extends StripeObject {
  object: 'customer';
  balance: number;
  created: number;
  deleted?: true;
  delinquent: boolean;
  email: string | null;
  name: string | null;
  address: Address | null;
  invoice_prefix: string;
  next_invoice_sequence: number;
  invoice_settings: { default_payment_method: string | null; [field: string]: unknown };
  metadata: Metadata;
}

export interface TaxId extends StripeObject {
  object: 'tax_id';
  customer: string;
  type: string;
  value: string;
  created: number;
}

export interface PaymentMethod extends StripeObject {
  object: 'payment_method';
  billing_details: { address: Address; email: string | null; name: string | null; phone: null; tax_id: null };
  card: {
    brand: string;
    exp_month: number;
    exp_year: number;
    fingerprint: string;
    funding: string;
    last4: string;
    [field: string]: unknown;
  };
  created: number;
  customer: string | null;
}

export type SubscriptionStatus =
  'active' | 'canceled' | 'incomplete' | 'incomplete_expired' | 'past_due' | 'paused' | 'trialing' | 'unpaid';

export interface SubscriptionItem extends StripeObject {
  object: 'subscription_item';
  created: number;
  current_period_end: number;
  current_period_start: number;
  metadata: Metadata;
  price: Price;
  quantity: number;
  subscription: string;
}

export interface Subscription extends StripeObject {
  object: 'subscription';
  billing_cycle_anchor: number;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  cancellation_details: { comment: string | null; feedback: string | null; reason: string | null };
  created: number;
  currency: string;
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  ended_at: number | null;
  items: StripeList<SubscriptionItem>;
  latest_invoice: string | null;
  metadata: Metadata;
  pause_collection: { behavior: string; resumes_at: number | null } | null;
  pending_setup_intent: string | null;
  pending_update: {
    expires_at: number;
    subscription_items: SubscriptionItem[] | null;
    [field: string]: unknown;
  } | null;
  start_date: number;
  status: SubscriptionStatus;
  trial_end: number | null;
  trial_settings: { end_behavior: { missing_payment_method: string } };
  trial_start: number | null;
}

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

export interface InvoiceLine extends StripeObject {
  object: 'line_item';
  amount: number;
  currency: string;
  description: string;
  period: Period;
  quantity: number;
  discount_amounts: { amount: number; discount: string }[];
  subtotal: number;
}

export interface Invoice extends StripeObject {
  object: 'invoice';
  amount_due: number;
  amount_paid: number;
  amount_remaining: number;
  attempt_count: number;
  attempted: boolean;
  auto_advance: boolean;
  automatically_finalizes_at: number | null;
  billing_reason: string;
  created: number;
  currency: string;
  customer: string;
  discounts: string[];
  ending_balance: number | null;
  hosted_invoice_url: string | null;
  invoice_pdf: string | null;
  lines: StripeList<InvoiceLine>;
  next_payment_attempt: number | null;
  number: string | null;
  parent: { subscription_details: { subscription: string; [field: string]: unknown } | null; [field: string]: unknown };
  period_end: number;
  period_start: number;
  starting_balance: number;
  status: InvoiceStatus;
  status_transitions: Record<'finalized_at' | 'marked_uncollectible_at' | 'paid_at' | 'voided_at', number | null>;
  subtotal: number;
  total: number;
  total_discount_amounts: { amount: number; discount: string }[];
}

export interface InvoicePayment extends StripeObject {
  object: 'invoice_payment';
  amount_paid: number | null;
  amount_requested: number;
  created: number;
  invoice: string;
  payment: { type: 'payment_intent'; payment_intent: string };
  status: string;
  status_transitions: { canceled_at: number | null; paid_at: number | null };
}

export interface PaymentIntent extends StripeObject {
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  client_secret: string;
  created: number;
  currency: string;
  customer: string;
  last_payment_error: Record<string, unknown> | null;
  latest_charge: string | null;
  next_action: Record<string, unknown> | null;
  payment_method: string | null;
  status: 'canceled' | 'requires_action' | 'requires_confirmation' | 'requires_payment_method' | 'succeeded';
}

export interface Charge extends StripeObject {
  object: 'charge';
  amount: number;
  amount_refunded: number;
  created: number;
  currency: string;
  customer: string;
  disputed: boolean;
  paid: boolean;
  payment_intent: string;
  refunded: boolean;
  status: 'failed' | 'succeeded';
}

export interface Coupon extends StripeObject {
  object: 'coupon';
  amount_off: number | null;
  percent_off: number | null;
  currency: string | null;
  duration: 'forever' | 'once' | 'repeating';
  duration_in_months: number | null;
  name: string | null;
  times_redeemed: number;
}

export interface PromotionCode extends StripeObject {
  object: 'promotion_code';
  active: boolean;
  code: string;
  promotion: { type: 'coupon'; coupon: string };
  times_redeemed: number;
}

export interface Discount extends StripeObject {
  object: 'discount';
  customer: string;
  end: number | null;
  source: { type: 'coupon'; coupon: string };
  start: number;
  subscription: string | null;
}

export interface CheckoutSession extends StripeObject {
  object: 'checkout.session';
  allow_promotion_codes: boolean | null;
  amount_subtotal: number;
  amount_total: number;
  billing_address_collection: string | null;
  cancel_url: string | null;
  client_reference_id: string | null;
  created: number;
  currency: string;
  customer: string | null;
  customer_details: Record<string, unknown> | null;
  customer_email: string | null;
  expires_at: number;
  invoice: string | null;
  metadata: Metadata;
  payment_status: 'no_payment_required' | 'paid' | 'unpaid';
  status: 'complete' | 'expired' | 'open';
  subscription: string | null;
  success_url: string;
  tax_id_collection: { enabled: boolean; required: 'if_supported' | 'never' };
  total_details: { amount_discount: number; amount_shipping: number; amount_tax: number };
  url: string | null;
}

export interface PortalSession extends StripeObject {
  object: 'billing_portal.session';
  configuration: string;
  created: number;
  customer: string;
  flow: PortalFlow | null;
  return_url: string | null;
  url: string;
}

export interface PortalFlow {
  type: string;
  after_completion: { type: string; redirect: { return_url: string } | null; hosted_confirmation: null };
  subscription_cancel: { subscription: string; retention: null } | null;
  [field: string]: unknown;
}

export interface StripeEvent extends StripeObject {
  object: 'event';
  created: number;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

export interface WebhookEndpoint extends StripeObject {
  object: 'webhook_endpoint';
  created: number;
  enabled_events: string[];
  status: 'enabled' | 'disabled';
  url: string;
}

export interface PortalConfiguration extends StripeObject {
  object: 'billing_portal.configuration';
  is_default: boolean;
  active: boolean;
}

export interface Refund extends StripeObject {
  object: 'refund';
  amount: number;
  charge: string;
}

export interface Dispute extends StripeObject {
  object: 'dispute';
  charge: string;
  status: 'needs_response' | 'won' | 'lost';
}

/** Every kind of object, by the name that it has in its own `object`. */
export interface StripeKinds {
  product: Product;
  price: Price;
  customer: Customer;
  tax_id: TaxId;
  payment_method: PaymentMethod;
  subscription: Subscription;
  invoice: Invoice;
  invoice_payment: InvoicePayment;
  payment_intent: PaymentIntent;
  charge: Charge;
  coupon: Coupon;
  promotion_code: PromotionCode;
  discount: Discount;
  'checkout.session': CheckoutSession;
  'billing_portal.session': PortalSession;
  'billing_portal.configuration': PortalConfiguration;
  refund: Refund;
  dispute: Dispute;
  event: StripeEvent;
  webhook_endpoint: WebhookEndpoint;
}
