import type { EventLog } from '../events/event-log';
import type { Cashier } from '../payments/cashier';
import { cardError } from '../payments/wallet';
import { invalidRequest } from '../stripe-error';
import type { Invoice, PromotionCode, Subscription, SubscriptionItem } from '../state/stripe-objects';
import type { DraftLine, SubscriptionSecrets } from '../state/stripe-state';
import type { StripeWorld } from '../state/stripe-world';
import { newStripeId } from '../ids';
import { DAY, HOUR, nextBoundary, periodBoundary } from './calendar';
import { needsAction, type Invoices } from './invoices';
import { periodOf, planChange, type ChangePlan, type ChangeWish } from './subscription-change';
import { newSubscription, rhythmOf, type SubscriptionDraft } from './subscription-factory';
import { periodLines, refundLines, trialLines, type NameOf } from './subscription-lines';

export type PaymentBehavior =
  'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete';

/** How a new subscription is paid for. */
export interface NewSubscription {
  behavior: PaymentBehavior;
  coupon: { id: string; code: PromotionCode | null } | null;
  /** The person has just passed a 3-D Secure challenge. */
  isProven: boolean;
}

/** How long a change or a first payment waits for its payment. */
const PENDING_SECONDS = 23 * HOUR;
const WARNING_SECONDS = 3 * DAY;

/** Subscriptions from their first day to their last, as people and programs change them. Time is the lifecycle's part. */
export class Subscriptions {
  constructor(
    private readonly world: StripeWorld,
    private readonly events: EventLog,
    private readonly invoices: Invoices,
    private readonly cashier: Cashier,
  ) {}

  readonly nameOf: NameOf = (productId) => this.world.find('product', productId)?.name ?? productId;

  secretsOf(subscription: Subscription): SubscriptionSecrets {
    return (this.world.state.subscriptions[subscription.id] ??= {
      hasTrialEndWarning: false,
      upcomingSentFor: null,
      pendingLines: [],
      pendingChange: null,
    });
  }

  create(draft: SubscriptionDraft, options: NewSubscription): Subscription {
    const now = this.world.now();
    const subscription = newSubscription(draft, now);
    if (options.coupon) this.addDiscount(subscription, options.coupon.id, options.coupon.code);
    const period = periodOf(subscription);
    const items = subscription.items.data;
    const lines =
      draft.trialEnd === null ? periodLines(items, period, this.nameOf) : trialLines(items, period, this.nameOf);
    const plan = {
      subscription,
      lines,
      reason: 'subscription_create',
      period: { start: now, end: now },
      at: now,
      prorationDate: null,
    };
    const due = this.invoices.preview(plan).amount_due;
    if (due > 0 && options.behavior === 'error_if_incomplete') this.refuseUnpayable(subscription, options.isProven);
    this.world.add(subscription);
    if (draft.trialEnd !== null && draft.trialEnd - now <= WARNING_SECONDS)
      this.secretsOf(subscription).hasTrialEndWarning = true;
    this.events.emit('customer.subscription.created', subscription);
    const invoice = this.invoices.draft(plan);
    this.invoices.finalize(invoice);
    if (isOpen(invoice)) {
      if (options.behavior === 'default_incomplete') this.cashier.intentFor(invoice);
      else this.invoices.collect(invoice, { isProven: options.isProven, mayRetry: false });
    }
    return subscription;
  }

  update(subscription: Subscription, wish: ChangeWish, behavior: PaymentBehavior, other: () => void): void {
    this.refuseEnded(subscription);
    const plan = planChange(subscription, wish, this.world.now(), this.nameOf);
    const isInvoicedNow = plan.startsPeriod || (wish.prorationBehavior === 'always_invoice' && plan.lines.length > 0);
    if (!isInvoicedNow) {
      this.secretsOf(subscription).pendingLines.push(...plan.lines);
      this.events.change('customer.subscription.updated', subscription, () => {
        other();
        applyPlan(subscription, plan);
      });
      return;
    }
    this.invoiceChange(subscription, plan, behavior, other);
  }

  /** The change that waited for this invoice takes effect. */
  applyPending(subscription: Subscription): void {
    const { pendingChange } = this.secretsOf(subscription);
    if (!pendingChange) return;
    this.secretsOf(subscription).pendingChange = null;
    this.events.change('customer.subscription.updated', subscription, () => {
      subscription.items.data = pendingChange.items;
      subscription.pending_update = null;
    });
    this.events.emit('customer.subscription.pending_update_applied', subscription);
  }

