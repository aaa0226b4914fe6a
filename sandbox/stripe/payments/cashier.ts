import { newStripeId } from '../ids';
import type { Charge, Customer, Invoice, PaymentIntent, PaymentMethod } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import { NO_ADDRESS, type Wallet } from './wallet';
import type { Decline } from './cards';

export type PaymentOutcome =
  | { kind: 'paid'; intent: PaymentIntent }
  | { kind: 'declined'; intent: PaymentIntent; reason: Decline; charge: Charge | null }
  | { kind: 'needs_action'; intent: PaymentIntent };

export interface PaymentAttempt {
  invoice: Invoice;
  customer: Customer;
  method: PaymentMethod | null;
  /** The person has just passed a challenge. */
  isProven: boolean;
}

const NO_METHOD: Decline = {
  code: 'payment_method_required',
  decline_code: null,
  message: 'The customer has no payment method to charge.',
};

/** Collects money: one payment intent per invoice, one charge per attempt. */
export class Cashier {
  constructor(
    private readonly world: StripeWorld,
    private readonly wallet: Wallet,
    private readonly publicUrl: () => string,
  ) {}

  /** What would happen, without it happening. */
  forecast(method: PaymentMethod | null, isProven = false): 'paid' | 'needs_action' | Decline {
    if (!method) return NO_METHOD;
    const { charging } = this.wallet.behaviour(method.id);
    if (typeof charging === 'object') return charging;
    const mustAsk =
      charging === 'asks_always' || (charging === 'asks_until_proven' && !this.wallet.isAuthenticated(method.id));
    return mustAsk && !isProven ? 'needs_action' : 'paid';
  }

  collect(attempt: PaymentAttempt): PaymentOutcome {
    const { invoice, method } = attempt;
    const intent = this.intentFor(invoice);
    intent.payment_method = method?.id ?? null;
    const forecast = this.forecast(method, attempt.isProven);
    if (forecast === 'needs_action') {
      intent.status = 'requires_action';
      intent.next_action = {
        type: 'redirect_to_url',
        redirect_to_url: { url: `${this.publicUrl()}/stripe/invoice/${invoice.id}/confirm`, return_url: null },
      };
      return { kind: 'needs_action', intent };
    }
    const charge = method ? this.charge(attempt, intent, forecast === 'paid' ? null : forecast) : null;
    intent.latest_charge = charge?.id ?? null;
    intent.next_action = null;
    if (forecast !== 'paid') return this.fail(intent, forecast, charge);
    intent.status = 'succeeded';
    intent.amount_received = intent.amount;
    intent.last_payment_error = null;
    this.settle(invoice, 'paid');
    return { kind: 'paid', intent };
  }

  /** The intent that an invoice is paid by; made with the first attempt, or earlier for a client that confirms it. */
  intentFor(invoice: Invoice): PaymentIntent {
    const payment = this.world.list('invoice_payment').find((candidate) => candidate.invoice === invoice.id);
    const existing = this.world.find('payment_intent', payment?.payment.payment_intent);
    if (existing) return existing;
    const intent = this.world.add(newIntent(invoice, this.world.now()));
    this.world.add({
      id: newStripeId('inpay'),
      object: 'invoice_payment',
      amount_paid: null,
      amount_requested: invoice.amount_due,
      created: this.world.now(),
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: false,
      payment: { type: 'payment_intent', payment_intent: intent.id },
      status: 'open',
      status_transitions: { canceled_at: null, paid_at: null },
    });
    return intent;
  }

  /** The invoice is not to be paid any more. */
  abandon(invoice: Invoice): void {
    const payment = this.world.list('invoice_payment').find((candidate) => candidate.invoice === invoice.id);
    const intent = this.world.find('payment_intent', payment?.payment.payment_intent);
    if (!intent || intent.status === 'succeeded') return;
    intent.status = 'canceled';
    intent.next_action = null;
    this.settle(invoice, 'canceled');
  }

  private fail(intent: PaymentIntent, reason: Decline, charge: Charge | null): PaymentOutcome {
    intent.status = 'requires_payment_method';
    intent.last_payment_error = {
      type: reason.code === 'payment_method_required' ? 'invalid_request_error' : 'card_error',
      code: reason.code === 'payment_method_required' ? 'parameter_missing' : reason.code,
      message: reason.message,
      ...(reason.decline_code === null ? {} : { decline_code: reason.decline_code }),
      ...(charge === null ? {} : { charge: charge.id }),
    };
    return { kind: 'declined', intent, reason, charge };
  }

  private settle(invoice: Invoice, status: 'paid' | 'canceled'): void {
    const payment = this.world.list('invoice_payment').find((candidate) => candidate.invoice === invoice.id);
    if (!payment) return;
    payment.status = status;
    payment.amount_paid = status === 'paid' ? payment.amount_requested : null;
    payment.status_transitions[status === 'paid' ? 'paid_at' : 'canceled_at'] = this.world.now();
  }

  private charge(attempt: PaymentAttempt, intent: PaymentIntent, reason: Decline | null): Charge {
    const { invoice, customer, method } = attempt;
    return this.world.add({
      id: newStripeId('ch'),
      object: 'charge',
      amount: intent.amount,
      amount_refunded: 0,
      ...presentResult(intent.amount, reason),
      billing_details: method?.billing_details ?? NO_DETAILS,
      calculated_statement_descriptor: 'KONSTRUCT SANDBOX',
      created: this.world.now(),
      currency: intent.currency,
      customer: customer.id,
      description: `Payment for invoice ${invoice.number ?? invoice.id}`,
      disputed: false,
      fraud_details: {},
      livemode: false,
      metadata: {},
      payment_intent: intent.id,
      payment_method: intent.payment_method,
      payment_method_details: method ? { type: 'card', card: chargedCard(method) } : null,
      receipt_email: customer.email,
      receipt_number: null,
      receipt_url: null,
      refunded: false,
    });
  }
}

const NO_DETAILS = { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null };

interface ChargeResult {
  paid: boolean;
  status: Charge['status'];
  [field: string]: unknown;
}

function presentResult(amount: number, reason: Decline | null): ChargeResult {
  const common = { risk_level: 'normal', risk_score: 12 };
  if (reason === null) {
    return {
      amount_captured: amount,
      balance_transaction: newStripeId('txn'),
      captured: true,
      failure_code: null,
      failure_message: null,
      outcome: {
        ...common,
        network_status: 'approved_by_network',
        reason: null,
        seller_message: 'Payment complete.',
        type: 'authorized',
      },
      paid: true,
      status: 'succeeded',
    };
  }
  return {
    amount_captured: 0,
    balance_transaction: null,
    captured: false,
    failure_code: reason.code,
    failure_message: reason.message,
    outcome: {
      ...common,
      network_status: 'declined_by_network',
      reason: reason.decline_code,
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    },
    paid: false,
    status: 'failed',
  };
}

function chargedCard({ card }: PaymentMethod): Record<string, unknown> {
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = card;
  return { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, network: brand, wallet: null };
}

function newIntent(invoice: Invoice, now: number): PaymentIntent {
  const id = newStripeId('pi');
  return {
    id,
    object: 'payment_intent',
    amount: invoice.amount_due,
    amount_capturable: 0,
    amount_received: 0,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${newStripeId('s').slice(2)}`,
    confirmation_method: 'automatic',
    created: now,
    currency: invoice.currency,
    customer: invoice.customer,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: {},
    next_action: null,
    payment_method: null,
    payment_method_types: ['card'],
    receipt_email: null,
    setup_future_usage: 'off_session',
    status: 'requires_confirmation',
  };
}
