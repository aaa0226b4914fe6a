import type { EventLog } from '../events/event-log';
import type { Subscriptions } from '../billing/subscriptions';
import { DAY } from '../billing/calendar';
import type { Cashier } from '../payments/cashier';
import { cardError, type Wallet } from '../payments/wallet';
import { invalidRequest } from '../stripe-error';
import type { CheckoutSession, Customer, PaymentMethod, Subscription } from '../state/stripe-objects';
import type { CheckoutSecrets } from '../state/stripe-state';
import type { StripeWorld } from '../state/stripe-world';
import { newCustomer } from '../customers/customer-factory';
import { newStripeId } from '../ids';
import type { CardForm } from './card-form';
import { checkoutTotals } from './checkout-totals';

/** What a finished form led to: done, or the bank wants to ask the person first. */
export type CheckoutResult = { kind: 'complete' } | { kind: 'challenge'; amount: number; card: PaymentMethod['card'] };

/** Carries a Checkout session from the card form to a running subscription. */
export class Checkout {
  constructor(
    private readonly world: StripeWorld,
    private readonly events: EventLog,
    private readonly wallet: Wallet,
    private readonly cashier: Cashier,
    private readonly subscriptions: Subscriptions,
  ) {}

  secretsOf(session: CheckoutSession): CheckoutSecrets {
    const secrets = this.world.state.checkouts[session.id];
    if (!secrets) throw invalidRequest('This session is not one of Checkout.');
    return secrets;
  }

  /** A code that a person typed in; it changes what the session shows. */
  applyCode(session: CheckoutSession, text: string): void {
    const code = this.world.list('promotion_code').find((candidate) => {
      return candidate.active && candidate.code.toLowerCase() === text.trim().toLowerCase();
    });
    if (!code) throw invalidRequest('This code is invalid.', 'promotion_code');
    const secrets = this.secretsOf(session);
    secrets.promotionCode = code.id;
    secrets.coupon = code.promotion.coupon;
    this.refreshTotals(session);
  }

  removeCode(session: CheckoutSession): void {
    const secrets = this.secretsOf(session);
    secrets.promotionCode = null;
    secrets.coupon = null;
    this.refreshTotals(session);
  }

  setQuantity(session: CheckoutSession, quantity: number): void {
    const [item] = this.secretsOf(session).lineItems;
    if (!item?.adjustable) throw invalidRequest('The quantity of this session is fixed.');
    item.quantity = Math.min(Math.max(quantity, item.adjustable.minimum), item.adjustable.maximum);
    this.refreshTotals(session);
  }

  refreshTotals(session: CheckoutSession): void {
    const totals = checkoutTotals(this.world, this.secretsOf(session), this.world.now());
    session.amount_subtotal = totals.subtotal;
    session.amount_total = totals.total;
    session.total_details = { amount_discount: totals.discount, amount_shipping: 0, amount_tax: 0 };
    this.world.keep();
  }

  /** Pays, or saves the card of a trial, and starts the subscription. */
  submit(session: CheckoutSession, form: CardForm, isProven: boolean): CheckoutResult {
    if (session.status !== 'open') throw invalidRequest('This Checkout Session is no longer open.');
    const method = this.wallet.create({ ...form.card, email: form.email, address: form.address });
    const { saving } = this.wallet.behaviour(method.id);
    const forecast = session.amount_total > 0 ? this.cashier.forecast(method, isProven) : 'paid';
    const isAsked = (saving === 'asks' || forecast === 'needs_action') && !isProven;
    if (isAsked) {
      this.forget(method);
      return { kind: 'challenge', amount: session.amount_total, card: method.card };
    }
    const refusal = typeof saving === 'object' ? saving : typeof forecast === 'object' ? forecast : null;
    if (refusal) {
      this.forget(method);
      throw cardError(refusal);
    }
    if (isProven) this.wallet.authenticate(method.id);
    this.complete(session, form, method, isProven);
    return { kind: 'complete' };
  }

  private complete(session: CheckoutSession, form: CardForm, method: PaymentMethod, isProven: boolean): void {
    const customer = this.customerFor(session, form);
    this.wallet.attach(method, customer);
    this.updateCustomer(session, customer, form);
    const subscription = this.subscribe(session, customer, method, isProven);
    session.status = 'complete';
    session.url = null;
    session.customer = customer.id;
    session.subscription = subscription.id;
    session.invoice = subscription.latest_invoice;
    session.payment_status = session.amount_total > 0 ? 'paid' : 'no_payment_required';
    session.customer_details = {
      address: form.address,
      business_name: null,
      email: customer.email,
      individual_name: null,
      name: form.card.name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: form.taxId ? [form.taxId] : [],
    };
    this.events.emit('checkout.session.completed', session);
  }

  private subscribe(
    session: CheckoutSession,
    customer: Customer,
    method: PaymentMethod,
    isProven: boolean,
  ): Subscription {
    const secrets = this.secretsOf(session);
    const code = this.world.find('promotion_code', secrets.promotionCode) ?? null;
    const items = secrets.lineItems.map(({ price, quantity }) => ({
      price: this.world.get('price', price),
      quantity,
      metadata: {},
    }));
    const draft = {
      customer: customer.id,
      items,
      trialEnd: trialEndOf(secrets, this.world.now()),
      metadata: secrets.subscriptionMetadata,
      description: secrets.subscriptionDescription,
      defaultPaymentMethod: method.id,
      missingPaymentMethod: secrets.missingPaymentMethod,
      saveDefaultPaymentMethod: 'off',
    };
    const coupon = secrets.coupon === null ? null : { id: secrets.coupon, code };
    return this.subscriptions.create(draft, { behavior: 'error_if_incomplete', coupon, isProven });
  }

  private customerFor(session: CheckoutSession, form: CardForm): Customer {
    const existing = this.world.find('customer', session.customer);
    if (existing) return existing;
    const customer = this.world.add(newCustomer({ email: form.email, name: form.card.name }, this.world.now()));
    this.events.emit('customer.created', customer);
    return customer;
  }

  private updateCustomer(session: CheckoutSession, customer: Customer, form: CardForm): void {
    const secrets = this.secretsOf(session);
    this.events.change('customer.updated', customer, () => {
      if (secrets.mayUpdateAddress) customer.address = form.address;
      if (secrets.mayUpdateName && form.card.name) customer.name = form.card.name;
      customer.email ??= form.email;
    });
    if (!form.taxId) return;
    this.world.add({
      id: newStripeId('txi'),
      object: 'tax_id',
      country: form.address.country,
      created: this.world.now(),
      customer: customer.id,
      livemode: false,
      ...form.taxId,
      verification: { status: 'pending', verified_address: null, verified_name: null },
    });
  }

  private forget(method: PaymentMethod): void {
    this.world.remove(method);
    const { [method.id]: _forgotten, ...others } = this.world.state.cardNumbers;
    this.world.state.cardNumbers = others;
  }
}

export function trialEndOf(secrets: CheckoutSecrets, now: number): number | null {
  return secrets.trialEnd ?? (secrets.trialPeriodDays === null ? null : now + secrets.trialPeriodDays * DAY);
}
