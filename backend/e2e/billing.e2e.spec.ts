import { Client } from 'pg';
import { hireEmployee, MIA } from './hired-employee';
import { BillingClient, type Billing, type Business } from './billing-client';
import type { Answer } from './portal-client';
import { eventually, signUp, startProduct, type RunningProduct } from './product';
import type { StripeAccount } from './stripe-account';

interface Preview {
  readonly proration_date: number;
  readonly due_today_usd: number;
  readonly next_invoice_usd: number;
  readonly agents_to_stop: number;
  readonly summary: string;
  readonly lines_today: { amount_usd: number }[];
  readonly live_agents: { id: string; name: string }[];
}

const DAY_SECONDS = 86_400;

describe('billing over HTTP (PRTA-05)', () => {
  let product: RunningProduct;
  let billing: BillingClient;
  let stripe: StripeAccount;
  let owner: Client;

  beforeAll(async () => {
    product = await startProduct({ FREE_AGENT_LIMIT: '1' });
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

  /** Employees that are at work, without the way through a channel that other specs go. */
  async function employ({ tenantId, client }: Business, ...names: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const name of names) {
      const { body } = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, { ...MIA, name });
      ids.push(body.id);
      await asOwner(`UPDATE agents SET status = 'live', activated_at = clock_timestamp() WHERE id = $1`, [body.id]);
    }
    return ids;
  }

  const statuses = async ({ client, tenantId }: Business): Promise<Record<string, string>> => {
    const { body } = await client.get<{ items: { name: string; status: string }[] }>(
      `/api/portal/tenants/${tenantId}/agents`,
    );
    return Object.fromEntries(body.items.map(({ name, status }) => [name, status]));
  };

  describe('checkout', () => {
    it.each([0, -1, 1.5, 10_000, '3', null])('refuses %j employees and names the field', async (count) => {
      const one = await signUp(product);
      const wanted = { agent_count: count };
      const orders = {
        checkout: wanted,
        'quantity/preview': wanted,
        quantity: { ...wanted, proration_date: 1_795_000_000 },
      };
      for (const [path, order] of Object.entries(orders)) {
        const { status, body } = await billing.post<{ errors: { pointer: string }[] }>(one, path, order);
        expect([path, status, body.errors[0]?.pointer]).toEqual([path, 422, '/agent_count']);
      }
    });

    it('gives two clicks at once one customer and one page, and another order another page', async () => {
      const { client, tenantId } = await signUp(product, 'Two Clicks');
      const click = (count: number): Promise<Answer<{ checkout_url: string; destination: string }>> =>
        billing.post({ client, tenantId }, 'checkout', { agent_count: count });
      const [one, other] = await Promise.all([click(2), click(2)]);
      expect([one.status, one.body.destination]).toEqual([200, 'checkout']);
      expect(other.body.checkout_url).toBe(one.body.checkout_url);
      const third = await click(3);
      expect(third.body.checkout_url).not.toBe(one.body.checkout_url);
      const customers = await stripe.api<{ data: { id: string; name: string; metadata: { tenant_id?: string } }[] }>(
        'GET',
        '/v1/customers',
        { limit: '100' },
      );
      const own = customers.data.filter(({ metadata }) => metadata.tenant_id === tenantId);
      expect(own).toMatchObject([{ name: 'Two Clicks' }]);
      const sessions = await stripe.api<{ data: { status: string }[] }>('GET', '/v1/checkout/sessions', {
        customer: own[0]!.id,
      });
      expect(sessions.data.map(({ status }) => status).sort()).toEqual(['expired', 'open']);
    });

    it('sends those who have a subscription to the Billing Portal', async () => {
      const one = await billing.payer({ quantity: 2 });
      const { body } = await billing.post<{ destination: string; checkout_url: string }>(one, 'checkout', {
        agent_count: 1,
      });
      expect(body.destination).toBe('billing_portal');
      expect(new URL(body.checkout_url).host).toBe(new URL(product.providers.url).host);
      expect((await billing.post<{ portal_url: string }>(one, 'portal')).body.portal_url).toMatch(/^http/);
    });

    it('offers no Billing Portal before the first checkout', async () => {
      const { client, tenantId } = await signUp(product);
      const { status, body } = await billing.post<{ code: string }>({ client, tenantId }, 'portal');
      expect([status, body.code]).toEqual([409, 'never_subscribed']);
    });

    it('shows the state at once on the way back, also twice, and nobody the checkout of another business', async () => {
      const one = await billing.business('Returning');
      const sessions = await stripe.api<{ data: { id: string }[] }>('GET', '/v1/checkout/sessions', {
        customer: one.customerId,
      });
      const checkout_session_id = sessions.data[0]!.id;
      await stripe.subscribe(one.customerId, { quantity: 3, trialDays: 14 });
      for (const _ of [1, 2]) {
        const { status, body } = await billing.post<Billing>(one, 'refresh', { checkout_session_id });
        expect(status).toBe(200);
        expect(body).toMatchObject({
          subscription_status: 'trialing',
          agent_quota: 3,
          trial_days_left: 14,
          is_trial_available: false,
        });
        expect(body.card).toEqual(expect.objectContaining({ last4: '4242' }));
      }
      const mallory = await billing.business('Mallory');
      const stolen = await billing.post<{ code: string }>(mallory, 'refresh', { checkout_session_id });
      expect([stolen.status, stolen.body.code]).toEqual([404, 'checkout_not_found']);
      expect((await billing.post(mallory, 'refresh', { checkout_session_id: 'cs_test_none' })).status).toBe(404);
    });

    it('gives one trial to a card, whichever business uses it: the second one pays at once', async () => {
      const card = 'pm_card_mastercard';
      await billing.payer({ trialDays: 14, card });
      const second = await billing.payer({ quantity: 2, trialDays: 14, card });
      await eventually(
        async () => (await billing.show(second)).subscription_status === 'active',
        'the trial has ended',
      );
      const { body } = await second.client.get<{ items: { charged_usd: number; status: string }[] }>(
        `/api/portal/billing/invoices?tenant_id=${second.tenantId}`,
      );
      expect(body.items[0]).toMatchObject({ charged_usd: 98, status: 'paid' });
    });

    it('gives a second trial to nobody', async () => {
      const one = await billing.payer({ trialDays: 14 });
      await billing.post(one, 'cancel-now');
      expect(await billing.show(one)).toMatchObject({ subscription_status: 'canceled', is_trial_available: false });
      const { body } = await billing.post<{ checkout_url: string }>(one, 'checkout', { agent_count: 1 });
      const id = /cs_test_\w+/.exec(body.checkout_url)?.[0];
      const session = await stripe.api<{ data: { id: string }[] }>('GET', `/v1/checkout/sessions/${id}`);
      expect(JSON.stringify(session)).not.toContain('trial_period_days');
    });
  });

  describe('growing and shrinking', () => {
    it('charges exactly what the preview says', async () => {
      const one = await billing.payer({ quantity: 2 });
      await stripe.control('POST', '/clock', { seconds: 10 * DAY_SECONDS });
      const preview = await billing.post<Preview>(one, 'quantity/preview', { agent_count: 4 });
      expect(preview.status).toBe(200);
      expect(preview.body.due_today_usd).toBeGreaterThan(0);
      expect(preview.body.next_invoice_usd).toBe(196);
      const sum = preview.body.lines_today.reduce((total, { amount_usd }) => total + amount_usd * 100, 0);
      expect(Math.round(sum)).toBe(Math.round(preview.body.due_today_usd * 100));
      const { proration_date } = preview.body;
      const change = await billing.post<{ outcome: string; billing: Billing }>(one, 'quantity', {
        agent_count: 4,
        proration_date,
      });
      expect(change.body).toMatchObject({ outcome: 'changed', billing: { agent_quota: 4 } });
      const invoices = await one.client.get<{ items: { total_usd: number; status: string }[] }>(
        `/api/portal/billing/invoices?tenant_id=${one.tenantId}`,
      );
      expect(invoices.body.items[0]).toMatchObject({ total_usd: preview.body.due_today_usd, status: 'paid' });
      const again = await billing.post<{ outcome: string }>(one, 'quantity', { agent_count: 4, proration_date });
      expect(again.body.outcome).toBe('changed');
      const after = await one.client.get<{ items: unknown[] }>(
        `/api/portal/billing/invoices?tenant_id=${one.tenantId}`,
      );
      expect(after.body.items).toHaveLength(invoices.body.items.length);
    });

    it('tells nobody that their number is in force when another is', async () => {
      const one = await billing.payer({ quantity: 2 });
      const previews = await Promise.all(
        [5, 7].map((agent_count) => billing.post<Preview>(one, 'quantity/preview', { agent_count })),
      );
      const answers = await Promise.all(
        [5, 7].map((agent_count, index) =>
          billing.post<{ code?: string; billing?: Billing }>(one, 'quantity', {
            agent_count,
            proration_date: previews[index]?.body.proration_date,
          }),
        ),
      );
      for (const [index, { status, body }] of answers.entries()) {
        if (status === 200) expect(body.billing?.agent_quota).toBe([5, 7][index]);
        else expect([status, body.code]).toEqual([409, expect.stringMatching(/^(change_overtaken|preview_expired)$/)]);
      }
    });

    it('charges nobody what they were not shown', async () => {
      const one = await billing.payer({ quantity: 2 });
      const made = await billing.post<{ code: string }>(one, 'quantity', {
        agent_count: 9,
        proration_date: 1_900_000_000,
      });
      expect([made.status, made.body.code]).toEqual([409, 'preview_expired']);
      const { body } = await billing.post<Preview>(one, 'quantity/preview', { agent_count: 3 });
      const other = await billing.post<{ code: string }>(one, 'quantity', {
        agent_count: 9,
        proration_date: body.proration_date,
      });
      expect(other.body.code).toBe('preview_expired');
      expect(await billing.show(one)).toMatchObject({ agent_quota: 2 });
    });

    it.each([
      ['declines', 'pm_card_chargeCustomerFail'],
      ['asks the person', 'pm_card_authenticationRequired'],
    ])('keeps the old number when the bank %s, and says where to pay', async (_, card) => {
      const one = await billing.payer({ quantity: 1 });
      const method = await stripe.addCard(one.customerId, card);
      await stripe.api('POST', `/v1/subscriptions/${one.subscription.id}`, { default_payment_method: method });
      const { body: preview } = await billing.post<Preview>(one, 'quantity/preview', { agent_count: 3 });
      const { body } = await billing.post<{ outcome: string; pay_url: string; billing: Billing }>(one, 'quantity', {
        agent_count: 3,
        proration_date: preview.proration_date,
      });
      expect(body).toMatchObject({ outcome: 'payment_required', billing: { agent_quota: 1, pending_agent_count: 3 } });
      expect(body.pay_url).toMatch(/^http/);
      expect(await billing.show(one)).toMatchObject({ subscription_status: 'active', agent_quota: 1 });
    });

    it('says what became of fewer while more still wait for their payment', async () => {
      const one = await billing.payer({ quantity: 3 });
      const method = await stripe.addCard(one.customerId, 'pm_card_chargeCustomerFail');
      await stripe.api('POST', `/v1/subscriptions/${one.subscription.id}`, { default_payment_method: method });
      const outcomes: (string | undefined)[] = [];
      for (const agent_count of [4, 2]) {
        const { body: preview } = await billing.post<Preview>(one, 'quantity/preview', { agent_count });
        const order = { agent_count, proration_date: preview.proration_date };
        outcomes.push((await billing.post<{ outcome: string }>(one, 'quantity', order)).body.outcome);
      }
      expect(outcomes).toEqual(['payment_required', 'changed']);
      expect(await billing.show(one)).toMatchObject({ agent_quota: 2 });
    });

    it('asks who stops when fewer are paid for than work, and stops those', async () => {
      const one = await billing.payer({ quantity: 3 });
      const [mia, leo, nora] = await employ(one, 'Mia', 'Leo', 'Nora');
      const { body: preview } = await billing.post<Preview>(one, 'quantity/preview', { agent_count: 1 });
      expect(preview).toMatchObject({ agents_to_stop: 2, due_today_usd: 0 });
      expect(preview.live_agents.map(({ name }) => name)).toEqual(['Nora', 'Leo', 'Mia']);
      const change = (stop_agent_ids: (string | undefined)[]): Promise<Answer<{ code?: string; outcome?: string }>> =>
        billing.post(one, 'quantity', { agent_count: 1, proration_date: preview.proration_date, stop_agent_ids });
      for (const wrong of [[], [mia], [mia, leo, nora], [mia, mia], [mia, one.tenantId]]) {
        expect((await change(wrong)).body.code).toBe('choose_who_stops');
      }
      expect((await change([mia, nora])).body.outcome).toBe('changed');
      expect(await statuses(one)).toEqual({ Mia: 'suspended', Leo: 'live', Nora: 'suspended' });
    });

    it('changes no number of what ends with its period, until that is taken back', async () => {
      const one = await billing.payer({ quantity: 2 });
      const { body: preview } = await billing.post<Preview>(one, 'quantity/preview', { agent_count: 3 });
      await billing.post(one, 'cancel');
      const asked = await billing.post<{ code: string }>(one, 'quantity/preview', { agent_count: 3 });
      expect([asked.status, asked.body.code]).toEqual([409, 'subscription_ending']);
      const order = { agent_count: 3, proration_date: preview.proration_date };
      expect((await billing.post<{ code: string }>(one, 'quantity', order)).body.code).toBe('subscription_ending');
      await billing.post(one, 'resume');
      expect((await billing.post<{ outcome: string }>(one, 'quantity', order)).body.outcome).toBe('changed');
    });

    it('cancels at the end of the period, takes it back, and lets only owners end it at once', async () => {
      const one = await billing.payer({ quantity: 2 });
      await employ(one, 'Mia', 'Leo');
      expect((await billing.post<Billing>(one, 'cancel')).body).toMatchObject({
        subscription_status: 'active',
        cancel_at_period_end: true,
      });
      expect((await billing.post<Billing>(one, 'cancel')).status).toBe(200);
      expect((await billing.post<Billing>(one, 'resume')).body.cancel_at_period_end).toBe(false);
      expect((await billing.post<Billing>(one, 'cancel')).body.cancel_at_period_end).toBe(true);
      expect((await billing.post<Billing>(one, 'resume')).body.cancel_at_period_end).toBe(false);
      expect((await billing.post<Billing>(one, 'cancel-now')).body).toMatchObject({
        subscription_status: 'canceled',
        agent_limit: 0,
      });
      expect(await statuses(one)).toEqual({ Mia: 'suspended', Leo: 'suspended' });
      const gone = await billing.post<{ code: string }>(one, 'resume');
      expect([gone.status, gone.body.code]).toEqual([409, 'no_subscription']);
    });
  });

  it('stops employees when dunning ends, and brings exactly those back when it is paid', async () => {
    const one = await billing.payer({ quantity: 2 });
    await employ(one, 'Mia', 'Leo');
    const method = await stripe.addCard(one.customerId, 'pm_card_chargeCustomerFail');
    await stripe.api('POST', `/v1/subscriptions/${one.subscription.id}`, { default_payment_method: method });
    await stripe.control('POST', '/clock', { seconds: 32 * DAY_SECONDS });
    const pastDue = await eventually(async () => {
      const state = await billing.show(one);
      return state.subscription_status === 'past_due' ? state : null;
    }, 'the payment has failed');
    expect(pastDue.grace_days_left).toBe(7);
    expect(pastDue.pay_url).toMatch(/^http/);
    expect(await statuses(one)).toEqual({ Mia: 'live', Leo: 'live' });
    await stripe.control('POST', '/clock', { seconds: 8 * DAY_SECONDS });
    await eventually(async () => (await statuses(one))['Mia'] === 'suspended', 'employees have stopped');
    expect(await billing.show(one)).toMatchObject({ subscription_status: 'unpaid', agent_limit: 0 });
    const good = await stripe.addCard(one.customerId, 'pm_card_visa');
    await stripe.api('POST', `/v1/subscriptions/${one.subscription.id}`, { default_payment_method: good });
    const open = await stripe.api<{ data: { id: string }[] }>('GET', '/v1/invoices', {
      customer: one.customerId,
      status: 'open',
    });
    for (const { id } of open.data) await stripe.api('POST', `/v1/invoices/${id}/pay`);
    await eventually(async () => (await billing.show(one)).subscription_status === 'active', 'it is paid');
    await eventually(async () => (await statuses(one))['Mia'] === 'live', 'employees are back');
    expect(await statuses(one)).toEqual({ Mia: 'live', Leo: 'live' });
  }, 60_000);

  it('posts each step of the ladder once in the channel that was chosen, and leads to where it is paid', async () => {
    const { client, tenantId, connectionId, workspace } = await hireEmployee(product);
    const channel = workspace.channels.find(({ name }) => name === 'sales')?.id ?? '';
    const choice = { connection_id: connectionId, channel_id: channel, topics: ['billing'], least_severity: 'warning' };
    const chosen = await client.send('PUT', `/api/portal/tenants/${tenantId}/notice-channel`, choice);
    expect(chosen.status).toBe(200);
    await billing.post({ client, tenantId }, 'checkout', { agent_count: 1 });
    const customerId = await stripe.customerOf(tenantId);
    const subscription = await stripe.subscribe(customerId, { quantity: 1 });
    const bad = await stripe.addCard(customerId, 'pm_card_chargeCustomerFail');
    await stripe.api('POST', `/v1/subscriptions/${subscription.id}`, { default_payment_method: bad });
    const posted = async (): Promise<string[]> =>
      (await product.sandbox.messages(workspace.team_id, channel)).map(({ text }) => text);
    const sayings = async (words: string): Promise<number> =>
      (await posted()).filter((text) => text.includes(words)).length;
    await stripe.control('POST', '/clock', { seconds: 32 * DAY_SECONDS });
    await eventually(async () => (await sayings('A payment failed')) > 0, 'the failure is posted');
    const failure = (await posted()).find((text) => text.includes('A payment failed'));
    expect(failure).toContain('Your employees keep working for 7 more days.');
    expect(failure).toContain(`/t/${tenantId}/billing?pay=now`);
    await stripe.control('POST', '/clock', { seconds: 8 * DAY_SECONDS });
    await eventually(async () => (await sayings('Your employees have stopped')) > 0, 'the end of the ladder is posted');
    for (const _ of [1, 2]) await billing.post({ client, tenantId }, 'refresh');
    expect([await sayings('A payment failed'), await sayings('Your employees have stopped')]).toEqual([1, 1]);
  }, 60_000);

  it('gives the last seat to one of two who want it at once', async () => {
    const one = await billing.payer({ quantity: 2 });
    const [, leo, nora] = await employ(one, 'Mia', 'Leo', 'Nora');
    await asOwner(`UPDATE agents SET status = 'paused' WHERE id = ANY ($1)`, [[leo, nora]]);
    const resume = (id: string | undefined): Promise<Answer<{ code?: string }>> =>
      one.client.post(`/api/portal/tenants/${one.tenantId}/agents/${id}/resume`);
    const answers = await Promise.all([resume(leo), resume(nora)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('agent_limit_reached');
  });

  it('sends no test message for an employee who has no seat', async () => {
    const employee = await hireEmployee(product);
    const { client, tenantId, connectionId, channel } = employee;
    const second = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, { ...MIA, name: 'Leo' });
    const before = await product.sandbox.messages(employee.workspace.team_id, channel);
    const test = await client.post<{ code: string; detail: string }>(
      `/api/portal/tenants/${tenantId}/onboarding/test-messages`,
      { agent_id: second.body.id, connection_id: connectionId, destination_id: channel },
    );
    expect([test.status, test.body.code]).toEqual([409, 'agent_limit_reached']);
    expect(test.body.detail).toBe('1 of 1 employees are at work. Subscribe to employ more.');
    expect(await product.sandbox.messages(employee.workspace.team_id, channel)).toHaveLength(before.length);
  });

  it('is for owners and admins', async () => {
    const one = await billing.business('Roles');
    const operator = await signUp(product, 'Operator');
    await asOwner(`INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES ($1, $2, 'operator', now())`, [
      one.tenantId,
      operator.userId,
    ]);
    const pages = ['', '/invoices', '/next-invoice', '/timeline'].map(
      (page) => `/api/portal/billing${page}?tenant_id=${one.tenantId}`,
    );
    for (const page of pages) {
      expect((await one.client.get(page)).status).toBe(200);
      expect((await operator.client.get(page)).status).toBe(403);
    }
  });
});
