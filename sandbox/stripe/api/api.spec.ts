import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startSandbox, type RunningSandbox } from '../../index';
import { call } from '../../testing/control';
import { customerWithCard, stripeClient } from '../../testing/stripe-client';

const PRICE = 'price_konstruct_agent_monthly';
const DAY = 86_400;

describe("Stripe's API", () => {
  let sandbox: RunningSandbox;
  let stripe: Stripe;

  beforeEach(async () => {
    sandbox = await startSandbox();
    stripe = stripeClient(sandbox);
  });
  afterEach(() => sandbox.stop());

  async function subscribe(card: string, more: Partial<Stripe.SubscriptionCreateParams> = {}) {
    const customer = await customerWithCard(stripe, card);
    return stripe.subscriptions.create({ customer: customer.id, items: [{ price: PRICE, quantity: 1 }], ...more });
  }

  it('does a thing once for one idempotency key, and refuses the key for another', async () => {
    const options = { idempotencyKey: 'key-1' };
    const first = await stripe.customers.create({ name: 'Acme' }, options);
    const again = await stripe.customers.create({ name: 'Acme' }, options);
    expect(again.id).toBe(first.id);
    expect((await stripe.customers.list()).data).toHaveLength(1);
    await expect(stripe.customers.create({ name: 'Other' }, options)).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
  });

  it('does a thing once, too, when the connection is cut after it and the client tries again', async () => {
    await call(sandbox, 'POST', '/stripe/_control/faults', {
      call: 'POST /v1/customers',
      kind: 'drop_response_after_effect',
    });
    await stripeClient(sandbox, { maxNetworkRetries: 2 }).customers.create({ name: 'Acme' });
    expect((await stripe.customers.list()).data).toHaveLength(1);
    const { requests } = await call(sandbox, 'GET', '/stripe/_control/requests');
    expect(requests).toMatchObject([{ status: null }, { status: 200, is_replay: true }, { method: 'GET' }]);
  });

  it('refuses wrong keys, unknown parameters, and what it cannot do', async () => {
    const stranger = new Stripe('sk_test_wrong', { host: '127.0.0.1', port: sandbox.port, protocol: 'http' });
    await expect(stranger.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    const wrong = { nme: 'Acme' } as Stripe.CustomerCreateParams;
    await expect(stripe.customers.create(wrong)).rejects.toMatchObject({ code: 'parameter_unknown', param: 'nme' });
    await expect(stripe.payouts.list()).rejects.toThrow(/does not implement GET \/v1\/payouts/);
    const setup = { mode: 'setup', success_url: 'http://localhost/' } as const;
    await expect(stripe.checkout.sessions.create(setup)).rejects.toThrow(
      /does not implement Checkout in the mode setup/,
    );
  });

  it.each([
    ['-1', /Invalid non-negative integer/],
    ['1.5', /Invalid integer/],
    ['1000000', /at most 999999/],
  ])('refuses the quantity %s', async (quantity, message) => {
    const { items } = await subscribe('pm_card_visa');
    const change = { quantity: quantity as unknown as number };
    await expect(stripe.subscriptionItems.update(items.data[0]!.id, change)).rejects.toThrow(message);
  });

  it('pages both ways and expands', async () => {
    for (const name of ['a', 'b', 'c']) await stripe.customers.create({ name });
    const first = await stripe.customers.list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, data: [{ name: 'c' }, { name: 'b' }] });
    const rest = await stripe.customers.list({ limit: 2, starting_after: first.data[1]!.id });
    expect(rest).toMatchObject({ has_more: false, data: [{ name: 'a' }] });
    const back = await stripe.customers.list({ limit: 2, ending_before: rest.data[0]!.id });
    expect(back.data.map(({ name }) => name)).toEqual(['c', 'b']);
    const { id } = await subscribe('pm_card_visa');
    const expanded = await stripe.subscriptions.retrieve(id, { expand: ['customer', 'latest_invoice.payments'] });
    expect(expanded).toMatchObject({
      customer: { email: 'owner@acme.test' },
      latest_invoice: { payments: { object: 'list' } },
    });
    await expect(stripe.subscriptions.retrieve(id, { expand: ['nothing'] })).rejects.toThrow(/cannot be expanded/);
    await stripe.customers.del(first.data[0]!.id);
    const deleted = stripe.customers.retrieve(first.data[0]!.id, {
      expand: ['invoice_settings.default_payment_method'],
    });
    expect(await deleted).toMatchObject({ deleted: true });
  });

  it('fails as it is told to', async () => {
    const fail = (kind: string) => call(sandbox, 'POST', '/stripe/_control/faults', { call: '*', kind });
    await fail('rate_limited');
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await fail('server_error');
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
    // The client tries once more by itself when a kept connection turns out to be closed.
    await fail('down');
    await fail('down');
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });

  describe('payments that do not go through', () => {
    it.each([
      ['pm_card_chargeCustomerFail', { code: 'card_declined', decline_code: 'generic_decline' }],
      ['pm_card_threeDSecure2Required', { code: 'subscription_payment_intent_requires_action' }],
    ])('refuse a change of quantity and leave it as it was (%s)', async (card, error) => {
      const { id, items, customer } = await subscribe('pm_card_visa');
      const method = await stripe.paymentMethods.attach(card, { customer: customer as string });
      await stripe.subscriptions.update(id, { default_payment_method: method.id });
      sandbox.moveStripeClock(10 * DAY);
      const change = stripe.subscriptions.update(id, {
        items: [{ id: items.data[0]!.id, quantity: 3 }],
        payment_behavior: 'error_if_incomplete',
        proration_behavior: 'always_invoice',
      });
      await expect(change).rejects.toMatchObject({ statusCode: 402, ...error });
      const after = await stripe.subscriptions.retrieve(id);
      expect(after.items.data[0]!.quantity).toBe(1);
    });

    it('hold a change back until its invoice is paid', async () => {
      const { id, items, customer } = await subscribe('pm_card_visa');
      const method = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer as string });
      await stripe.subscriptions.update(id, { default_payment_method: method.id });
      sandbox.moveStripeClock(10 * DAY);
      const held = await stripe.subscriptions.update(id, {
        items: [{ id: items.data[0]!.id, quantity: 3 }],
        payment_behavior: 'pending_if_incomplete',
        proration_behavior: 'always_invoice',
      });
      expect(held).toMatchObject({ status: 'active', pending_update: { subscription_items: [{ quantity: 3 }] } });
      expect(held.items.data[0]!.quantity).toBe(1);
      await stripe.paymentMethods.attach('pm_card_visa', { customer: customer as string });
      await stripe.invoices.pay(held.latest_invoice as string, { payment_method: 'pm_card_visa' });
      const applied = await stripe.subscriptions.retrieve(id);
      expect(applied.pending_update).toBeNull();
      expect(applied.items.data[0]!.quantity).toBe(3);
    });

    it.each([
      ['unpaid', 'unpaid'],
      ['canceled', 'canceled'],
      ['past_due', 'past_due'],
    ] as const)('are retried over days, and then the subscription is %s', async (afterDunning, status) => {
      sandbox.stripe.afterDunning = afterDunning;
      const { id } = await subscribe('pm_card_chargeCustomerFail', { trial_period_days: 14 });
      sandbox.moveStripeClock(15 * DAY);
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'past_due' });
      sandbox.moveStripeClock(6 * DAY + 7_200);
      const [invoice] = (await stripe.invoices.list({ subscription: id, limit: 1 })).data;
      expect(invoice).toMatchObject({ attempt_count: 4, next_payment_attempt: null });
      expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status });
    });
  });

  it('warns three days before a trial ends, and goes through everything in its order', async () => {
    await subscribe('pm_card_visa', { trial_period_days: 14 });
    sandbox.moveStripeClock(46 * DAY);
    const types = ['customer.subscription.trial_will_end', 'invoice.upcoming', 'invoice.paid'];
    const events = await stripe.events.list({ types, limit: 20 });
    const days = events.data
      .reverse()
      .map(({ type, created }) => [type, Math.round((created - events.data[0]!.created) / DAY)]);
    expect(days).toEqual([
      ['invoice.paid', 0],
      ['customer.subscription.trial_will_end', 11],
      ['invoice.paid', 14],
      ['invoice.upcoming', expect.any(Number)],
      ['invoice.paid', expect.any(Number)],
    ]);
  });

  it('ends a subscription with its period, unless that is taken back', async () => {
    const { id } = await subscribe('pm_card_visa');
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({ cancel_at: null });
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    sandbox.moveStripeClock(32 * DAY);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'cancellation_requested' },
    });
  });

  it('gives one card number one fingerprint, whoever saves it', async () => {
    const [one, other] = [await customerWithCard(stripe), await customerWithCard(stripe)];
    const prints = await Promise.all(
      [one, other].map(
        async ({ id }) => (await stripe.paymentMethods.list({ customer: id })).data[0]!.card!.fingerprint,
      ),
    );
    expect(new Set(prints).size).toBe(1);
  });

  it('outlives the program, clock and all', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'konstruct-stripe-'));
    const first = await startSandbox({ dataDir });
    const customer = await customerWithCard(stripeClient(first));
    first.moveStripeClock(100 * DAY);
    await first.stop();
    const second = await startSandbox({ dataDir });
    expect((await stripeClient(second).customers.retrieve(customer.id)).id).toBe(customer.id);
    const { now } = await call(second, 'GET', '/stripe/_control/clock');
    expect(Date.parse(now as string)).toBeGreaterThan(Date.now() + 99 * DAY * 1_000);
    await second.stop();
    rmSync(dataDir, { recursive: true });
  });
});
