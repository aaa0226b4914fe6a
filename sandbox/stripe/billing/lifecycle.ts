import type { EventLog } from '../events/event-log';
import type { StripeAccount } from '../stripe-account';
import type { CheckoutSession, Invoice, Subscription } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import { DAY, HOUR, nextBoundary } from './calendar';
import type { InvoiceListener, Invoices } from './invoices';
import { periodOf } from './subscription-change';
import { rhythmOf } from './subscription-factory';
import { periodLines } from './subscription-lines';
import { isOpen, setPeriod, type Subscriptions } from './subscriptions';

const WARNING_SECONDS = 3 * DAY;
const UPCOMING_SECONDS = 7 * DAY;
const FIRST_PAYMENT_SECONDS = 23 * HOUR;
const CHECK_MS = 500;

/** Something that the calendar will bring. */
export interface DueStep {
  at: number;
  kind: string;
  /** The subscription, invoice or session that it is about. */
  about: string;
  run: () => void;
}

/** What happens by itself as time goes by, one step after the other, also when the clock jumps. */
export class Lifecycle implements InvoiceListener {
  private timer: NodeJS.Timeout | null = null;
  /** Nothing happens before what has happened. */
  private reached = 0;

  constructor(
    private readonly account: StripeAccount,
    private readonly world: StripeWorld,
    private readonly events: EventLog,
    private readonly invoices: Invoices,
    private readonly subscriptions: Subscriptions,
  ) {
    invoices.listener = this;
  }

