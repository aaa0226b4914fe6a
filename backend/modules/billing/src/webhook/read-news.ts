import type Stripe from 'stripe';
import { idOf, toDate } from '../stripe/read-stripe';
import { moneyWords, type Sentence } from '../timeline/money-words';
import type { StripeAlarm, StripeNews } from './stripe-news';

/** Reads what an event means here; null when it is no event. Types that say nothing of their own still have the state read anew. */
export function readNews(event: Stripe.Event): StripeNews | null {
  const object = (event as Partial<Stripe.Event>).data?.object as unknown as EventObject | undefined;
  if (typeof event.id !== 'string' || typeof event.created !== 'number' || object === undefined) return null;
  const words = wordsOf(event);
  const occurredAt = toDate(event.created);
  const toldAt = new Date(occurredAt.getTime() + (SECOND_ORDER[event.type] ?? 0));
  return {
    id: event.id,
    type: event.type,
    createdAt: occurredAt,
    isLiveMode: event.livemode,
    customerId: object.object === 'customer' ? object.id : idOf(object.customer),
    paymentIds: paymentIdsOf(object),
    tale: words ? { occurredAt: toldAt, ...words } : null,
    alarm: alarmOf(event),
  };
}

/** Stripe's times are whole seconds: what happens in one of them is told in the order in which it must have happened. */
const SECOND_ORDER: Readonly<Record<string, number>> = {
  'invoice.payment_failed': 1,
  'invoice.payment_action_required': 2,
  'invoice.paid': 3,
  'checkout.session.completed': 4,
};

interface EventObject {
  readonly id: string;
  readonly object: string;
  readonly customer?: string | { readonly id: string } | null;
  readonly charge?: string | { readonly id: string } | null;
  readonly payment_intent?: string | { readonly id: string } | null;
}

function paymentIdsOf({ object, id, charge, payment_intent: intent }: EventObject): string[] {
  const own = object === 'charge' || object === 'payment_intent' ? id : null;
  return [own, idOf(charge), idOf(intent)].filter((paymentId) => paymentId !== null);
}

interface Words {
  readonly kind: string;
  readonly summary: Sentence;
  readonly url: string | null;
}

function words(kind: string, summary: Sentence, url: string | null = null): Words {
  return { kind, summary, url };
}

function wordsOf(event: Stripe.Event): Words | null {
  switch (event.type) {
    case 'checkout.session.completed':
      return words('checkout', 'The checkout was completed.');
    case 'checkout.session.expired':
      return words('checkout', 'A checkout was left unfinished and has expired.');
    case 'checkout.session.async_payment_failed':
      return words('payment_failed', 'The payment of a checkout did not go through.');
    case 'customer.deleted':
      return words('customer_deleted', 'The customer was deleted in Stripe, and with it every subscription.');
    case 'charge.refunded':
      return words('refund', `${refunded(event)} were refunded.`, event.data.object.receipt_url);
    default:
      return invoiceWords(event) ?? disputeWords(event);
  }
}

function invoiceWords(event: Stripe.Event): Words | null {
  switch (event.type) {
    case 'invoice.finalized':
      return aboutInvoice(
        'invoice',
        event.data.object,
        (name) => `${name} over ${total(event.data.object)} was issued.`,
      );
    case 'invoice.paid':
      return aboutInvoice('payment', event.data.object, (name) => `${name} was paid: ${paid(event.data.object)}.`);
    case 'invoice.payment_failed':
      return aboutInvoice('payment_failed', event.data.object, (name) => failureWords(name, event.data.object));
    case 'invoice.payment_action_required':
      return aboutInvoice('action_required', event.data.object, (name) => `${name} has to be confirmed with the bank.`);
    case 'invoice.marked_uncollectible':
      return aboutInvoice('invoice', event.data.object, (name) => `${name} was written off as uncollectible.`);
    case 'invoice.voided':
      return aboutInvoice('invoice', event.data.object, (name) => `${name} was voided: nothing is owed for it.`);
    default:
      return null;
  }
}

function aboutInvoice(kind: string, invoice: Stripe.Invoice, summary: (name: string) => Sentence): Words {
  const name = invoice.number === null ? 'An invoice' : `Invoice ${invoice.number}`;
  return words(kind, summary(name), invoice.hosted_invoice_url ?? null);
}

function failureWords(name: string, invoice: Stripe.Invoice): Sentence {
  const next = invoice.next_payment_attempt;
  const failure = `${name} over ${moneyWords(invoice.amount_due, invoice.currency)} could not be paid.`;
  return next === null ? failure : (day) => `${failure} Stripe tries again on ${day(toDate(next))}.`;
}

function disputeWords(event: Stripe.Event): Words | null {
  switch (event.type) {
    case 'charge.dispute.created':
      return words('dispute', `A payment of ${disputed(event.data.object)} is disputed.`);
    case 'charge.dispute.closed':
      return words(
        'dispute',
        `The dispute over ${disputed(event.data.object)} is closed: ${event.data.object.status}.`,
      );
    case 'charge.dispute.funds_withdrawn':
      return words('dispute', `${disputed(event.data.object)} were withdrawn while the dispute lasts.`);
    case 'charge.dispute.funds_reinstated':
      return words('dispute', `${disputed(event.data.object)} were given back after the dispute.`);
    default:
      return null;
  }
}

function alarmOf(event: Stripe.Event): StripeAlarm | null {
  if (event.type === 'customer.subscription.trial_will_end') return trialAlarm(event.data.object);
  if (event.type === 'invoice.payment_action_required') return confirmationAlarm(event.data.object);
  return null;
}

function trialAlarm({ trial_end: end }: Stripe.Subscription): StripeAlarm {
  return {
    kind: 'trial_will_end',
    severity: 'info',
    title: end === null ? 'The trial ends soon' : (day) => `The trial ends on ${day(toDate(end))}`,
    body: 'From then on the card is charged every month. Cancel before that day and nothing is charged.',
  };
}

function confirmationAlarm(invoice: Stripe.Invoice): StripeAlarm {
  return {
    kind: 'action_required',
    severity: 'warning',
    title: 'The bank wants a payment to be confirmed',
    body: `Open the billing page and confirm the payment of ${moneyWords(invoice.amount_due, invoice.currency)}.`,
  };
}

/** Stripe counts what was refunded of a charge so far; told is what came now. */
function refunded({ data: { object, previous_attributes: before } }: Stripe.ChargeRefundedEvent): string {
  return moneyWords(object.amount_refunded - (before?.amount_refunded ?? 0), object.currency);
}

const total = (invoice: Stripe.Invoice): string => moneyWords(invoice.total, invoice.currency);
const paid = (invoice: Stripe.Invoice): string => moneyWords(invoice.amount_paid, invoice.currency);
const disputed = ({ amount, currency }: Stripe.Dispute): string => moneyWords(amount, currency);
