import { Client } from 'pg';
import type { PortalClient } from './portal-client';
import { signUp, startProduct, type RunningProduct } from './product';
import { connectRequest, WhatsappPhone, type SandboxNumber } from './whatsapp-number';

interface Check {
  readonly check: string;
  readonly status: string;
  readonly field: string | null;
  readonly detail: string;
  readonly fix: string | null;
  readonly link: string | null;
}
interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: { pointer: string; detail: string }[];
}
interface Connection {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly workspace_name: string;
}

describe('connecting WhatsApp [PRTA-03]', () => {
  let product: RunningProduct;
  let phone: WhatsappPhone;
  let database: Client;

  beforeAll(async () => {
    product = await startProduct();
    phone = new WhatsappPhone(product);
    database = new Client({ connectionString: product.database.ownerUrl });
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  const connect = (client: PortalClient, tenantId: string, number: SandboxNumber, changes: object = {}) =>
    client.post<Connection & Problem>(
      '/api/portal/channels/whatsapp/connect',
      connectRequest(tenantId, number, changes),
    );
  const check = async (client: PortalClient, tenantId: string, fields: object): Promise<Map<string, Check>> => {
    const { status, body } = await client.post<{ checks: Check[] }>('/api/portal/channels/whatsapp/checks', {
      tenant_id: tenantId,
      ...fields,
    });
    expect(status).toBe(200);
    return new Map(body.checks.map((entry) => [entry.check, entry]));
  };
  const statuses = (checks: Map<string, Check>): Record<string, string> =>
    Object.fromEntries([...checks.values()].map((entry) => [entry.check, entry.status]));

  it('has no channels to list as destinations, unlike Slack', async () => {
    const { client, tenantId } = await signUp(product);
    const { body } = await connect(client, tenantId, await phone.addNumber());
    const destinations = await client.get(`/api/portal/tenants/${tenantId}/channels/${body.id}/destinations`);
    expect(destinations).toMatchObject({ status: 200, body: { items: [], next_cursor: null } });
  });

  it('checks with Meta while fields are being filled, each check also alone', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    const { access_token, app_secret, phone_number_id, business_account_id } = number;
    expect(new Set(Object.values(statuses(await check(client, tenantId, {}))))).toEqual(new Set(['waiting']));
    expect(statuses(await check(client, tenantId, { access_token, app_secret, checks: ['token'] }))).toEqual({
      token: 'ok',
      permissions: 'not_run',
      app_secret: 'not_run',
      number: 'not_run',
      number_status: 'not_run',
      quality: 'not_run',
      webhook: 'not_run',
    });
    expect(
      statuses(await check(client, tenantId, { access_token, app_secret, phone_number_id, business_account_id })),
    ).toEqual({
      token: 'ok',
      permissions: 'ok',
      app_secret: 'ok',
      number: 'ok',
      number_status: 'ok',
      quality: 'ok',
      webhook: 'waiting',
    });
  });

  it('names the field and the fix of what is wrong', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    const other = await phone.addNumber();
    const { access_token, app_secret, phone_number_id, business_account_id } = number;
    const all = { access_token, app_secret, phone_number_id, business_account_id };
    const failing = async (changes: object, name: string): Promise<Check | undefined> =>
      (await check(client, tenantId, { ...all, ...changes })).get(name);
    expect(await failing({ access_token: 'EAAnothing' }, 'token')).toMatchObject({
      status: 'failed',
      field: 'access_token',
      link: expect.stringContaining('https://'),
    });
    expect(await failing({ app_secret: 'f'.repeat(32) }, 'app_secret')).toMatchObject({
      status: 'failed',
      field: 'app_secret',
    });
    expect(await failing({ phone_number_id: other.phone_number_id }, 'number')).toMatchObject({
      status: 'failed',
      field: 'phone_number_id',
      fix: expect.stringContaining(phone_number_id),
    });
    expect(await failing({ business_account_id: '999' }, 'permissions')).toMatchObject({ status: 'failed' });
    expect(await failing({ business_account_id: '999' }, 'number')).toMatchObject({
      status: 'failed',
      field: 'business_account_id',
    });
    await phone.call('PATCH', `/numbers/${phone_number_id}`, { status: 'RESTRICTED', quality_rating: 'RED' });
    expect(await failing({}, 'number_status')).toMatchObject({ status: 'failed', field: 'phone_number_id' });
    expect(await failing({}, 'quality')).toMatchObject({ status: 'failed', field: null });
    await phone.call('PATCH', `/numbers/${phone_number_id}/token`, { scopes: ['whatsapp_business_messaging'] });
    expect(await failing({}, 'permissions')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('whatsapp_business_management'),
    });
    await phone.call('PATCH', `/numbers/${phone_number_id}/token`, { state: 'expired' });
    expect(await failing({}, 'token')).toMatchObject({ status: 'failed', field: 'access_token' });
  });

  it('connects, has Meta call its own address, and gives away no secret', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber({ name: 'Jasper’s Market' });
    const { status, body } = await connect(client, tenantId, number);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'whatsapp',
      status: 'connected',
      workspace_name: 'Jasper’s Market',
      phone_number: number.display_phone_number,
      quality_rating: 'GREEN',
    });
    const { subscriptions } = await phone.number(number.phone_number_id);
    expect(subscriptions).toEqual([
      expect.objectContaining({ override_callback_uri: `${product.url}/api/webhooks/whatsapp/${body.id}` }),
    ]);
    const listed = await client.get(`/api/portal/tenants/${tenantId}/channels`);
    expect(JSON.stringify([body, listed.body])).not.toContain(number.access_token);
    expect(JSON.stringify([body, listed.body])).not.toContain(number.app_secret);
    const { rows } = await database.query('SELECT * FROM whatsapp_accounts WHERE connection_id = $1', [body.id]);
    expect(JSON.stringify(rows)).not.toContain(number.access_token);
    expect(JSON.stringify(rows)).not.toContain(number.app_secret);
    const again = await check(client, tenantId, { connection_id: body.id, checks: ['token', 'webhook'] });
    expect([again.get('token')?.status, again.get('webhook')?.status]).toEqual(['ok', 'ok']);
    await phone.call('PATCH', `/numbers/${number.phone_number_id}`, { quality_rating: 'YELLOW' });
    await check(client, tenantId, { connection_id: body.id, checks: ['quality'] });
    const current = await client.get<{ items: { quality_rating: string }[] }>(
      `/api/portal/tenants/${tenantId}/channels`,
    );
    expect(current.body.items[0]?.quality_rating).toBe('YELLOW');
  });

  it('refuses with every field that a check names, and stores nothing', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    const { status, body } = await connect(client, tenantId, number, { app_secret: 'f'.repeat(32) });
    expect(status).toBe(422);
    expect(body.code).toBe('whatsapp_check_failed');
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/app_secret' })]);
    const { rows } = await database.query('SELECT 1 FROM channel_connections WHERE tenant_id = $1', [tenantId]);
    expect(rows).toEqual([]);
  });

  it('keeps the connection, its employee and its id when the number is connected again', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    const first = await connect(client, tenantId, number);
    await client.delete(`/api/portal/tenants/${tenantId}/channels/${first.body.id}`);
    expect((await phone.number(number.phone_number_id)).subscriptions).toEqual([]);
    const second = await connect(client, tenantId, number);
    expect(second.body).toMatchObject({ id: first.body.id, status: 'connected' });
  });

  it('lets no second business have the number, not even at the same moment', async () => {
    const number = await phone.addNumber();
    const [one, two] = [await signUp(product, 'One'), await signUp(product, 'Two')];
    const answers = await Promise.all([one, two].map(({ client, tenantId }) => connect(client, tenantId, number)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('number_connected_elsewhere');
  });

  it('says so when Meta cannot reach this installation, and goes on from there', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    await phone.call('POST', '/faults', { operation: 'subscribe', kind: 'error', code: 2200 });
    const failed = await connect(client, tenantId, number);
    expect(failed.status).toBe(502);
    expect(failed.body.detail).toContain('PUBLIC_URL');
    const listed = await client.get<{ items: Connection[] }>(`/api/portal/tenants/${tenantId}/channels`);
    expect(listed.body.items).toEqual([expect.objectContaining({ status: 'broken' })]);
    expect((await connect(client, tenantId, number)).body.status).toBe('connected');
  });

  it('lists the templates of the account', async () => {
    const { client, tenantId } = await signUp(product);
    const { body } = await connect(client, tenantId, await phone.addNumber());
    const templates = await client.get<{ items: { name: string; status: string }[] }>(
      `/api/portal/tenants/${tenantId}/channels/${body.id}/templates`,
    );
    expect(templates.body.items).toContainEqual(expect.objectContaining({ name: 'hello_world', status: 'APPROVED' }));
    const stranger = await signUp(product, 'Stranger');
    expect(
      (await stranger.client.get(`/api/portal/tenants/${stranger.tenantId}/channels/${body.id}/templates`)).status,
    ).toBe(404);
  });

  it('answers the challenge for the right token alone', async () => {
    const { client, tenantId } = await signUp(product);
    const { body } = await connect(client, tenantId, await phone.addNumber());
    const ask = (id: string, query: Record<string, string>) =>
      fetch(`${product.url}/api/webhooks/whatsapp/${id}?${new URLSearchParams(query).toString()}`);
    const wrong = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'wrong' };
    expect((await ask(body.id, wrong)).status).toBe(403);
    expect((await ask('nobody', wrong)).status).toBe(403);
    expect((await ask(body.id, { 'hub.mode': 'subscribe', 'hub.verify_token': 'wrong' })).status).toBe(400);
  });
});
