import type { BillingView } from '@konstruct/api-client';
import type { StatusTone } from '@konstruct/ui';

/** The badge of a subscription's status. */
export interface StatusWords {
  readonly label: string;
  readonly tone: StatusTone;
}

const WORDS: Record<BillingView['subscription_status'], StatusWords> = {
  none: { label: 'No subscription', tone: 'muted' },
  trialing: { label: 'Trial', tone: 'info' },
  active: { label: 'Active', tone: 'success' },
  past_due: { label: 'Payment required', tone: 'warning' },
  canceled: { label: 'Canceled', tone: 'danger' },
  unpaid: { label: 'Unpaid', tone: 'danger' },
};

export function statusWords(status: BillingView['subscription_status']): StatusWords {
  return WORDS[status];
}

/** What the page's main button does. */
export type MainAction = 'subscribe' | 'pay' | 'manage';

/** Whether there is a subscription that can still be changed. */
export function isAlive({ subscription_status: status }: BillingView): boolean {
  return status !== 'none' && status !== 'canceled';
}

export function mainAction(billing: BillingView): MainAction {
  if (!isAlive(billing)) return 'subscribe';
  return billing.subscription_status === 'past_due' || billing.subscription_status === 'unpaid' ? 'pay' : 'manage';
}

/** The words on the button that leads to Checkout. */
export function subscribeLabel({
  subscription_status: status,
  is_trial_available: hasTrial,
  plan,
}: BillingView): string {
  if (hasTrial) return `Start ${plan.trial_days}-day trial`;
  return status === 'canceled' ? 'Resubscribe' : 'Subscribe';
}

const INVOICE_TONES: Record<string, StatusTone> = {
  paid: 'success',
  open: 'warning',
  uncollectible: 'danger',
  draft: 'muted',
  void: 'muted',
};

export function invoiceTone(status: string): StatusTone {
  return INVOICE_TONES[status] ?? 'muted';
}

const CARD_BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
};

export function cardWords({ brand, last4, expires }: NonNullable<BillingView['card']>): string {
  const [year = '', month = ''] = expires.split('-');
  return `${CARD_BRANDS[brand] ?? brand} ending in ${last4}, good until ${month}/${year}`;
}
