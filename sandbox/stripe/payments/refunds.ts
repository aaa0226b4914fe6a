import { newStripeId } from '../ids';
import { invalidRequest } from '../stripe-error';
import type { EventLog } from '../events/event-log';
import type { Charge, StripeObject } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';

interface Books {
  world: StripeWorld;
  events: EventLog;
}

const ANSWER_DAYS = 7;
const DAY_SECONDS = 86_400;
const DISPUTE_FEE = 1_500;

/** Gives a charge back, whole or in part. */
export function refundCharge(
  { world, events }: Books,
  charge: Charge,
  amount: number | null,
  reason: string | null,
): StripeObject {
  const left = charge.amount - charge.amount_refunded;
  const refunded = amount ?? left;
  if (charge.status !== 'succeeded' || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  }
  if (refunded < 1 || refunded > left) {
    throw invalidRequest(`Refund amount (${refunded}) is greater than unrefunded amount on charge (${left})`, 'amount');
  }
  const refund = world.add({
    id: newStripeId('re'),
    object: 'refund',
    amount: refunded,
    balance_transaction: newStripeId('txn'),
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  events.change('charge.refunded', charge, () => {
    charge.amount_refunded += refunded;
    charge.refunded = charge.amount_refunded === charge.amount;
  });
  return refund;
}

/** A person told their bank that they do not know a charge: the money goes at once. */
export function disputeCharge({ world, events }: Books, charge: Charge, reason: string): StripeObject {
  if (charge.disputed || charge.status !== 'succeeded') throw invalidRequest('This charge cannot be disputed.');
  charge.disputed = true;
  const now = world.now();
  const dispute = world.add({
    id: newStripeId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { enhanced_evidence: {} },
    evidence_details: {
      due_by: now + ANSWER_DAYS * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  });
  events.emit('charge.dispute.created', dispute);
  events.change('charge.dispute.funds_withdrawn', dispute, () => {
    dispute['balance_transactions'] = [withdrawal(charge, dispute.id, now)];
  });
  return dispute;
}

export function closeDispute({ world, events }: Books, id: string, status: 'won' | 'lost'): StripeObject {
  const dispute = world.get('dispute', id);
  if (dispute.status !== 'needs_response') throw invalidRequest('This dispute is closed.');
  events.change('charge.dispute.closed', dispute, () => (dispute.status = status));
  if (status === 'won') events.emit('charge.dispute.funds_reinstated', dispute);
  return dispute;
}

function withdrawal(charge: Charge, source: string, now: number): Record<string, unknown> {
  return {
    id: newStripeId('txn'),
    object: 'balance_transaction',
    amount: -charge.amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency: charge.currency,
    description: `Chargeback withdrawal for ${charge.id}`,
    exchange_rate: null,
    fee: DISPUTE_FEE,
    fee_details: [],
    net: -charge.amount - DISPUTE_FEE,
    reporting_category: 'dispute',
    source,
    status: 'available',
    type: 'adjustment',
  };
}
