import type Stripe from 'stripe';
import { startSandbox, type RunningSandbox } from '../../index';
import { customerWithCard, stripeClient } from '../../testing/stripe-client';

const PRICE = 'price_konstruct_agent_monthly';
const DAY = 86_400;

/** Hand-computed amounts; the price is $49.00 a month. */
describe('what a change costs', () => {
  let sandbox: RunningSandbox;
  let stripe: Stripe;
  let nowMs: number;

  async function startAt(moment: string): Promise<void> {
    nowMs = Date.parse(moment);
    sandbox = await startSandbox({ now: () => nowMs });
    stripe = stripeClient(sandbox);
  }

  function moveTo(moment: string): void {
    sandbox.moveStripeClock((Date.parse(moment) - nowMs) / 1_000 - moved);
    moved = (Date.parse(moment) - nowMs) / 1_000;
  }
  let moved = 0;

  beforeEach(() => (moved = 0));
  afterEach(() => sandbox.stop());

  async function subscribe(quantity: number, more: Partial<Stripe.SubscriptionCreateParams> = {}) {
    const customer = await customerWithCard(stripe);
    return stripe.subscriptions.create({ customer: customer.id, items: [{ price: PRICE, quantity }], ...more });
  }

  function setQuantity(subscription: Stripe.Subscription, quantity: number) {
    return stripe.subscriptions.update(subscription.id, {
      items: [{ id: subscription.items.data[0]!.id, quantity }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      expand: ['latest_invoice'],
    });
  }

  async function preview(subscription: Stripe.Subscription, quantity: number, behavior: 'always_invoice' | 'none') {
    return stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: {
        items: [{ id: subscription.items.data[0]!.id, quantity }],
        proration_behavior: behavior,
      },
    });
  }

  const day = (seconds: number) => new Date(seconds * 1_000).toISOString();

  it('up in the middle of a month of 30 days: half of each', async () => {
    await startAt('2026-11-01T00:00:00Z');
    const subscription = await subscribe(2);
    moveTo('2026-11-16T00:00:00Z');
    const expected = await preview(subscription, 5, 'always_invoice');
    const changed = await setQuantity(subscription, 5);
    const invoice = changed.latest_invoice as Stripe.Invoice;
    // 2 × 49.00 × 15/30 = 49.00 back, 5 × 49.00 × 15/30 = 122.50 anew
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-4_900, 12_250]);
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 7_350 });
    expect(expected.lines.data.map(({ amount }) => amount)).toEqual([-4_900, 12_250]);
    expect(expected.amount_due).toBe(7_350);
    expect(changed.items.data[0]).toMatchObject({ quantity: 5 });
    expect(invoice.lines.data[0]!.description).toBe('Unused time on 2 × AI Employee Plan after 16 Nov 2026');
  });

  it('to the second, in a month of 31 days', async () => {
    await startAt('2026-12-05T10:20:30Z');
    const subscription = await subscribe(1);
    moveTo('2026-12-09T17:45:13Z');
    const changed = await setQuantity(subscription, 3);
    const invoice = changed.latest_invoice as Stripe.Invoice;
    // 2,306,117 of 2,678,400 seconds are left: 49.00 × 0.861004... = 42.19, 147.00 × 0.861004... = 126.57
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-4_219, 12_657]);
    expect(invoice.total).toBe(8_438);
  });

  it('up and down in one period: the credit stays for the next invoice', async () => {
    await startAt('2026-11-01T00:00:00Z');
    const subscription = await subscribe(2);
    moveTo('2026-11-11T00:00:00Z');
    const up = await setQuantity(subscription, 4);
    // 20/30 of 4 × 49.00 = 130.67 less 20/30 of 2 × 49.00 = 65.33
    expect((up.latest_invoice as Stripe.Invoice).total).toBe(13_067 - 6_533);
    moveTo('2026-11-21T00:00:00Z');
    const down = await setQuantity(subscription, 1);
    const credit = down.latest_invoice as Stripe.Invoice;
    // 10/30 of 4 × 49.00 = 65.33 back, of 1 × 49.00 = 16.33 anew
    expect(credit.lines.data.map(({ amount }) => amount)).toEqual([-6_533, 1_633]);
    expect(credit).toMatchObject({ total: -4_900, amount_due: 0, status: 'paid', ending_balance: -4_900 });
    const next = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(next).toMatchObject({ total: 4_900, starting_balance: -4_900, amount_due: 0 });
    const after = await preview(subscription, 3, 'none');
    expect(after.amount_due).toBe(3 * 4_900 - 4_900);
  });

  it('leap day: 29 days in February 2028', async () => {
    await startAt('2028-02-01T00:00:00Z');
    const subscription = await subscribe(1);
    expect(day(subscription.items.data[0]!.current_period_end)).toBe('2028-03-01T00:00:00.000Z');
    moveTo('2028-02-29T00:00:00Z');
    const changed = await setQuantity(subscription, 2);
    // one day of 29: 49.00 / 29 = 1.69, 98.00 / 29 = 3.38
    expect((changed.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => amount)).toEqual([-169, 338]);
  });

  it('keeps the 31st as its anchor over short months', async () => {
    await startAt('2027-01-31T12:00:00Z');
    const { id } = await subscribe(1);
    const ends: string[] = [];
    for (const moment of ['2027-02-01', '2027-03-01', '2027-04-01', '2027-05-01']) {
      moveTo(`${moment}T00:00:00Z`);
      const { items } = await stripe.subscriptions.retrieve(id);
      ends.push(day(items.data[0]!.current_period_end).slice(0, 10));
    }
    expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
  });

  it('from trial to paid: nothing, then the full month', async () => {
    await startAt('2026-11-20T08:00:00Z');
    const subscription = await subscribe(2, { trial_period_days: 14 });
    expect(subscription.status).toBe('trialing');
    expect((await preview(subscription, 4, 'always_invoice')).amount_due).toBe(0);
    expect((await preview(subscription, 4, 'none')).amount_due).toBe(19_600);
    const changed = await setQuantity(subscription, 4);
    expect((changed.latest_invoice as Stripe.Invoice).total).toBe(0);
    moveTo('2026-12-04T09:30:00Z');
    const paid = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(paid.status).toBe('active');
    expect(paid.latest_invoice).toMatchObject({ status: 'paid', total: 19_600, billing_reason: 'subscription_cycle' });
    expect(day(paid.items.data[0]!.current_period_end)).toBe('2027-01-04T08:00:00.000Z');
  });

  it('a trial that is ended now costs the full month now', async () => {
    await startAt('2026-11-20T08:00:00Z');
    const subscription = await subscribe(2, { trial_period_days: 14 });
    moveTo('2026-11-22T08:00:00Z');
    const paid = await stripe.subscriptions.update(subscription.id, { trial_end: 'now', expand: ['latest_invoice'] });
    expect(paid).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', total: 9_800 } });
    expect(day(paid.items.data[0]!.current_period_end)).toBe('2026-12-22T08:00:00.000Z');
  });

  it('the same proration date gives the same amounts later', async () => {
    await startAt('2026-11-01T00:00:00Z');
    const subscription = await subscribe(1);
    moveTo('2026-11-10T00:00:00Z');
    const item = subscription.items.data[0]!.id;
    const prorationDate = Date.parse('2026-11-10T00:00:00Z') / 1_000;
    const details = {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: 'always_invoice' as const,
      proration_date: prorationDate,
    };
    const shown = await stripe.invoices.createPreview({ subscription: subscription.id, subscription_details: details });
    moveTo('2026-11-10T00:04:00Z');
    const changed = await stripe.subscriptions.update(subscription.id, { ...details, expand: ['latest_invoice'] });
    expect((changed.latest_invoice as Stripe.Invoice).total).toBe(shown.total);
  });

  it('takes a promotion off', async () => {
    await startAt('2026-11-01T00:00:00Z');
    const subscription = await subscribe(3, {
      discounts: [{ promotion_code: 'promo_welcome20' }],
      expand: ['latest_invoice'],
    });
    // 147.00 − 20%
    expect(subscription.latest_invoice).toMatchObject({ subtotal: 14_700, total: 11_760, amount_paid: 11_760 });
    sandbox.moveStripeClock(95 * DAY);
    const [latest] = (await stripe.invoices.list({ subscription: subscription.id, limit: 1 })).data;
    expect(latest!.total).toBe(14_700);
  });
});
