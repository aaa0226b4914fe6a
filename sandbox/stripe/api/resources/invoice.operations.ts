import { planChange, periodOf, type ChangeWish } from '../../billing/subscription-change';
import { refundLines } from '../../billing/subscription-lines';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { Invoice, Subscription } from '../../state/stripe-objects';
import { CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import type { Parsed } from '../shape';
import { changedItems, ITEM } from './item-parameters';
import { readProration } from './subscription.operations';

const PREVIEW = {
  customer: 'string',
  subscription: 'string',
  preview_mode: 'string',
  subscription_details: {
    items: [ITEM],
    proration_behavior: 'string',
    proration_date: 'integer',
    trial_end: 'string',
    cancel_now: 'boolean',
    cancel_at_period_end: 'boolean',
    billing_cycle_anchor: { type: 'string' },
  },
} as const;

type PreviewParams = Parsed<typeof PREVIEW>;

function subscriptionToPreview({ world }: StripeServices, params: PreviewParams): Subscription {
  if (params.subscription !== undefined) return world.get('subscription', params.subscription, 'subscription');
  if (params.customer === undefined) throw invalidRequest('You must pass one of: customer, subscription.');
  const live = world.list('subscription').filter(({ customer, status }) => {
    return customer === params.customer && status !== 'canceled' && status !== 'incomplete_expired';
  });
  const [only] = live;
  if (only && live.length === 1) return only;
  throw invalidRequest(`No upcoming invoices for customer: ${params.customer}`, undefined, 'invoice_upcoming_none');
}

/** What an invoice would be: the next one, or the one that a change brings at once. Nothing is kept. */
function preview(services: StripeServices, params: PreviewParams): Invoice {
  const { world, invoices, subscriptions } = services;
  if (params.preview_mode === 'recurring') throw notImplemented('previews of recurring amounts', 'preview_mode');
  const subscription = subscriptionToPreview(services, params);
  subscriptions.refuseEnded(subscription);
  const details = params.subscription_details ?? {};
  const now = world.now();
  if (details.cancel_now === true) {
    const lines = [
      ...subscriptions.secretsOf(subscription).pendingLines,
      ...refundLines(subscription, now, subscriptions.nameOf),
    ];
    return invoices.preview({
      subscription,
      lines,
      reason: 'upcoming',
      period: { start: now, end: now },
      at: now,
      prorationDate: now,
    });
  }
  const wish = readWish(services, subscription, details);
  const plan = planChange(subscription, wish, now, subscriptions.nameOf);
  const isNow = plan.startsPeriod || (wish.prorationBehavior === 'always_invoice' && wish.items !== undefined);
  if (isNow) {
    const lines = plan.lines.length === 0 ? [] : [...subscriptions.secretsOf(subscription).pendingLines, ...plan.lines];
    return invoices.preview({
      subscription,
      lines,
      reason: 'upcoming',
      period: plan.period,
      at: now,
      prorationDate: plan.at,
    });
  }
  if (
    subscription.cancel_at !== null &&
    subscription.cancel_at <= periodOf(subscription).end &&
    details.cancel_at_period_end !== false
  ) {
    throw invalidRequest(
      `No upcoming invoices for customer: ${subscription.customer}`,
      undefined,
      'invoice_upcoming_none',
    );
  }
  const { lines, at } = subscriptions.upcoming(
    { ...subscription, billing_cycle_anchor: plan.anchor },
    plan.items,
    plan.lines,
  );
  const prorationDate = plan.lines.length > 0 ? plan.at : null;
  return invoices.preview({ subscription, lines, reason: 'upcoming', period: plan.period, at, prorationDate });
}

function readWish(
  services: StripeServices,
  subscription: Subscription,
  details: NonNullable<PreviewParams['subscription_details']>,
): ChangeWish {
  const { trial_end: trialEnd, items } = details;
  return {
    ...(items === undefined ? {} : { items: changedItems(services.world, subscription, items) }),
    ...(trialEnd === undefined ? {} : { trialEnd: trialEnd === 'now' ? trialEnd : Number(trialEnd) }),
    anchorNow: details.billing_cycle_anchor?.type === 'now',
    prorationBehavior: readProration(details.proration_behavior, 'create_prorations'),
    prorationDate: details.proration_date ?? null,
  };
}

export const invoiceOperations = [
  operation('POST /v1/invoices/create_preview', PREVIEW, ({ services, params }) => preview(services, params)),
  operation(
    'GET /v1/invoices',
    { ...PAGING, ...CREATED, customer: 'string', subscription: 'string', status: 'string' },
    ({ services, params }) => {
      const invoices = services.world.list('invoice').filter((invoice) => {
        return (
          (params.customer === undefined || invoice.customer === params.customer) &&
          (params.subscription === undefined ||
            services.invoices.subscriptionOf(invoice)?.id === params.subscription) &&
          (params.status === undefined || invoice.status === params.status) &&
          isWithin(invoice.created, params.created)
        );
      });
      return page(invoices, params, '/v1/invoices');
    },
  ),
  operation('GET /v1/invoices/:id', {}, ({ services, path }) => services.world.get('invoice', path.id ?? '')),
  operation(
    'POST /v1/invoices/:id/pay',
    { payment_method: 'string', off_session: 'boolean' },
    ({ services, params, path }) => {
      const invoice = services.world.get('invoice', path.id ?? '');
      const method = params.payment_method === undefined ? null : services.wallet.find(params.payment_method);
      services.invoices.pay(invoice, { method });
      return invoice;
    },
  ),
  operation('POST /v1/invoices/:id/void', {}, ({ services, path }) => {
    const invoice = services.world.get('invoice', path.id ?? '');
    if (invoice.status !== 'open') throw invalidRequest('You can only pass in open invoices. This invoice is not.');
    services.invoices.void(invoice);
    return invoice;
  }),
  operation('POST /v1/invoices/:id/mark_uncollectible', {}, ({ services, path }) => {
    const invoice = services.world.get('invoice', path.id ?? '');
    services.invoices.markUncollectible(invoice);
    return invoice;
  }),
];
