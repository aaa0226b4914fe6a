import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { BillingClient, type Business } from './billing-client';
import { MIA } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import type { StripeAccount } from './stripe-account';

const STORED = 'SELECT tenant_id FROM stripe_events WHERE id = $1';
/** Events that somebody else wrote down, where they are there. */
const PAYLOADS = join(process.env.CONTRACTS_DIR ?? resolve('../shared/contracts'), 'payloads/stripe/endive-derived');
const PAYLOAD_CUSTOMER = 'cus_Qcontract1';
/** Longer than the product repeats a call of Stripe that fails. */
const PERSISTENT = 50;

describe('what Stripe tells, and what goes wrong with it (PRTA-05)', () => {
  let product: RunningProduct;
  let billing: BillingClient;
  let stripe: StripeAccount;
  let owner: Client;

  beforeAll(async () => {
    product = await startProduct({ STRIPE_WEBHOOK_SECRET: 'whsec_next, whsec_sandbox', FREE_AGENT_LIMIT: '1' });
    billing = new BillingClient(product);
    stripe = billing.stripe;
    owner = new Client({ connectionString: product.database.ownerUrl });
    await owner.connect();
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await product.stop();
  });

  const asOwner = async (sql: string, values: unknown[]): Promise<unknown[]> => (await owner.query(sql, values)).rows;

  /** An event about a subscription of a customer, as somebody writes it who knows how they look. */
  const eventAbout = (id: string, customer: string, metadata: object = {}) => ({
    ...{ id, object: 'event', type: 'customer.subscription.updated', created: 1_795_000_000, livemode: false },
    data: { object: { id: 'sub_1', object: 'subscription', customer, metadata } },
  });

  /** Mia, at work. */
  async function employMia({ client, tenantId }: Business): Promise<() => Promise<string>> {
    const agents = `/api/portal/tenants/${tenantId}/agents`;
    const { body } = await client.post<{ id: string }>(agents, MIA);
    await asOwner(`UPDATE agents SET status = 'live', activated_at = now() WHERE id = $1`, [body.id]);
    return async () => (await client.get<{ status: string }>(`${agents}/${body.id}`)).body.status;
  }

  it('is brought by webhooks, whatever order they come in', async () => {
    const one = await billing.business('By Webhook');
    await stripe.control('PATCH', '/account', { delivery_order: 'shuffled' });
    const subscription = await stripe.subscribe(one.customerId, { quantity: 5 });
    await stripe.control('PATCH', `/subscriptions/${subscription.id}`, { quantity: 7 });
    await stripe.control('PATCH', `/subscriptions/${subscription.id}`, { quantity: 4 });
    await eventually(async () => (await billing.show(one)).agent_quota === 4, 'the quota is what Stripe says');
    await stripe.control('PATCH', '/account', { delivery_order: 'duplicated' });
    await stripe.control('PATCH', `/subscriptions/${subscription.id}`, { cancel_now: true });
    await eventually(async () => (await billing.show(one)).subscription_status === 'canceled', 'it has ended');
    await stripe.control('PATCH', '/account', { delivery_order: 'in_order' });
    const payments = async (): Promise<number> =>
      (await billing.story(one)).filter((summary) => summary.includes(' was paid: ')).length;
    await eventually(async () => (await payments()) > 0, 'the payment is told');
    expect(await payments()).toBe(1);
  });

  it('changes nothing when it is forged, old, of another mode or about nobody', async () => {
    const one = await billing.business('Forged');
    const event = eventAbout('evt_forged', one.customerId);
    expect(await stripe.deliver(event, { secret: 'whsec_wrong' })).toBe(400);
    expect(await stripe.deliver(event, { ageSeconds: 301 })).toBe(400);
    expect(await stripe.deliver([])).toBe(400);
    expect(await stripe.deliver({ object: 'event' })).toBe(400);
    expect(await stripe.deliver({ ...event, livemode: true })).toBe(200);
    expect(await stripe.deliver(eventAbout('evt_forged', 'cus_unknown'))).toBe(200);
    expect(await asOwner(STORED, ['evt_forged'])).toEqual([]);
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'none' });
  });

  it('counts once when it is replayed', async () => {
    const one = await billing.business('Replayed');
    const event = eventAbout('evt_replayed', one.customerId);
    expect([await stripe.deliver(event), await stripe.deliver(event, { ageSeconds: 290 })]).toEqual([200, 200]);
    expect(await asOwner(STORED, ['evt_replayed'])).toHaveLength(1);
  });

  it('may be signed with either secret while one replaces the other', async () => {
    const one = await billing.business('Rolling');
    expect(await stripe.deliver(eventAbout('evt_old', one.customerId))).toBe(200);
    expect(await stripe.deliver(eventAbout('evt_new', one.customerId), { secret: 'whsec_next' })).toBe(200);
    expect(await stripe.deliver(eventAbout('evt_third', one.customerId), { secret: 'whsec_third' })).toBe(400);
  });

  it('is of the business whose customer it names, whatever else it says', async () => {
    const [one, other] = [await billing.payer(), await billing.business('Mallory')];
    const event = eventAbout('evt_other', other.customerId, { tenant_id: one.tenantId });
    expect(await stripe.deliver(event)).toBe(200);
    expect(await asOwner(STORED, ['evt_other'])).toEqual([{ tenant_id: other.tenantId }]);
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'active' });
    expect(await billing.show(other)).toMatchObject({ subscription_status: 'none' });
  });

  it('counts only our product, and of several subscriptions the one that gives most', async () => {
    const one = await billing.business('Other Things');
    const price = await stripe.foreignPrice();
    await stripe.subscribe(one.customerId, { quantity: 9, price });
    await billing.post(one, 'refresh');
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'none', agent_quota: 0 });
    await stripe.subscribe(one.customerId, { quantity: 2 });
    await stripe.subscribe(one.customerId, { quantity: 3 });
    await billing.post(one, 'refresh');
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'active', live_subscriptions: 2 });
    const { body } = await billing.post<{ destination: string }>(one, 'checkout', { agent_count: 1 });
    expect(body.destination).toBe('billing_portal');
  });

  it('stops everybody when somebody sets the quantity to nothing in Stripe, and brings them back', async () => {
    const one = await billing.payer({ quantity: 1 });
    const mia = await employMia(one);
    await stripe.control('PATCH', `/subscriptions/${one.subscription.id}`, { quantity: 0 });
    await eventually(async () => (await mia()) === 'suspended', 'Mia has stopped');
    await stripe.control('PATCH', `/subscriptions/${one.subscription.id}`, { quantity: 1 });
    await eventually(async () => (await mia()) === 'live', 'Mia is back');
  });

  it('ends a subscription with its customer; the next checkout makes another one, without a second trial', async () => {
    const one = await billing.payer({ quantity: 1, trialDays: 14 });
    const mia = await employMia(one);
    await stripe.api('DELETE', `/v1/customers/${one.customerId}`);
    await eventually(async () => (await billing.show(one)).subscription_status !== 'trialing', 'the trial is over');
    await eventually(
      async () => (await billing.story(one)).some((summary) => summary.startsWith('The customer was deleted')),
      'it is told',
    );
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'canceled', is_trial_available: false });
    expect(await mia()).toBe('suspended');
    const gone = await billing.post<{ code: string }>(one, 'portal');
    expect([gone.status, gone.body.code]).toEqual([409, 'never_subscribed']);
    const again = await billing.post<{ checkout_url: string; destination: string }>(one, 'checkout', {
      agent_count: 1,
    });
    expect(again.body.destination).toBe('checkout');
    expect(await stripe.customerOf(one.tenantId)).not.toBe(one.customerId);
  });

  it.each(['server_error', 'rate_limited', 'down'])('is answered with 503 while Stripe is %s', async (kind) => {
    const one = await billing.payer();
    await stripe.control('POST', '/faults', { call: '*', kind, count: PERSISTENT });
    const event = eventAbout(`evt_${kind}`, one.customerId);
    const [delivered, ...asked] = await Promise.all([
      stripe.deliver(event),
      billing.post<{ code: string }>(one, 'refresh'),
      billing.post<{ code: string }>(one, 'quantity/preview', { agent_count: 2 }),
      billing.post<{ code: string }>(one, 'cancel'),
    ]);
    expect(delivered).toBe(503);
    for (const { status, body } of asked) expect([status, body.code]).toEqual([503, 'stripe_unavailable']);
    expect(await asOwner(STORED, [`evt_${kind}`])).toEqual([]);
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'active', cancel_at_period_end: false });
    await stripe.control('DELETE', '/faults');
    expect(await stripe.deliver(event)).toBe(200);
    expect(await asOwner(STORED, [`evt_${kind}`])).toHaveLength(1);
  });

  it('waits for a Stripe that is slow, and lets no slow answer undo a younger one', async () => {
    const one = await billing.payer({ quantity: 2 });
    await stripe.control('PATCH', '/account', { delivery_order: 'held' });
    await stripe.control('POST', '/faults', { call: 'GET /v1/subscriptions', kind: 'slow', delay_ms: 1_500 });
    const slow = stripe.deliver(eventAbout('evt_slow', one.customerId));
    await eventually(async () => (await stripe.faults()) === 0, 'the slow question is under way');
    await stripe.control('PATCH', `/subscriptions/${one.subscription.id}`, { quantity: 6 });
    await billing.post(one, 'refresh');
    expect(await slow).toBe(200);
    expect(await billing.show(one)).toMatchObject({ agent_quota: 6 });
    await stripe.control('PATCH', '/account', { delivery_order: 'in_order' });
  });

  it('is answered and stored once whatever it is, also what says nothing here', async () => {
    const files = existsSync(PAYLOADS) ? readdirSync(PAYLOADS) : [];
    const one = await billing.payer({ quantity: 2 });
    const known = new Set<string>();
    for (const file of files) {
      const payload = readFileSync(join(PAYLOADS, file), 'utf8').replaceAll(PAYLOAD_CUSTOMER, one.customerId);
      const event = JSON.parse(payload) as { id: string };
      expect([file, await stripe.deliver(event), await stripe.deliver(event)]).toEqual([file, 200, 200]);
      if (payload.includes(one.customerId)) known.add(event.id);
    }
    const stored = await asOwner('SELECT id FROM stripe_events WHERE tenant_id = $1 AND id = ANY ($2)', [
      one.tenantId,
      [...known],
    ]);
    expect(stored).toHaveLength(known.size);
    // Whatever the events said of other subscriptions: the state is Stripe's.
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'active', agent_quota: 2 });
  });
});
