import { billingView } from '../../testing/wire-samples';
import { cardWords, invoiceTone, isAlive, mainAction, statusWords, subscribeLabel } from './billing-words';

describe('words of billing (PRTA-05)', () => {
  it.each([
    ['none', 'No subscription', 'muted'],
    ['trialing', 'Trial', 'info'],
    ['active', 'Active', 'success'],
    ['past_due', 'Payment required', 'warning'],
    ['canceled', 'Canceled', 'danger'],
    ['unpaid', 'Unpaid', 'danger'],
  ] as const)('say %s in words and colour', (status, label, tone) => {
    expect(statusWords(status)).toEqual({ label, tone });
  });

  it('offer to subscribe, to pay or to manage', () => {
    expect(mainAction(billingView({ subscription_status: 'none' }))).toBe('subscribe');
    expect(mainAction(billingView({ subscription_status: 'canceled' }))).toBe('subscribe');
    expect(mainAction(billingView({ subscription_status: 'past_due' }))).toBe('pay');
    expect(mainAction(billingView({ subscription_status: 'unpaid' }))).toBe('pay');
    expect(mainAction(billingView({ subscription_status: 'trialing' }))).toBe('manage');
    expect(isAlive(billingView({ subscription_status: 'unpaid' }))).toBe(true);
  });

  it('promise a trial only where there is one', () => {
    expect(subscribeLabel(billingView({ subscription_status: 'none', is_trial_available: true }))).toBe(
      'Start 14-day trial',
    );
    expect(subscribeLabel(billingView({ subscription_status: 'none' }))).toBe('Subscribe');
    expect(subscribeLabel(billingView({ subscription_status: 'canceled' }))).toBe('Resubscribe');
  });

  it('name cards and invoices', () => {
    expect(cardWords({ brand: 'visa', last4: '4242', expires: '2029-04' })).toBe(
      'Visa ending in 4242, good until 04/2029',
    );
    expect(invoiceTone('open')).toBe('warning');
    expect(invoiceTone('something new')).toBe('muted');
  });
});
