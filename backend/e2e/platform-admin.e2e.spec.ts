import { DataSource } from 'typeorm';
import { makePlatformAdmin, administer } from './platform-admin';
import { eventually, signUp, startProduct, type RunningProduct } from './product';
import { StripeAccount } from './stripe-account';

interface Round {
  readonly id: string;
  readonly total: number;
  readonly done: number;
  readonly drifted: number;
  readonly is_finished: boolean;
}

interface Listed {
  readonly id: string;
  readonly subscription_status: string;
  readonly mrr_usd: number;
  readonly last_drift: string | null;
}

const ADMIN = 'root@example.com';

describe('platform administration', () => {
  let product: RunningProduct;
  let stripe: StripeAccount;

  beforeAll(async () => {
    product = await startProduct();
    stripe = new StripeAccount(product);
  }, 60_000);

  afterAll(() => product.stop());

  it('is given and taken at the machine alone, to people who signed up', async () => {
    const { client, tenantId } = await signUp(product, 'Grace', 'grace@example.com');
    const standing = async (): Promise<unknown[]> => [
      (await client.get('/api/admin/figures')).status,
      (await client.get<{ is_platform_admin: boolean }>('/api/portal/auth/session')).body.is_platform_admin,
    ];
    expect(await standing()).toEqual([403, false]);
    await expect(administer(product, 'grant', 'nobody@example.com')).rejects.toThrow('Nobody has signed up');
    await expect(
      product.app.get(DataSource).query('INSERT INTO platform_admins SELECT id, now() FROM users'),
    ).rejects.toThrow('permission denied');

    await administer(product, 'grant', ' Grace@Example.com');
    expect(await administer(product, 'grant', 'grace@example.com')).toContain('is a platform admin');
    expect(await standing()).toEqual([200, true]);
    expect(await administer(product, 'list')).toMatch(/^\S+Z {2}Ada Lovelace <grace@example.com>\n$/);
    await administer(product, 'revoke', 'grace@example.com');
    expect(await standing()).toEqual([403, false]);
    await expect(administer(product, 'revoke', 'grace@example.com')).rejects.toThrow('is no platform admin');
    const trail = await client.get<{ items: { event_type: string; summary: string }[] }>(
      `/api/portal/tenants/${tenantId}/audit-events`,
    );
    const traces = trail.body.items.filter(({ event_type }) => event_type.startsWith('platform_admin.'));
    expect(traces.map(({ summary }) => summary)).toEqual([
      'Ada Lovelace <grace@example.com> is no platform admin any more.',
      'Ada Lovelace <grace@example.com> is a platform admin.',
    ]);
  }, 60_000);

  it('is nobody’s but platform admins’, and finds and mends what differs from Stripe', async () => {
    const admin = (await signUp(product, 'Root', ADMIN)).client;
    await makePlatformAdmin(product, ADMIN);
    const owner = await signUp(product, 'Paying');
    const routes: [string, string][] = [
      ['GET', '/api/admin/tenants'],
      ['GET', '/api/admin/figures'],
      ['POST', '/api/admin/reconciliations'],
      ['GET', '/api/admin/reconciliations/0198d8a0-0000-7000-8000-00000000dead'],
    ];
    for (const [method, path] of routes) {
      expect((await owner.client.send(method, path, method === 'POST' ? {} : undefined)).status).toBe(403);
    }
    const tenant_id = owner.tenantId;
    // Every webhook is lost, also that of the customer, whose sync could find the subscription before the round does.
    await stripe.control('PATCH', '/account', { webhook_url: null });
    await owner.client.post('/api/portal/billing/checkout', { tenant_id, agent_count: 1 });
    const customers = await stripe.api<{ data: { id: string }[] }>('GET', '/v1/customers');
    const customerId = customers.data[0]!.id;
    await stripe.subscribe(customerId, { quantity: 2 });
    const firstPayment = await stripe.latestCharge(customerId);
    await stripe.grow(customerId, 3);
    const begun = await admin.post<Round>('/api/admin/reconciliations', {});
    expect([begun.status, begun.body.total]).toEqual([202, 1]);
    const round = await eventually(async () => {
      const { body } = await admin.get<Round>(`/api/admin/reconciliations/${begun.body.id}`);
      return body.is_finished && body;
    }, 'the round is finished');
    expect(round).toMatchObject({ done: 1, drifted: 1 });
    const { body } = await admin.get<{ items: Listed[] }>('/api/admin/tenants');
    expect(body.items.find(({ id }) => id === tenant_id)).toMatchObject({
      subscription_status: 'active',
      mrr_usd: 147,
      last_drift: expect.stringContaining('status none here, active in Stripe'),
    });
    expect((await admin.get('/api/admin/figures')).body).toMatchObject({
      tenants: 3,
      active: 1,
      mrr_usd: 147,
      drifted: 1,
    });
    const again = await admin.post<Round>('/api/admin/reconciliations', { tenant_id });
    const second = await eventually(async () => {
      const answer = await admin.get<Round>(`/api/admin/reconciliations/${again.body.id}`);
      return answer.body.is_finished && answer.body;
    }, 'the second round is finished');
    expect(second.drifted).toBe(0);
    const trail = await owner.client.get<{ items: { summary: string }[] }>(
      `/api/portal/tenants/${tenant_id}/audit-events?event_type=billing.reconciled`,
    );
    expect(trail.body.items).toHaveLength(2);
    // A dispute names the first payment alone: no event told of it, and a later invoice has hidden it from the sync.
    await stripe.control('PATCH', '/account', { webhook_url: `${product.url}/api/webhooks/stripe` });
    await stripe.control('POST', '/disputes', { charge: firstPayment });
    await eventually(async () => {
      const path = `/api/portal/billing/timeline?tenant_id=${tenant_id}`;
      const story = await owner.client.get<{ items: { summary: string }[] }>(path);
      return story.body.items.some(({ summary }) => summary === 'A payment of $98.00 is disputed.');
    }, 'the dispute is told');
    expect((await admin.get('/api/admin/reconciliations/0198d8a0-0000-7000-8000-00000000dead')).status).toBe(404);
  }, 60_000);
});
