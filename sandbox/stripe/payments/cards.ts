import { createHash } from 'node:crypto';

/** Why a bank says no, in Stripe's words. */
export interface Decline {
  code: string;
  decline_code: string | null;
  message: string;
}

/** What a card number does when it is saved and when it is charged. */
export interface CardBehaviour {
  saving: 'works' | 'asks' | Decline;
  charging: 'works' | 'asks_until_proven' | 'asks_always' | Decline;
}

function decline(code: string, declineCode: string | null, message: string): Decline {
  return { code, decline_code: declineCode, message };
}

const GENERIC = decline('card_declined', 'generic_decline', 'Your card was declined.');
const NO_FUNDS = decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.');
const LOST = decline('card_declined', 'lost_card', 'Your card was declined.');
const STOLEN = decline('card_declined', 'stolen_card', 'Your card was declined.');
const EXPIRED = decline('expired_card', null, 'Your card has expired.');
const WRONG_CVC = decline('incorrect_cvc', null, "Your card's security code is incorrect.");
const PROCESSING = decline(
  'processing_error',
  null,
  'An error occurred while processing your card. Try again in a little bit.',
);
const NOT_A_TEST_CARD = decline(
  'card_declined',
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test card.',
);

const WORKS: CardBehaviour = { saving: 'works', charging: 'works' };

function always(reason: Decline): CardBehaviour {
  return { saving: reason, charging: reason };
}

/** Stripe's own test numbers. */
const BEHAVIOURS = new Map<string, CardBehaviour>([
  ['4242424242424242', WORKS],
  ['4000056655665556', WORKS],
  ['5555555555554444', WORKS],
  ['378282246310005', WORKS],
  ['6011111111111117', WORKS],
  ['4000000000000002', always(GENERIC)],
  ['4000000000009995', always(NO_FUNDS)],
  ['4000000000009987', always(LOST)],
  ['4000000000009979', always(STOLEN)],
  ['4000000000000069', always(EXPIRED)],
  ['4000000000000127', always(WRONG_CVC)],
  ['4000000000000119', always(PROCESSING)],
  ['4000000000000341', { saving: 'works', charging: GENERIC }],
  ['4000002500003155', { saving: 'asks', charging: 'asks_until_proven' }],
  ['4000002760003184', { saving: 'asks', charging: 'asks_always' }],
  ['4000000000003220', { saving: 'asks', charging: 'asks_always' }],
]);

/** Offered beside the card form. */
export const OFFERED_CARDS: { number: string; label: string }[] = [
  { number: '4242 4242 4242 4242', label: 'Works' },
  { number: '4000 0025 0000 3155', label: '3-D Secure when it is saved' },
  { number: '4000 0000 0000 3220', label: '3-D Secure at every charge' },
  { number: '4000 0000 0000 0002', label: 'Declined' },
  { number: '4000 0000 0000 9995', label: 'Insufficient funds' },
  { number: '4000 0000 0000 0341', label: 'Is saved, fails later' },
];

export function behaviourOf(number: string): CardBehaviour {
  return BEHAVIOURS.get(number) ?? always(NOT_A_TEST_CARD);
}

/** The tokens that stand for test cards in requests. */
export const CARD_TOKENS: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
  pm_card_threeDSecure2Required: '4000000000003220',
};

/** The check digit that every card number ends in. */
export function hasCheckDigit(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

export function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^6(011|5)/.test(number)) return 'discover';
  return number.startsWith('4') ? 'visa' : 'unknown';
}

/** The same for the same number, whoever saves it and when: that is what tells that one card is used twice. */
export function fingerprintOf(number: string): string {
  return createHash('sha256').update(`sandbox card ${number}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16);
}
