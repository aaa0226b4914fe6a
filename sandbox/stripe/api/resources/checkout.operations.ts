import { newStripeId } from '../../ids';
import { HOUR, DAY } from '../../billing/calendar';
import { checkoutLineItems } from '../../checkout/checkout-totals';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { CheckoutSession } from '../../state/stripe-objects';
import type { CheckoutSecrets } from '../../state/stripe-state';
import { CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import { mergeMetadata, orNull, type Parsed } from '../shape';
import { checkedQuantity, recurringPrice } from './item-parameters';

const CREATE = {
  mode: 'string',
  ui_mode: 'string',
  customer: 'string',
  customer_email: 'string',
  client_reference_id: 'string',
  success_url: 'string',
  cancel_url: 'string',
  custom_text: { submit: { message: 'string' } },
  line_items: [
    {
      price: 'string',
      quantity: 'integer',
      adjustable_quantity: { enabled: 'boolean', minimum: 'integer', maximum: 'integer' },
    },
  ],
  subscription_data: {
    trial_period_days: 'integer',
    trial_end: 'integer',
    trial_settings: { end_behavior: { missing_payment_method: 'string' } },
    metadata: 'metadata',
    description: 'string',
    billing_mode: { type: 'string', flexible: { proration_discounts: 'string' } },
    proration_behavior: 'string',
  },
  discounts: [{ coupon: 'string', promotion_code: 'string' }],
  allow_promotion_codes: 'boolean',
  billing_address_collection: 'string',
  customer_update: { address: 'string', name: 'string', shipping: 'string' },
  tax_id_collection: { enabled: 'boolean', required: 'string' },
  automatic_tax: { enabled: 'boolean' },
  payment_method_collection: 'string',
  phone_number_collection: { enabled: 'boolean' },
  expires_at: 'integer',
  locale: 'string',
  submit_type: 'string',
  metadata: 'metadata',
} as const;

type CreateParams = Parsed<typeof CREATE>;

const SHORTEST_LIFE = HOUR / 2;

function missing(param: string): never {
  throw invalidRequest(`Missing required param: ${param}.`, param, 'parameter_missing');
}

function checkMode(params: CreateParams): void {
  if (params.mode !== 'subscription') throw notImplemented(`Checkout in the mode ${params.mode ?? 'payment'}`, 'mode');
  const uiMode = params.ui_mode ?? 'hosted_page';
  if (uiMode !== 'hosted_page') throw notImplemented(`Checkout with ui_mode ${uiMode}`, 'ui_mode');
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: customer, customer_email.');
  }
  if (params.allow_promotion_codes === true && params.discounts !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  }
  if (
    params.tax_id_collection?.enabled === true &&
    params.customer !== undefined &&
    params.customer_update?.name !== 'auto'
  ) {
    const message =
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.';
    throw invalidRequest(message);
  }
  if (!isAddress(params.success_url)) throw invalidRequest('Not a valid URL', 'success_url', 'url_invalid');
}

function isAddress(text: string | undefined): boolean {
  if (text === undefined) return missing('success_url');
  return URL.canParse(text.replaceAll('{CHECKOUT_SESSION_ID}', 'id'));
}

function readLineItems(services: StripeServices, params: CreateParams): CheckoutSecrets['lineItems'] {
  if (!params.line_items || params.line_items.length === 0) return missing('line_items');
  return params.line_items.map((item, index) => {
    const at = `line_items[${index}]`;
    const price = recurringPrice(services.world, item.price, `${at}[price]`);
    const quantity = checkedQuantity(item.quantity ?? missing(`${at}[quantity]`), `${at}[quantity]`);
    if (quantity === 0) throw invalidRequest('This value must be greater than or equal to 1.', `${at}[quantity]`);
    const { enabled, minimum = 1, maximum = 99 } = item.adjustable_quantity ?? {};
    return { price: price.id, quantity, adjustable: enabled === true ? { minimum, maximum } : null };
  });
}

function readSecrets(services: StripeServices, params: CreateParams): CheckoutSecrets {
  const data = params.subscription_data ?? {};
  if (data.trial_period_days !== undefined && data.trial_period_days < 1) {
    throw invalidRequest('The minimum number of trial period days is 1.', 'subscription_data[trial_period_days]');
  }
  const isNew = params.customer === undefined;
  return {
    lineItems: readLineItems(services, params),
    trialPeriodDays: orNull(data.trial_period_days),
    trialEnd: orNull(data.trial_end),
    missingPaymentMethod: data.trial_settings?.end_behavior?.missing_payment_method ?? 'create_invoice',
    subscriptionMetadata: mergeMetadata({}, data.metadata),
    subscriptionDescription: orNull(data.description),
    ...readDiscount(services, params),
    mayUpdateAddress: isNew || params.customer_update?.address === 'auto',
    mayUpdateName: isNew || params.customer_update?.name === 'auto',
  };
}

