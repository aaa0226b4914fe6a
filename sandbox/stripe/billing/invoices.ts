import type { EventLog } from '../events/event-log';
import type { Cashier, PaymentOutcome } from '../payments/cashier';
import { cardError } from '../payments/wallet';
import type { StripeAccount } from '../stripe-account';
import { invalidRequest, StripeError } from '../stripe-error';
import type { Customer, Invoice, PaymentMethod, Subscription } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import { DAY } from './calendar';
import { isOver, type AppliedDiscount } from './discounts';
import { draftInvoice, endingBalance, type InvoicePlan } from './invoice-factory';

/** What happens to a subscription when its invoices are paid or not. */
export interface InvoiceListener {
  paid(invoice: Invoice): void;
  /** An attempt failed; `isLast` when no other follows by itself. */
  failed(invoice: Invoice, isLast: boolean): void;
}

export interface CollectOptions {
  method?: PaymentMethod | null;
  /** The person has just passed a 3-D Secure challenge. */
  isProven?: boolean;
  /** Failed attempts are repeated over days. */
  mayRetry: boolean;
}

/** Invoices from draft to paid, or to whatever else becomes of them. */
export class Invoices {
  listener: InvoiceListener = { paid: () => undefined, failed: () => undefined };

  constructor(
    private readonly account: StripeAccount,
    private readonly world: StripeWorld,
    private readonly events: EventLog,
    private readonly cashier: Cashier,
    private readonly publicUrl: () => string,
  ) {}

  /** An invoice that nobody keeps. */
  preview(plan: Omit<InvoicePlan, 'customer' | 'discounts' | 'isPreview'>): Invoice {
    return draftInvoice({ ...plan, ...this.context(plan.subscription, plan.at), isPreview: true });
  }

  draft(plan: Omit<InvoicePlan, 'customer' | 'discounts' | 'isPreview'>): Invoice {
    const context = this.context(plan.subscription, plan.at);
    const invoice = this.world.add(draftInvoice({ ...plan, ...context, isPreview: false }));
    plan.subscription.latest_invoice = invoice.id;
    if (invoice.subtotal > 0) this.useUpDiscounts(plan.subscription, context.discounts);
    this.events.emit('invoice.created', invoice);
    return invoice;
  }