  /** Nobody paid: the change is given up and its invoice with it. */
  expirePending(subscription: Subscription): void {
    const { pendingChange } = this.secretsOf(subscription);
    this.secretsOf(subscription).pendingChange = null;
    const invoice = this.world.find('invoice', pendingChange?.invoice);
    if (invoice) this.invoices.void(invoice);
    this.events.change('customer.subscription.updated', subscription, () => (subscription.pending_update = null));
    this.events.emit('customer.subscription.pending_update_expired', subscription);
  }

  scheduleCancel(subscription: Subscription, at: number | 'period_end' | null): void {
    const now = this.world.now();
    const { end } = periodOf(subscription);
    subscription.cancel_at = at === 'period_end' ? end : at;
    subscription.cancel_at_period_end = at === 'period_end';
    subscription.canceled_at = at === null ? null : now;
    subscription.cancellation_details = {
      ...subscription.cancellation_details,
      reason: at === null ? null : 'cancellation_requested',
    };
  }

  cancel(subscription: Subscription, options: { reason: string; prorate: boolean; invoiceNow: boolean }): void {
    this.refuseEnded(subscription);
    const now = this.world.now();
    const mayRefund = options.prorate && subscription.status !== 'trialing';
    const lines = mayRefund ? refundLines(subscription, now, this.nameOf) : [];
    const pending = this.secretsOf(subscription).pendingLines;
    if (options.invoiceNow && lines.length + pending.length > 0) {
      this.secretsOf(subscription).pendingLines = [];
      const period = { start: now, end: now };
      const all = [...pending, ...lines];
      const invoice = this.invoices.draft({
        subscription,
        lines: all,
        reason: 'subscription_update',
        period,
        at: now,
        prorationDate: now,
      });
      this.invoices.finalize(invoice);
      if (isOpen(invoice)) this.invoices.collect(invoice, { mayRetry: false });
    } else {
      pending.push(...lines);
    }
    this.stopCollecting(subscription);
    subscription.status = 'canceled';
    subscription.canceled_at ??= now;
    subscription.ended_at = now;
    subscription.pending_update = null;
    this.secretsOf(subscription).pendingChange = null;
    subscription.cancellation_details = { ...subscription.cancellation_details, reason: options.reason };
    this.events.emit('customer.subscription.deleted', subscription);
  }

  pause(subscription: Subscription, type: string): void {
    this.refuseEnded(subscription);
    this.stopCollecting(subscription);
    subscription.status = 'paused';
    subscription['status_details'] = {
      paused: { type: 'subscription', subscription: { type }, transitioned_at: this.world.now() },
    };
    this.events.emit('customer.subscription.paused', subscription);
  }

  /** A paused subscription goes on when the invoice of its new period is paid. */
  resume(subscription: Subscription, isAnchoredNow: boolean): void {
    if (subscription.status !== 'paused') {
      throw invalidRequest('You can only resume a subscription that is paused.', undefined, 'subscription_not_paused');
    }
    const now = this.world.now();
    const rhythm = rhythmOf(subscription.items.data);
    if (isAnchoredNow) subscription.billing_cycle_anchor = now;
    const end = nextBoundary(subscription.billing_cycle_anchor, rhythm, now);
    const period = { start: now, end };
    setPeriod(subscription, period);
    delete subscription['status_details'];
    subscription.status = 'active';
    const lines = periodLines(subscription.items.data, period, this.nameOf);
    this.events.emit('customer.subscription.resumed', subscription);
    const invoice = this.invoices.draft({
      subscription,
      lines,
      reason: 'subscription_update',
      period,
      at: now,
      prorationDate: null,
    });
    this.invoices.finalize(invoice);
    if (isOpen(invoice)) this.invoices.collect(invoice, { mayRetry: true });
  }

  /** The next period's lines with what waits for it, and when that is. */
  upcoming(
    subscription: Subscription,
    items: SubscriptionItem[],
    more: DraftLine[],
  ): { lines: DraftLine[]; at: number } {
    const { end } = periodOf(subscription);
    const rhythm = rhythmOf(items);
    const next = { start: end, end: nextBoundary(subscription.billing_cycle_anchor, rhythm, end) };
    const pending = this.secretsOf(subscription).pendingLines;
    return { lines: [...pending, ...more, ...periodLines(items, next, this.nameOf)], at: end };
  }