  start(): void {
    this.timer = setInterval(() => this.catchUp(), CHECK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** The account begins anew, and with it its time. */
  forget(): void {
    this.reached = 0;
  }

  /** Everything that is due by now, earliest first, each at its own moment. */
  catchUp(): void {
    this.advanceTo(this.world.now());
  }

  advanceTo(moment: number): void {
    for (let step = this.next(); step && step.at <= moment; step = this.next()) {
      this.reached = Math.max(this.reached, step.at);
      this.world.at(this.reached, step.run);
    }
    this.reached = Math.max(this.reached, moment);
    if (moment > this.world.now()) this.world.setNow(moment);
  }

  /** What comes next; the dashboard shows it. */
  next(): DueStep | undefined {
    return this.steps().reduce<DueStep | undefined>(
      (first, step) => (first === undefined || step.at < first.at ? step : first),
      undefined,
    );
  }

  /** All that is to come, in no order. */
  steps(): DueStep[] {
    return [
      ...this.world.list('subscription').flatMap((subscription) => this.subscriptionSteps(subscription)),
      ...this.world.list('invoice').flatMap((invoice) => this.invoiceSteps(invoice)),
      ...this.world.list('checkout.session').flatMap((session) => this.sessionSteps(session)),
    ];
  }

  paid(invoice: Invoice): void {
    const subscription = this.invoices.subscriptionOf(invoice);
    if (!subscription) return;
    if (this.subscriptions.secretsOf(subscription).pendingChange?.invoice === invoice.id) {
      this.subscriptions.applyPending(subscription);
      return;
    }
    const waits = ['incomplete', 'past_due', 'unpaid'].includes(subscription.status);
    if (!waits || subscription.latest_invoice !== invoice.id) return;
    this.events.change('customer.subscription.updated', subscription, () => (subscription.status = 'active'));
    this.setDelinquent(subscription, false);
  }

  failed(invoice: Invoice, isLast: boolean): void {
    const subscription = this.invoices.subscriptionOf(invoice);
    if (!subscription || this.subscriptions.secretsOf(subscription).pendingChange?.invoice === invoice.id) return;
    if (subscription.status === 'active') {
      this.events.change('customer.subscription.updated', subscription, () => (subscription.status = 'past_due'));
      this.setDelinquent(subscription, true);
    }
    if (isLast && subscription.status === 'past_due') this.giveUp(subscription);
  }

  private giveUp(subscription: Subscription): void {
    const { afterDunning } = this.account;
    if (afterDunning === 'canceled') {
      this.subscriptions.cancel(subscription, { reason: 'payment_failed', prorate: false, invoiceNow: false });
    }
    if (afterDunning !== 'unpaid') return;
    this.events.change('customer.subscription.updated', subscription, () => (subscription.status = 'unpaid'));
  }

  private setDelinquent(subscription: Subscription, isDelinquent: boolean): void {
    const customer = this.world.get('customer', subscription.customer);
    this.events.change('customer.updated', customer, () => (customer.delinquent = isDelinquent));
  }

  private subscriptionSteps(subscription: Subscription): DueStep[] {
    const { id: about, status } = subscription;
    if (status === 'canceled' || status === 'incomplete_expired' || status === 'paused') return [];
    if (status === 'incomplete') {
      const at = subscription.created + FIRST_PAYMENT_SECONDS;
      return [{ kind: 'first payment expires', at, about, run: () => this.expire(subscription) }];
    }
    return [...this.plannedSteps(subscription), ...this.periodSteps(subscription)];
  }

  /** What somebody planned: a change that waits, a pause that ends, an end. */
  private plannedSteps(subscription: Subscription): DueStep[] {
    const { id: about, pending_update: pending, pause_collection: pause, cancel_at: end } = subscription;
    const steps: DueStep[] = [];
    if (pending) {
      const run = () => this.subscriptions.expirePending(subscription);
      steps.push({ kind: 'pending change expires', at: pending.expires_at, about, run });
    }
    if (pause?.resumes_at) {
      const run = () => this.resumeCollection(subscription);
      steps.push({ kind: 'collection resumes', at: pause.resumes_at, about, run });
    }
    if (end !== null) {
      const reason = 'cancellation_requested';
      const run = () => this.subscriptions.cancel(subscription, { reason, prorate: false, invoiceNow: false });
      steps.push({ kind: 'subscription ends', at: end, about, run });
    }
    return steps;
  }

  /** What comes with each period. */
  private periodSteps(subscription: Subscription): DueStep[] {
    const { id: about, status } = subscription;
    const { end } = periodOf(subscription);
    const secrets = this.subscriptions.secretsOf(subscription);
    const renewal = { at: end, about, run: () => this.renew(subscription) };
    if (status === 'trialing') {
      const warning = { at: end - WARNING_SECONDS, about, run: () => this.warn(subscription) };
      const warnings = secrets.hasTrialEndWarning ? [] : [{ ...warning, kind: 'trial will end' }];
      return [...warnings, { ...renewal, kind: 'trial ends' }];
    }
    const isAnnounced = subscription.cancel_at !== null || secrets.upcomingSentFor === end;
    const announcement = { at: end - UPCOMING_SECONDS, about, run: () => this.announce(subscription) };
    return [...(isAnnounced ? [] : [{ ...announcement, kind: 'upcoming invoice' }]), { ...renewal, kind: 'renewal' }];
  }

  private invoiceSteps(invoice: Invoice): DueStep[] {
    const { id: about } = invoice;
    if (invoice.status === 'draft' && invoice.automatically_finalizes_at !== null) {
      const run = () => this.finalizeAndCollect(invoice);
      return [{ kind: 'invoice is finalized', at: invoice.automatically_finalizes_at, about, run }];
    }
    if (invoice.status === 'open' && invoice.next_payment_attempt !== null) {
      const run = () => void this.invoices.collect(invoice, { mayRetry: true });
      return [{ kind: 'payment is retried', at: invoice.next_payment_attempt, about, run }];
    }
    return [];
  }

  private sessionSteps(session: CheckoutSession): DueStep[] {
    if (session.status !== 'open') return [];
    const run = () => {
      session.status = 'expired';
      session.url = null;
      this.events.emit('checkout.session.expired', session);
    };
    return [{ kind: 'checkout expires', at: session.expires_at, about: session.id, run }];
  }

  private warn(subscription: Subscription): void {
    this.subscriptions.secretsOf(subscription).hasTrialEndWarning = true;
    this.events.emit('customer.subscription.trial_will_end', subscription);
  }

  private announce(subscription: Subscription): void {
    this.subscriptions.secretsOf(subscription).upcomingSentFor = periodOf(subscription).end;
    const { lines, at } = this.subscriptions.upcoming(subscription, subscription.items.data, []);
    const period = periodOf(subscription);
    const preview = this.invoices.preview({ subscription, lines, reason: 'upcoming', period, at, prorationDate: null });
    const withoutId = Object.fromEntries(Object.entries(preview).filter(([name]) => name !== 'id'));
    this.events.emit('invoice.upcoming', withoutId);
  }

  private expire(subscription: Subscription): void {
    const invoice = this.world.find('invoice', subscription.latest_invoice);
    if (invoice) this.invoices.void(invoice);
    this.events.change('customer.subscription.updated', subscription, () => {
      subscription.status = 'incomplete_expired';
      subscription.ended_at = this.world.now();
    });
  }

  private resumeCollection(subscription: Subscription): void {
    this.events.change('customer.subscription.updated', subscription, () => (subscription.pause_collection = null));
  }

  /** A new period: the subscription moves on at once, its invoice is a draft for an hour. */
  private renew(subscription: Subscription): void {
    const wasTrialing = subscription.status === 'trialing';
    if (wasTrialing && this.endsWithoutCard(subscription)) return;
    const ended = periodOf(subscription);
    const rhythm = rhythmOf(subscription.items.data);
    const period = { start: ended.end, end: nextBoundary(subscription.billing_cycle_anchor, rhythm, ended.end) };
    const secrets = this.subscriptions.secretsOf(subscription);
    const lines = [...secrets.pendingLines, ...periodLines(subscription.items.data, period, this.subscriptions.nameOf)];
    secrets.pendingLines = [];
    this.events.change('customer.subscription.updated', subscription, () => {
      setPeriod(subscription, period);
      if (wasTrialing) subscription.status = 'active';
      const at = this.world.now();
      const invoice = this.invoices.draft({
        subscription,
        lines,
        reason: 'subscription_cycle',
        period: ended,
        at,
        prorationDate: null,
      });
      if (subscription.status === 'unpaid') invoice.auto_advance = false;
      else invoice.automatically_finalizes_at = at + this.account.draftSeconds;
    });
  }

  private endsWithoutCard(subscription: Subscription): boolean {
    const customer = this.world.get('customer', subscription.customer);
    const hasCard = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method;
    const what = subscription.trial_settings.end_behavior.missing_payment_method;
    if (hasCard !== null || what === 'create_invoice') return false;
    if (what === 'pause') this.subscriptions.pause(subscription, 'trial_end_without_payment_method');
    else this.subscriptions.cancel(subscription, { reason: 'payment_failed', prorate: false, invoiceNow: false });
    return true;
  }

  private finalizeAndCollect(invoice: Invoice): void {
    const paused = this.invoices.subscriptionOf(invoice)?.pause_collection;
    if (paused?.behavior === 'keep_as_draft') {
      invoice.automatically_finalizes_at = null;
      return;
    }
    this.invoices.finalize(invoice);
    if (!isOpen(invoice)) return;
    if (paused?.behavior === 'void') this.invoices.void(invoice);
    else if (paused) this.invoices.markUncollectible(invoice);
    else this.invoices.collect(invoice, { mayRetry: true });
  }
}