  finalize(invoice: Invoice): void {
    const customer = this.world.get('customer', invoice.customer);
    const now = this.world.now();
    invoice.status = 'open';
    invoice['effective_at'] = now;
    invoice.number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, '0')}`;
    invoice.automatically_finalizes_at = null;
    invoice.status_transitions.finalized_at = now;
    invoice.ending_balance = endingBalance(invoice);
    invoice.hosted_invoice_url = `${this.publicUrl()}/stripe/invoice/${invoice.id}`;
    invoice.invoice_pdf = `${this.publicUrl()}/stripe/invoice/${invoice.id}/pdf`;
    const hasNewBalance = customer.balance !== invoice.ending_balance;
    customer.next_invoice_sequence += 1;
    this.events.emit('invoice.finalized', invoice);
    if (hasNewBalance) {
      this.events.change('customer.updated', customer, () => (customer.balance = invoice.ending_balance ?? 0));
    }
    if (invoice.amount_due === 0) this.markPaid(invoice);
  }

  /** Tries to collect an open invoice. */
  collect(invoice: Invoice, { method, isProven, mayRetry }: CollectOptions): PaymentOutcome {
    const customer = this.world.get('customer', invoice.customer);
    const chosen = method ?? this.defaultMethod(invoice);
    invoice.attempted = true;
    invoice.attempt_count += 1;
    const outcome = this.cashier.collect({ invoice, customer, method: chosen, isProven: isProven ?? false });
    if (outcome.kind === 'paid') this.markPaid(invoice);
    else this.markFailed(invoice, outcome, mayRetry);
    return outcome;
  }

  /** `POST /v1/invoices/:id/pay` and the hosted page: a failure is an error for whoever asked. */
  pay(invoice: Invoice, options: { method?: PaymentMethod | null; isProven?: boolean }): void {
    if (invoice.status === 'paid') throw invalidRequest('Invoice is already paid', undefined, 'invoice_already_paid');
    if (invoice.status === 'draft') this.finalize(invoice);
    if (this.isSettled(invoice)) return;
    if (invoice.status === 'void')
      throw invalidRequest('This invoice can no longer be paid', undefined, 'invoice_not_editable');
    const before = invoice.next_payment_attempt;
    const outcome = this.collect(invoice, { ...options, mayRetry: false });
    if (outcome.kind !== 'paid') invoice.next_payment_attempt = before;
    if (outcome.kind === 'declined') throw cardError(outcome.reason, outcome.charge?.id);
    if (outcome.kind === 'needs_action') throw needsAction('invoice_payment_intent_requires_action');
  }

  void(invoice: Invoice): void {
    if (invoice.status !== 'open') return;
    this.cashier.abandon(invoice);
    invoice.status = 'void';
    invoice.next_payment_attempt = null;
    invoice.status_transitions.voided_at = this.world.now();
    this.events.emit('invoice.voided', invoice);
  }

  markUncollectible(invoice: Invoice): void {
    if (invoice.status !== 'open') return;
    invoice.status = 'uncollectible';
    invoice.next_payment_attempt = null;
    invoice.status_transitions.marked_uncollectible_at = this.world.now();
    this.events.emit('invoice.marked_uncollectible', invoice);
  }

  subscriptionOf(invoice: Invoice): Subscription | undefined {
    return this.world.find('subscription', invoice.parent.subscription_details?.subscription);
  }

  /** The subscription's own card, else the customer's. */
  defaultMethod(invoice: Invoice): PaymentMethod | null {
    const subscription = this.subscriptionOf(invoice);
    const customer = this.world.get('customer', invoice.customer);
    const id = subscription?.default_payment_method ?? customer.invoice_settings.default_payment_method;
    const method = this.world.find('payment_method', id);
    return method?.customer === customer.id ? method : null;
  }

  private context(subscription: Subscription, at: number): { customer: Customer; discounts: AppliedDiscount[] } {
    const customer = this.world.get('customer', subscription.customer, 'customer');
    return { customer, discounts: this.discountsOf(subscription).filter((applied) => !isOver(applied, at)) };
  }

  private discountsOf(subscription: Subscription): AppliedDiscount[] {
    return subscription.discounts.flatMap((id) => {
      const discount = this.world.find('discount', id);
      const coupon = this.world.find('coupon', discount?.source.coupon);
      return discount && coupon ? [{ discount, coupon }] : [];
    });
  }

  private useUpDiscounts(subscription: Subscription, used: AppliedDiscount[]): void {
    const once = new Set(used.filter(({ coupon }) => coupon.duration === 'once').map(({ discount }) => discount.id));
    subscription.discounts = subscription.discounts.filter((id) => !once.has(id));
  }

  private markPaid(invoice: Invoice): void {
    const now = this.world.now();
    invoice.status = 'paid';
    invoice.attempted = true;
    invoice.amount_paid = invoice.amount_due;
    invoice.amount_remaining = 0;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    invoice.status_transitions.paid_at = now;
    this.world.state.firstFailures = without(this.world.state.firstFailures, invoice.id);
    const payment = this.world.list('invoice_payment').find((candidate) => candidate.invoice === invoice.id);
    if (payment) this.events.emit('invoice_payment.paid', payment);
    this.events.emit('invoice.paid', invoice);
    this.events.emit('invoice.payment_succeeded', invoice);
    this.listener.paid(invoice);
  }

  private markFailed(invoice: Invoice, outcome: PaymentOutcome, mayRetry: boolean): void {
    const firstAt = (this.world.state.firstFailures[invoice.id] ??= this.world.now());
    const days = mayRetry ? this.account.dunningDays[invoice.attempt_count - 1] : undefined;
    invoice.next_payment_attempt = days === undefined ? null : firstAt + days * DAY;
    invoice.auto_advance = days !== undefined;
    if (outcome.kind === 'needs_action') this.events.emit('invoice.payment_action_required', invoice);
    this.events.emit('invoice.payment_failed', invoice);
    this.listener.failed(invoice, mayRetry && days === undefined);
  }

  /** Re-read, because finalizing an invoice over nothing pays it. */
  private isSettled(invoice: Invoice): boolean {
    return invoice.status === 'paid';
  }
}

export function needsAction(code: string): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code,
    message: 'This payment requires additional user action before it can be completed successfully.',
  });
}

function without<TValue>(record: Record<string, TValue>, key: string): Record<string, TValue> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