  addDiscount(subscription: Subscription, couponId: string, code: PromotionCode | null): void {
    const coupon = this.world.get('coupon', couponId, 'coupon');
    const now = this.world.now();
    const months = { interval: 'month' as const, interval_count: 1 };
    const end = coupon.duration === 'repeating' ? periodBoundary(now, months, coupon.duration_in_months ?? 1) : null;
    coupon.times_redeemed += 1;
    if (code) code.times_redeemed += 1;
    const discount = this.world.add({
      id: newStripeId('di'),
      object: 'discount',
      checkout_session: null,
      customer: subscription.customer,
      end,
      invoice: null,
      invoice_item: null,
      promotion_code: code?.id ?? null,
      source: { type: 'coupon', coupon: coupon.id },
      start: now,
      subscription: subscription.id,
      subscription_item: null,
    });
    subscription.discounts = [...subscription.discounts, discount.id];
  }

  refuseEnded({ status }: Subscription): void {
    if (status !== 'canceled' && status !== 'incomplete_expired') return;
    const message = 'A canceled subscription can only update its cancellation_details and metadata.';
    throw invalidRequest(message, undefined, 'subscription_canceled');
  }

  stopCollecting(subscription: Subscription): void {
    for (const invoice of this.world.list('invoice')) {
      if (this.invoices.subscriptionOf(invoice)?.id !== subscription.id) continue;
      if (invoice.status !== 'draft' && invoice.status !== 'open') continue;
      invoice.auto_advance = false;
      invoice.automatically_finalizes_at = null;
      invoice.next_payment_attempt = null;
    }
  }

  /** Invoices a change now; a payment that fails decides, by the wished behaviour, what becomes of the change. */
  private invoiceChange(
    subscription: Subscription,
    plan: ChangePlan,
    behavior: PaymentBehavior,
    other: () => void,
  ): void {
    const lines = [...this.secretsOf(subscription).pendingLines, ...plan.lines];
    const draft = {
      subscription,
      lines,
      reason: 'subscription_update',
      period: plan.period,
      at: this.world.now(),
      prorationDate: plan.at,
    };
    const isOwed = this.invoices.preview(draft).amount_due > 0;
    const forecast = this.cashier.forecast(this.methodOf(subscription));
    const isPayable = !isOwed || (forecast === 'paid' && behavior !== 'default_incomplete');
    if (!isPayable && behavior === 'error_if_incomplete') this.refuseUnpayable(subscription, false);
    const waits = !isPayable && behavior === 'pending_if_incomplete';
    if (waits && this.secretsOf(subscription).pendingChange) this.expirePending(subscription);
    this.secretsOf(subscription).pendingLines = [];
    this.events.change('customer.subscription.updated', subscription, () => {
      const invoice = this.invoices.draft(draft);
      if (waits) this.holdChange(subscription, plan, invoice);
      else {
        other();
        applyPlan(subscription, plan);
      }
    });
    const invoice = this.world.get('invoice', subscription.latest_invoice ?? '');
    this.invoices.finalize(invoice);
    if (!isOpen(invoice)) return;
    if (behavior === 'default_incomplete') this.leaveOpen(subscription, invoice);
    else this.invoices.collect(invoice, { mayRetry: !waits });
  }

  private leaveOpen(subscription: Subscription, invoice: Invoice): void {
    this.cashier.intentFor(invoice);
    if (subscription.status !== 'active') return;
    this.events.change('customer.subscription.updated', subscription, () => (subscription.status = 'past_due'));
  }

  private holdChange(subscription: Subscription, plan: ChangePlan, invoice: Invoice): void {
    this.secretsOf(subscription).pendingChange = { invoice: invoice.id, items: plan.items };
    subscription.pending_update = {
      billing_cycle_anchor: plan.startsPeriod ? plan.anchor : null,
      expires_at: this.world.now() + PENDING_SECONDS,
      subscription_items: plan.items,
      trial_end: null,
      trial_from_plan: null,
    };
  }

  private methodOf(subscription: Subscription) {
    const customer = this.world.get('customer', subscription.customer);
    const id = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method;
    return this.world.find('payment_method', id) ?? null;
  }

  private refuseUnpayable(subscription: Subscription, isProven: boolean): void {
    const forecast = this.cashier.forecast(this.methodOf(subscription), isProven);
    if (forecast === 'needs_action') throw needsAction('subscription_payment_intent_requires_action');
    if (forecast !== 'paid') throw cardError(forecast);
  }
}

function applyPlan(subscription: Subscription, plan: ChangePlan): void {
  subscription.items.data = plan.items;
  subscription.status = plan.status;
  subscription.billing_cycle_anchor = plan.anchor;
  subscription.trial_end = plan.trialEnd;
}

export function setPeriod(subscription: Subscription, period: { start: number; end: number }): void {
  subscription.items.data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: period.start,
    current_period_end: period.end,
  }));
}

/** Read anew: finalizing an invoice over nothing pays it. */
export function isOpen(invoice: Invoice): boolean {
  return invoice.status === 'open';
}