function readDiscount(
  { world }: StripeServices,
  params: CreateParams,
): Pick<CheckoutSecrets, 'promotionCode' | 'coupon'> {
  const discount = params.discounts?.[0];
  if (discount?.promotion_code === undefined) return { promotionCode: null, coupon: orNull(discount?.coupon) };
  const code = world.get('promotion_code', discount.promotion_code, 'discounts[0][promotion_code]');
  return { promotionCode: code.id, coupon: code.promotion.coupon };
}

function expiryOf(params: CreateParams, now: number): number {
  const expiresAt = params.expires_at ?? now + DAY;
  if (expiresAt < now + SHORTEST_LIFE || expiresAt > now + DAY) {
    throw invalidRequest(
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.',
      'expires_at',
    );
  }
  return expiresAt;
}

function newSession(services: StripeServices, params: CreateParams): CheckoutSession {
  const id = newStripeId('cs_test');
  const now = services.world.now();
  return {
    id,
    object: 'checkout.session',
    ...ALWAYS_THE_SAME,
    allow_promotion_codes: orNull(params.allow_promotion_codes),
    amount_subtotal: 0,
    amount_total: 0,
    automatic_tax: { enabled: params.automatic_tax?.enabled === true, liability: null, provider: null, status: null },
    billing_address_collection: orNull(params.billing_address_collection),
    cancel_url: orNull(params.cancel_url),
    client_reference_id: orNull(params.client_reference_id),
    created: now,
    currency: 'usd',
    custom_text: { ...NO_TEXT, submit: submitText(params) },
    customer: orNull(params.customer),
    customer_creation: params.customer === undefined ? 'always' : null,
    customer_details: null,
    customer_email: orNull(params.customer_email),
    expires_at: expiryOf(params, now),
    invoice: null,
    locale: orNull(params.locale),
    metadata: mergeMetadata({}, params.metadata),
    payment_method_collection: params.payment_method_collection ?? 'always',
    payment_status: 'unpaid',
    phone_number_collection: { enabled: params.phone_number_collection?.enabled === true },
    status: 'open',
    submit_type: orNull(params.submit_type),
    subscription: null,
    success_url: params.success_url ?? '',
    tax_id_collection: { enabled: params.tax_id_collection?.enabled === true, required: 'never' },
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    url: `${services.publicUrl()}/stripe/checkout/${id}`,
  };
}

const NO_TEXT = { after_submit: null, shipping_address: null, terms_of_service_acceptance: null };

/** What stands above the button of the form. */
function submitText({ custom_text: text }: CreateParams): { message: string } | null {
  return text?.submit?.message === undefined ? null : { message: text.submit.message };
}

const ALWAYS_THE_SAME = {
  adaptive_pricing: null,
  after_expiration: null,
  client_secret: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  discounts: null,
  invoice_creation: null,
  livemode: false,
  mode: 'subscription',
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' } },
  payment_method_types: ['card'],
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  ui_mode: 'hosted_page',
  wallet_options: null,
};

function without<TValue>(record: Record<string, TValue>, names: string[]): Record<string, TValue> {
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => !(names.includes(name) && value === null)),
  );
}

export const checkoutOperations = [
  operation('POST /v1/checkout/sessions', CREATE, ({ services, params }) => {
    checkMode(params);
    const { world, checkout } = services;
    const customer = params.customer === undefined ? undefined : world.get('customer', params.customer, 'customer');
    if (customer?.deleted) throw invalidRequest(`No such customer: '${customer.id}'`, 'customer', 'resource_missing');
    const secrets = readSecrets(services, params);
    const session = world.add(without(newSession(services, params), ['locale']) as CheckoutSession);
    world.state.checkouts[session.id] = secrets;
    checkout.refreshTotals(session);
    return session;
  }),
  operation(
    'GET /v1/checkout/sessions',
    { ...PAGING, ...CREATED, customer: 'string', subscription: 'string', status: 'string' },
    ({ services, params }) => {
      const sessions = services.world.list('checkout.session').filter((session) => {
        return (
          (params.customer === undefined || session.customer === params.customer) &&
          (params.subscription === undefined || session.subscription === params.subscription) &&
          (params.status === undefined || session.status === params.status) &&
          isWithin(session.created, params.created)
        );
      });
      return page(sessions, params, '/v1/checkout/sessions');
    },
  ),
  operation('GET /v1/checkout/sessions/:id', {}, ({ services, path }) =>
    services.world.get('checkout.session', path.id ?? ''),
  ),
  operation('GET /v1/checkout/sessions/:id/line_items', PAGING, ({ services, path }) => {
    return checkoutLineItems(services.world, services.world.get('checkout.session', path.id ?? '').id);
  }),
  operation('POST /v1/checkout/sessions/:id/expire', {}, ({ services, path }) => {
    const session = services.world.get('checkout.session', path.id ?? '');
    if (session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`;
      throw invalidRequest(message);
    }
    session.status = 'expired';
    session.url = null;
    services.events.emit('checkout.session.expired', session);
    return session;
  }),
];
