import { DAY } from '../../billing/calendar';
import { periodOf, type ChangeWish, type ProrationBehavior } from '../../billing/subscription-change';
import type { SubscriptionDraft } from '../../billing/subscription-factory';
import type { NewSubscription, PaymentBehavior } from '../../billing/subscriptions';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { Customer, Subscription } from '../../state/stripe-objects';
import { CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import { mergeMetadata, orNull, type Parsed } from '../shape';
import { changedItems, checkedQuantity, ITEM, recurringPrice } from './item-parameters';

const COMMON = {
  default_payment_method: 'string',
  description: 'string',
  discounts: [{ coupon: 'string', promotion_code: 'string' }],
  metadata: 'metadata',
  off_session: 'boolean',
  payment_behavior: 'string',
  payment_settings: { save_default_payment_method: 'string', payment_method_types: ['string'] },
  proration_behavior: 'string',
  trial_end: 'string',
  trial_settings: { end_behavior: { missing_payment_method: 'string' } },
  cancel_at: 'string',
  cancel_at_period_end: 'boolean',
  collection_method: 'string',
} as const;

const CREATE = {
  ...COMMON,
  customer: 'string',
  currency: 'string',
  items: [{ price: 'string', quantity: 'integer', metadata: 'metadata' }],
  trial_period_days: 'integer',
  billing_mode: { type: 'string', flexible: { proration_discounts: 'string' } },
} as const;

const UPDATE = {
  ...COMMON,
  items: [ITEM],
  proration_date: 'integer',
  billing_cycle_anchor: { type: 'string' },
  pause_collection: { behavior: 'string', resumes_at: 'integer' },
  cancellation_details: { comment: 'string', feedback: 'string' },
} as const;

type UpdateParams = Parsed<typeof UPDATE>;
type CreateParams = Parsed<typeof CREATE>;

const PRORATIONS = new Set(['always_invoice', 'create_prorations', 'none']);
const BEHAVIORS = new Set(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete']);
const TOGETHER_WITH_PENDING = new Set([
  'items',
  'payment_behavior',
  'proration_behavior',
  'proration_date',
  'trial_end',
  'expand',
  'off_session',
  'billing_cycle_anchor',
]);

export function readProration(text: string | undefined, otherwise: ProrationBehavior): ProrationBehavior {
  if (text === undefined) return otherwise;
  if (PRORATIONS.has(text)) return text as ProrationBehavior;
  throw invalidRequest(
    'Invalid proration_behavior: must be one of create_prorations, none, or always_invoice',
    'proration_behavior',
  );
}

export function readBehavior(text: string | undefined): PaymentBehavior {
  if (text === undefined) return 'allow_incomplete';
  if (BEHAVIORS.has(text)) return text as PaymentBehavior;
  throw invalidRequest('Invalid payment_behavior', 'payment_behavior');
}

function readMoment(text: string, param: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  throw invalidRequest(`Invalid timestamp: ${text}`, param, 'parameter_invalid_integer');
}

function checkMethod({ world }: StripeServices, customer: Customer, id: string | undefined): void {
  if (id === undefined || id === '') return;
  const method = world.get('payment_method', id, 'default_payment_method');
  if (method.customer === customer.id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    'default_payment_method',
    'resource_missing',
  );
}

function trialEndOf(services: StripeServices, params: CreateParams): number | null {
  const now = services.world.now();
  if (params.trial_period_days !== undefined) return now + params.trial_period_days * DAY;
  if (params.trial_end === undefined || params.trial_end === 'now') return null;
  const end = readMoment(params.trial_end, 'trial_end');
  if (end <= now) throw invalidRequest('The trial_end must be in the future.', 'trial_end');
  return end;
}

function readItems({ world }: StripeServices, params: CreateParams): SubscriptionDraft['items'] {
  const items = (params.items ?? []).map((item, index) => ({
    price: recurringPrice(world, item.price, `items[${index}][price]`),
    quantity: checkedQuantity(item.quantity ?? 1, `items[${index}][quantity]`),
    metadata: mergeMetadata({}, item.metadata),
  }));
  if (items.length === 0) throw invalidRequest('Missing required param: items.', 'items', 'parameter_missing');
  return items;
}

function customerOf(services: StripeServices, params: CreateParams): Customer {
  const customer = services.world.get('customer', params.customer ?? '', 'customer');
  if (customer.deleted) throw invalidRequest(`No such customer: '${customer.id}'`, 'customer', 'resource_missing');
  checkMethod(services, customer, params.default_payment_method);
  return customer;
}

function readCoupon({ world }: StripeServices, params: CreateParams): NewSubscription['coupon'] {
  const discount = params.discounts?.[0];
  const code = orNull(world.find('promotion_code', discount?.promotion_code));
  const id = code?.promotion.coupon ?? discount?.coupon;
  return id === undefined ? null : { id, code };
}

function create(services: StripeServices, params: CreateParams): Subscription {
  if (params.collection_method === 'send_invoice') throw notImplemented('invoices that are sent', 'collection_method');
  const customer = customerOf(services, params);
  const behavior = readBehavior(params.payment_behavior);
  const trialEnd = trialEndOf(services, params);
  const method = params.default_payment_method ?? customer.invoice_settings.default_payment_method;
  if (method === null && trialEnd === null && behavior !== 'default_incomplete') {
    const message = 'This customer has no attached payment source or default payment method.';
    throw invalidRequest(message, undefined, 'resource_missing');
  }
  const draft = {
    customer: customer.id,
    items: readItems(services, params),
    trialEnd,
    metadata: mergeMetadata({}, params.metadata),
    description: orNull(params.description),
    defaultPaymentMethod: orNull(params.default_payment_method),
    missingPaymentMethod: params.trial_settings?.end_behavior?.missing_payment_method ?? 'create_invoice',
    saveDefaultPaymentMethod: orNull(params.payment_settings?.save_default_payment_method),
  };
  const coupon = readCoupon(services, params);
  const subscription = services.subscriptions.create(draft, { behavior, coupon, isProven: false });
  if (params.cancel_at_period_end === true) services.subscriptions.scheduleCancel(subscription, 'period_end');
  return subscription;
}

function update(services: StripeServices, subscription: Subscription, params: UpdateParams): void {
  const behavior = readBehavior(params.payment_behavior);
  if (behavior === 'pending_if_incomplete') refuseOthers(params);
  if (params.collection_method === 'send_invoice') throw notImplemented('invoices that are sent', 'collection_method');
  checkMethod(services, services.world.get('customer', subscription.customer), params.default_payment_method);
  if (isOnlyText(params)) {
    services.events.change('customer.subscription.updated', subscription, () => {
      applyOther(services, subscription, params);
    });
    return;
  }
  const trialEnd = params.trial_end;
  const wish: ChangeWish = {
    ...(params.items === undefined ? {} : { items: changedItems(services.world, subscription, params.items) }),
    ...(trialEnd === undefined ? {} : { trialEnd: trialEnd === 'now' ? trialEnd : readMoment(trialEnd, 'trial_end') }),
    anchorNow: params.billing_cycle_anchor?.type === 'now',
    prorationBehavior: readProration(params.proration_behavior, 'create_prorations'),
    prorationDate: params.proration_date ?? null,
  };
  const discounts = params.discounts;
  services.subscriptions.update(subscription, wish, behavior, () => {
    applyOther(services, subscription, params);
    if (discounts) applyDiscounts(services, subscription, discounts);
  });
}

/** Also a subscription that has ended may be described anew. */
function isOnlyText(params: UpdateParams): boolean {
  return Object.keys(params).every((name) => ['metadata', 'cancellation_details', 'expand'].includes(name));
}

function refuseOthers(params: UpdateParams): void {
  const other = Object.keys(params).find((name) => !TOGETHER_WITH_PENDING.has(name));
  if (other === undefined) return;
  throw invalidRequest(
    `When \`payment_behavior\` is set to \`pending_if_incomplete\`, you can only pass supported params. Unsupported: ${other}`,
    other,
  );
}

function applyDiscounts(
  services: StripeServices,
  subscription: Subscription,
  discounts: { coupon?: string; promotion_code?: string }[],
): void {
  subscription.discounts = [];
  for (const { coupon, promotion_code: codeId } of discounts) {
    const code = services.world.find('promotion_code', codeId) ?? null;
    services.subscriptions.addDiscount(subscription, code?.promotion.coupon ?? coupon ?? '', code);
  }
}

function applyOther(services: StripeServices, subscription: Subscription, params: UpdateParams): void {
  subscription.metadata = mergeMetadata(subscription.metadata, params.metadata);
  if (params.description !== undefined) subscription['description'] = params.description || null;
  if (params.default_payment_method !== undefined)
    subscription.default_payment_method = params.default_payment_method || null;
  if (params.trial_settings?.end_behavior?.missing_payment_method) {
    subscription.trial_settings = {
      end_behavior: { missing_payment_method: params.trial_settings.end_behavior.missing_payment_method },
    };
  }
  if (params.pause_collection !== undefined) {
    const { behavior, resumes_at } = params.pause_collection;
    subscription.pause_collection = behavior === undefined ? null : { behavior, resumes_at: resumes_at ?? null };
  }
  applyCancellation(services, subscription, params);
}

function applyCancellation({ subscriptions }: StripeServices, subscription: Subscription, params: UpdateParams): void {
  if (params.cancel_at_period_end !== undefined)
    subscriptions.scheduleCancel(subscription, params.cancel_at_period_end ? 'period_end' : null);
  if (params.cancel_at !== undefined) {
    const isEnd = params.cancel_at.endsWith('period_end');
    const at =
      params.cancel_at === '' ? null : isEnd ? periodOf(subscription).end : readMoment(params.cancel_at, 'cancel_at');
    subscriptions.scheduleCancel(subscription, at);
  }
  if (params.cancellation_details === undefined) return;
  const { comment, feedback } = params.cancellation_details;
  subscription.cancellation_details = {
    ...subscription.cancellation_details,
    ...(comment === undefined ? {} : { comment: comment || null }),
    ...(feedback === undefined ? {} : { feedback: feedback || null }),
  };
}

function hasStatus({ status }: Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true;
  if (wanted === undefined) return status !== 'canceled' && status !== 'incomplete_expired';
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired';
  return status === wanted;
}

export const subscriptionOperations = [
  operation('POST /v1/subscriptions', CREATE, ({ services, params }) => create(services, params)),
  operation(
    'GET /v1/subscriptions',
    {
      ...PAGING,
      ...CREATED,
      customer: 'string',
      price: 'string',
      status: 'string',
      collection_method: 'string',
      current_period_end: CREATED.created,
      current_period_start: CREATED.created,
    },
    ({ services, params }) => {
      const subscriptions = services.world.list('subscription').filter((subscription) => {
        const { start, end } = periodOf(subscription);
        return (
          (params.customer === undefined || subscription.customer === params.customer) &&
          (params.price === undefined || subscription.items.data.some(({ price }) => price.id === params.price)) &&
          (params.collection_method === undefined || params.collection_method === 'charge_automatically') &&
          hasStatus(subscription, params.status) &&
          isWithin(subscription.created, params.created) &&
          isWithin(start, params.current_period_start) &&
          isWithin(end, params.current_period_end)
        );
      });
      return page(subscriptions, params, '/v1/subscriptions');
    },
  ),
  operation('GET /v1/subscriptions/:id', {}, ({ services, path }) => services.world.get('subscription', path.id ?? '')),
  operation('POST /v1/subscriptions/:id', UPDATE, ({ services, params, path }) => {
    const subscription = services.world.get('subscription', path.id ?? '');
    update(services, subscription, params);
    return subscription;
  }),
  operation(
    'DELETE /v1/subscriptions/:id',
    { invoice_now: 'boolean', prorate: 'boolean', cancellation_details: { comment: 'string', feedback: 'string' } },
    ({ services, params, path }) => {
      const subscription = services.world.get('subscription', path.id ?? '');
      const isEnded = subscription.status === 'canceled' || subscription.status === 'incomplete_expired';
      if (isEnded) throw invalidRequest(`No such subscription: '${subscription.id}'`, 'id', 'resource_missing');
      applyCancellation(services, subscription, { cancellation_details: params.cancellation_details ?? {} });
      const options = { prorate: params.prorate ?? false, invoiceNow: params.invoice_now ?? false };
      services.subscriptions.cancel(subscription, { reason: 'cancellation_requested', ...options });
      return subscription;
    },
  ),
  operation(
    'POST /v1/subscriptions/:id/pause',
    { type: 'string', invoicing_behavior: 'string' },
    ({ services, path }) => {
      const subscription = services.world.get('subscription', path.id ?? '');
      services.subscriptions.pause(subscription, 'pause_requested');
      return subscription;
    },
  ),
  operation(
    'POST /v1/subscriptions/:id/resume',
    {
      billing_cycle_anchor: { type: 'string' },
      proration_behavior: 'string',
      proration_date: 'integer',
      payment_behavior: 'string',
    },
    ({ services, params, path }) => {
      const subscription = services.world.get('subscription', path.id ?? '');
      services.subscriptions.resume(subscription, params.billing_cycle_anchor?.type !== 'unchanged');
      return subscription;
    },
  ),
];
