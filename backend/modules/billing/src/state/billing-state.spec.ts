import { customer, item, openInvoice, PRICE, subscription } from '../../testing/readings';
import { billingState } from './billing-state';
import { isAlive, subscriptionStatus } from './subscription-status';

describe('the state of billing by the word of Stripe (PRTA-05)', () => {
  it.each([
    ['trialing', 'trialing', true],
    ['active', 'active', true],
    ['past_due', 'past_due', true],
    ['unpaid', 'unpaid', true],
    ['paused', 'unpaid', true],
    ['canceled', 'canceled', false],
    ['incomplete', 'none', false],
    ['incomplete_expired', 'none', false],
    ['something_new', 'unpaid', true],
  ])('%s is %s', (stripeStatus, status, alive) => {
    expect([subscriptionStatus(stripeStatus), isAlive(stripeStatus)]).toEqual([status, alive]);
  });

  it('is nothing for a customer who never subscribed', () => {
    expect(billingState(customer(), PRICE)).toMatchObject({ status: 'none', agentQuota: 0, isTrialUsed: false });
  });

  it('takes the quantity, the period and the ids from the item', () => {
    expect(billingState(customer(subscription()), PRICE)).toMatchObject({
      status: 'active',
      stripeStatus: 'active',
      subscriptionId: 'sub_1',
      itemId: 'si_1',
      agentQuota: 3,
      unitAmountCents: 4_900,
      currentPeriodEnd: new Date('2026-12-01T00:00:00Z'),
      liveSubscriptions: 1,
    });
  });

  it('ignores a price that is not ours', () => {
    const foreign = item({ id: 'si_x', priceId: 'price_x', productId: 'prod_x', quantity: 50 });
    expect(billingState(customer(subscription({ items: [foreign] })), PRICE)).toMatchObject({
      status: 'none',
      liveSubscriptions: 0,
    });
    expect(billingState(customer(subscription({ items: [foreign, item()] })), PRICE).agentQuota).toBe(3);
  });

  it('counts an older price of our product', () => {
    const old = item({ priceId: 'price_2025', unitAmountCents: 3_900 });
    expect(billingState(customer(subscription({ items: [old] })), PRICE)).toMatchObject({
      agentQuota: 3,
      unitAmountCents: 3_900,
    });
  });

  it('lets the subscription that gives most speak, whatever their order, and counts those alive', () => {
    const ended = subscription({ id: 'sub_old', status: 'canceled', createdAt: new Date('2026-11-02') });
    const running = subscription({ id: 'sub_new' });
    const second = subscription({
      id: 'sub_second',
      createdAt: new Date('2026-11-03'),
      items: [item({ quantity: 7 })],
    });
    for (const order of [
      [ended, running],
      [running, ended],
    ]) {
      expect(billingState(customer(...order), PRICE)).toMatchObject({ status: 'active', subscriptionId: 'sub_new' });
    }
    for (const order of [
      [running, second],
      [second, running],
    ]) {
      expect(billingState(customer(...order), PRICE)).toMatchObject({ agentQuota: 7, liveSubscriptions: 2 });
    }
  });

  it('lets a trial that never became a subscription count as used, and a canceled one as ended', () => {
    const canceled = subscription({ status: 'canceled', hadTrial: true, endedAt: new Date('2026-11-05') });
    expect(billingState(customer(canceled), PRICE)).toMatchObject({ status: 'canceled', isTrialUsed: true });
  });

  it('knows when it ends by itself', () => {
    const byPeriod = subscription({ cancelAtPeriodEnd: true });
    expect(billingState(customer(byPeriod), PRICE)).toMatchObject({
      cancelAtPeriodEnd: true,
      cancelAt: new Date('2026-12-01T00:00:00Z'),
    });
    const byDate = subscription({ cancelAt: new Date('2026-11-20T00:00:00Z') });
    expect(billingState(customer(byDate), PRICE)).toMatchObject({
      cancelAtPeriodEnd: true,
      cancelAt: new Date('2026-11-20T00:00:00Z'),
    });
  });

  it('anchors the grace period at the first failure that is still open, however many follow', () => {
    const latest = openInvoice({ id: 'in_2', payableSince: new Date('2026-12-01T01:00:00Z'), payUrl: 'https://pay/2' });
    const pastDue = subscription({ status: 'past_due', latestInvoice: latest });
    const first = openInvoice();
    const draft = openInvoice({ id: 'in_3', attemptCount: 0, payableSince: new Date('2026-09-01') });
    const elsewhere = openInvoice({ id: 'in_4', subscriptionId: 'sub_x', payableSince: new Date('2026-09-01') });
    const reading = { ...customer(pastDue), openInvoices: [latest, elsewhere, draft, first] };
    expect(billingState(reading, PRICE)).toMatchObject({
      status: 'past_due',
      pastDueSince: new Date('2026-11-01T01:00:00Z'),
      payUrl: 'https://invoice.stripe.com/i/1',
    });
  });

  it('has an anchor even where Stripe shows no open invoice', () => {
    expect(billingState(customer(subscription({ status: 'past_due' })), PRICE).pastDueSince).toEqual(
      new Date('2026-11-01T00:00:00Z'),
    );
  });

  it('keeps the old quota while a larger one waits for its payment', () => {
    const waiting = subscription({ latestInvoice: openInvoice(), pendingItems: [{ id: 'si_1', quantity: 5 }] });
    expect(billingState(customer(waiting), PRICE)).toMatchObject({
      agentQuota: 3,
      pendingQuota: 5,
      payUrl: 'https://invoice.stripe.com/i/1',
      pastDueSince: null,
    });
  });

  it('takes a quantity of nothing that somebody set in the dashboard', () => {
    expect(billingState(customer(subscription({ items: [item({ quantity: 0 })] })), PRICE).agentQuota).toBe(0);
  });
});
