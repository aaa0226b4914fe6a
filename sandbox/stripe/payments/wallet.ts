import { newStripeId } from '../ids';
import { resourceMissing, StripeError } from '../stripe-error';
import type { EventLog } from '../events/event-log';
import type { Address, Customer, PaymentMethod } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import {
  behaviourOf,
  brandOf,
  CARD_TOKENS,
  fingerprintOf,
  hasCheckDigit,
  type CardBehaviour,
  type Decline,
} from './cards';

export interface CardDetails {
  number: string;
  expMonth: number;
  expYear: number;
  name: string | null;
  email: string | null;
  address?: Address;
}

export const NO_ADDRESS: Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** Cards: made from a number, attached to customers, and what each number does. */
export class Wallet {
  constructor(
    private readonly world: StripeWorld,
    private readonly events: EventLog,
  ) {}

  /** A payment method that belongs to nobody yet. */
  create(details: CardDetails): PaymentMethod {
    const { number } = details;
    if (!hasCheckDigit(number))
      throw cardError({ code: 'incorrect_number', decline_code: null, message: 'Your card number is incorrect.' });
    const method = this.world.add({
      id: newStripeId('pm'),
      object: 'payment_method',
      allow_redisplay: 'always',
      billing_details: {
        address: details.address ?? NO_ADDRESS,
        email: details.email,
        name: details.name,
        phone: null,
        tax_id: null,
      },
      card: presentCard(details),
      created: this.world.now(),
      customer: null,
      livemode: false,
      metadata: {},
      type: 'card',
    });
    this.world.state.cardNumbers[method.id] = { number, isAuthenticated: false };
    return method;
  }

  /** By id, or a new card for one of the tokens that stand for test cards. */
  find(idOrToken: string): PaymentMethod {
    const known = this.world.find('payment_method', idOrToken);
    if (known) return known;
    const number = CARD_TOKENS[idOrToken];
    if (number === undefined) throw resourceMissing('PaymentMethod', idOrToken, 'payment_method');
    const year = new Date(this.world.now() * 1_000).getUTCFullYear() + 4;
    return this.create({ number, expMonth: 12, expYear: year, name: null, email: null });
  }

  attach(method: PaymentMethod, customer: Customer): void {
    const { saving } = this.behaviour(method.id);
    if (typeof saving === 'object') throw cardError(saving);
    method.customer = customer.id;
    this.events.emit('payment_method.attached', method);
  }

  detach(method: PaymentMethod): void {
    this.events.change('payment_method.detached', method, () => (method.customer = null));
    for (const customer of this.world.list('customer')) {
      if (customer.invoice_settings.default_payment_method !== method.id) continue;
      this.events.change('customer.updated', customer, () => {
        customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: null };
      });
    }
  }

  behaviour(methodId: string): CardBehaviour {
    return behaviourOf(this.world.state.cardNumbers[methodId]?.number ?? '');
  }

  /** After a 3-D Secure challenge that went well. */
  authenticate(methodId: string): void {
    const card = this.world.state.cardNumbers[methodId];
    if (card) card.isAuthenticated = true;
    this.world.keep();
  }

  isAuthenticated(methodId: string): boolean {
    return this.world.state.cardNumbers[methodId]?.isAuthenticated === true;
  }
}

function presentCard({ number, expMonth, expYear }: CardDetails): PaymentMethod['card'] {
  const brand = brandOf(number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(number),
    funding: 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** A declined card, as the API answers it. */
export function cardError(reason: Decline, charge?: string): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: reason.code,
    message: reason.message,
    ...(reason.decline_code === null ? {} : { decline_code: reason.decline_code }),
    ...(charge === undefined ? {} : { charge }),
  });
}
