import Stripe from 'stripe';
import { startSandbox, type RunningSandbox } from '../index';
import { ContractSchemas, CONTRACTS_DIR, hasContracts, readContract } from '../testing/contracts';
import { call, type Json } from '../testing/control';

const PRICE = 'price_konstruct_agent_monthly';
const DAY = 86_400;
const FILE = ['stripe', 'stripe-2026-10-28.endive.reduced.openapi.json'] as const;

if (!hasContracts) {
  it(`has nothing to check: there is no folder ${CONTRACTS_DIR}`, () => {
    expect(hasContracts).toBe(false);
  });
} else {
  stripeContract();
}

function stripeContract(): void {
  describe('Stripe as its contract describes it', () => {
    const contract = readContract(...FILE);
    const schemas = new ContractSchemas(contract, '');
    const operations = Object.keys(contract.paths as Json);
    const answered = new Set<string>();
    let sandbox: RunningSandbox;
    let stripe: Stripe;
    let problems: string[];
    let checked = 0;

    beforeAll(async () => {
      sandbox = await startSandbox();
      stripe = new Stripe(sandbox.stripe.secretKey, {
        host: '127.0.0.1',
        port: sandbox.port,
        protocol: 'http',
        maxNetworkRetries: 0,
        httpClient: Stripe.createFetchHttpClient(checkingFetch),
      });
    });

    afterAll(async () => {
      await sandbox.stop();
      process.stdout.write(
        `stripe: ${checked} answers and events checked, ${answered.size} operations of the contract answered\n`,
      );
    });

    beforeEach(() => (problems = []));
    afterEach(() => expect(problems).toEqual([]));

    /** Checks each answer on its way to the client. */
    async function checkingFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
      const response = await fetch(input, init);
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      check((init?.method ?? 'GET').toLowerCase(), pathname, response.status, await response.clone().json());
      return response;
    }

    function check(method: string, pathname: string, status: number, body: unknown): void {
      const template = operations.find((path) => {
        const isMethod = method in ((contract.paths as Record<string, Json>)[path] ?? {});
        return isMethod && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
      });
      const exact = operations.find(
        (path) => path === pathname && method in ((contract.paths as Record<string, Json>)[path] ?? {}),
      );
      const path = exact ?? template;
      if (path === undefined) return;
      checked += 1;
      answered.add(`${method} ${path}`);
      const code = status === 200 ? '200' : 'default';
      const pointer = `paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method}/responses/${code}/content/application~1json/schema`;
      problems.push(...schemas.problems(pointer, body));
    }

    async function checkEvents(): Promise<string[]> {
      const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
      for (const event of events) {
        checked += 1;
        const pointer = `webhooks/${event.type}/post/requestBody/content/application~1json/schema`;
        // What crossed the wire, without what the client library made of it.
        const raw = (await (
          await fetch(`${sandbox.url}/v1/events/${event.id}`, {
            headers: { authorization: `Bearer ${sandbox.stripe.secretKey}` },
          })
        ).json()) as Json;
        // The types give it an id, and the real event has none.
        const found = schemas.problems(pointer, raw).filter((problem) => !/invoice.upcoming.*'id'/.test(problem));
        problems.push(...found);
      }
      return [...new Set(events.map(({ type }) => type))];
    }

    async function customer(card: string): Promise<Stripe.Customer> {
      const made = await stripe.customers.create({
        email: 'owner@acme.test',
        name: 'Acme',
        metadata: { tenant_id: 't1' },
      });
      const method = await stripe.paymentMethods.attach(card, { customer: made.id });
      return stripe.customers.update(made.id, { invoice_settings: { default_payment_method: method.id } });
    }

    it('the catalogue, customers and endpoints', async () => {
      const product = await stripe.products.create({ name: 'Other', description: 'x' });
      await stripe.products.retrieve(product.id);
      await stripe.products.list();
      const price = await stripe.prices.create({
        product: product.id,
        currency: 'usd',
        unit_amount: 500,
        recurring: { interval: 'year' },
        lookup_key: 'other',
      });
      await stripe.prices.update(price.id, { active: false });
      await stripe.prices.retrieve(price.id, { expand: ['product'] });
      await stripe.prices.list({ lookup_keys: ['konstruct_agent_monthly'], active: true, expand: ['data.product'] });
      const { id } = await customer('pm_card_visa');
      await stripe.customers.retrieve(id, {
        expand: ['invoice_settings.default_payment_method', 'subscriptions', 'tax_ids'],
      });
      await stripe.customers.list({ email: 'owner@acme.test', limit: 1 });
      await stripe.customers.search({ query: "metadata['tenant_id']:'t1'" });
      await stripe.customers.del(id);
      await stripe.customers.retrieve(id);
      const endpoint = await stripe.webhookEndpoints.create({
        url: 'http://127.0.0.1:9/hooks',
        enabled_events: ['invoice.paid'],
      });
      await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
      await stripe.webhookEndpoints.list();
      await stripe.webhookEndpoints.del(endpoint.id);
    });

    it('a subscription from its trial to its end', async () => {
      const { id } = await customer('pm_card_visa');
      const subscription = await stripe.subscriptions.create({
        customer: id,
        items: [{ price: PRICE, quantity: 2 }],
        trial_period_days: 14,
        discounts: [{ promotion_code: 'promo_welcome20' }],
        expand: ['latest_invoice.payments', 'discounts', 'customer'],
      });
      const item = subscription.items.data[0]!.id;
      sandbox.moveStripeClock(15 * DAY);
      await stripe.subscriptions.retrieve(subscription.id, {
        expand: ['latest_invoice', 'default_payment_method', 'items.data.price.product'],
      });
      await stripe.invoices.createPreview({
        subscription: subscription.id,
        subscription_details: { items: [{ id: item, quantity: 5 }], proration_behavior: 'always_invoice' },
      });
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id: item, quantity: 5 }],
        proration_behavior: 'always_invoice',
      });
      await stripe.subscriptionItems.update(item, { quantity: 3 });
      await stripe.subscriptionItems.retrieve(item);
      await stripe.subscriptionItems.list({ subscription: subscription.id });
      await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
      await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
      sandbox.moveStripeClock(40 * DAY);
      await stripe.subscriptions.pause(subscription.id, { type: 'subscription' });
      await stripe.subscriptions.resume(subscription.id, { billing_cycle_anchor: { type: 'now' } });
      await stripe.subscriptions.list({
        customer: id,
        status: 'all',
        expand: ['data.latest_invoice', 'data.default_payment_method'],
      });
      const invoices = await stripe.invoices.list({
        customer: id,
        expand: ['data.payments.data.payment.payment_intent'],
      });
      await stripe.invoices.retrieve(invoices.data[0]!.id, { expand: ['confirmation_secret', 'customer'] });
      await stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true });
    });

    it('failures, what waits for them, refunds and disputes', async () => {
      const { id } = await customer('pm_card_visa');
      const subscription = await stripe.subscriptions.create({
        customer: id,
        items: [{ price: PRICE, quantity: 1 }],
        expand: ['latest_invoice.payments'],
      });
      const payment = (subscription.latest_invoice as Stripe.Invoice).payments!.data[0]!.payment
        .payment_intent as string;
      const { latest_charge: charge } = await stripe.paymentIntents.retrieve(payment);
      await stripe.refunds.create({ payment_intent: payment, amount: 1_000 });
      const dispute = await call(sandbox, 'POST', '/stripe/_control/disputes', { charge });
      await call(sandbox, 'POST', `/stripe/_control/disputes/${String(dispute.id)}/close`, { status: 'won' });
      const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: id });
      await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
      const item = subscription.items.data[0]!.id;
      const pending = await stripe.subscriptions.update(subscription.id, {
        items: [{ id: item, quantity: 4 }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'pending_if_incomplete',
      });
      expect(pending.pending_update).not.toBeNull();
      sandbox.moveStripeClock(2 * DAY);
      const challenged = await stripe.paymentMethods.attach('pm_card_threeDSecure2Required', { customer: id });
      await stripe.subscriptions.update(subscription.id, { default_payment_method: challenged.id });
      sandbox.moveStripeClock(35 * DAY);
      const open = await stripe.invoices.list({ customer: id, status: 'open' });
      await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
      await stripe.invoices.pay(open.data[0]!.id, { payment_method: 'pm_card_visa' });
      await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
      sandbox.moveStripeClock(32 * DAY);
      const again = await stripe.invoices.list({ customer: id, status: 'open' });
      await call(sandbox, 'POST', `/stripe/_control/invoices/${again.data[0]!.id}/mark_uncollectible`);
      await expect(
        stripe.subscriptions.update(subscription.id, { items: [{ id: 'si_nothing', quantity: 1 }] }),
      ).rejects.toThrow(/No such subscription item/);
      await expect(stripe.invoices.pay('in_nothing')).rejects.toMatchObject({
        code: 'resource_missing',
        statusCode: 404,
      });
    });

    it('Checkout and the portal', async () => {
      const { id } = await customer('pm_card_visa');
      const session = await stripe.checkout.sessions.create({
        mode: 'subscription',
        customer: id,
        line_items: [{ price: PRICE, quantity: 2, adjustable_quantity: { enabled: true, minimum: 1, maximum: 20 } }],
        success_url: 'http://localhost:3000/billing?session_id={CHECKOUT_SESSION_ID}',
        cancel_url: 'http://localhost:3000/billing',
        subscription_data: { trial_period_days: 14, metadata: { tenant_id: 't1' } },
        allow_promotion_codes: true,
        billing_address_collection: 'required',
        customer_update: { address: 'auto', name: 'auto' },
        tax_id_collection: { enabled: true },
        payment_method_collection: 'always',
        client_reference_id: 't1',
        expand: ['line_items'],
      });
      await stripe.checkout.sessions.listLineItems(session.id);
      const done = await fetch(session.url!, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({
          number: '4242424242424242',
          expiry: '12/40',
          cvc: '123',
          name: 'Ada',
          line1: '1 Main St',
          city: 'Berlin',
          postal_code: '10115',
          country: 'DE',
          tax_id: 'DE123456789',
        }),
      });
      expect(done.headers.get('location')).toBe(`http://localhost:3000/billing?session_id=${session.id}`);
      const complete = await stripe.checkout.sessions.retrieve(session.id, {
        expand: ['subscription.latest_invoice', 'customer.tax_ids', 'line_items'],
      });
      expect(complete).toMatchObject({
        status: 'complete',
        payment_status: 'no_payment_required',
        subscription: { status: 'trialing' },
      });
      const other = await stripe.checkout.sessions.create({
        mode: 'subscription',
        line_items: [{ price: PRICE, quantity: 1 }],
        success_url: 'http://localhost/x',
      });
      await stripe.checkout.sessions.expire(other.id);
      await stripe.checkout.sessions.list({ customer: id });
      await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
      await stripe.billingPortal.configurations.list();
      await stripe.billingPortal.sessions.create({
        customer: id,
        return_url: 'http://localhost:3000/billing',
        flow_data: { type: 'payment_method_update' },
      });
    });

    it('every event', async () => {
      const types = await checkEvents();
      await stripe.events.retrieve((await stripe.events.list({ limit: 1 })).data[0]!.id);
      expect(LIFECYCLE.filter((type) => !types.includes(type))).toEqual([]);
    });

    it('answers every operation of the contract', () => {
      const all = operations.flatMap((path) =>
        Object.keys((contract.paths as Record<string, Json>)[path] ?? {}).map((method) => `${method} ${path}`),
      );
      expect(all.filter((operation) => !answered.has(operation))).toEqual([
        'post /v1/subscription_items',
        'delete /v1/subscription_items/{id}',
      ]);
    });
  });
}

const LIFECYCLE = [
  'checkout.session.completed',
  'checkout.session.expired',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.trial_will_end',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.subscription.pending_update_expired',
  'invoice.created',
  'invoice.finalized',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'invoice.marked_uncollectible',
  'invoice.upcoming',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.closed',
];
