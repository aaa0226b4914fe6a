import { Client } from 'pg';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import type { Answer } from './portal-client';
import { eventually, signUp, startProduct, type RunningProduct } from './product';

interface KeyView {
  readonly id: string;
  readonly provider: string;
  readonly label: string;
  readonly key_hint: string;
  readonly added_by: string;
  readonly last_used_at: string | null;
  readonly last_check: { verdict: string; detail: string };
  readonly failing_since: string | null;
  readonly failure: string | null;
  readonly failure_code: string | null;
  readonly spend_this_month_usd: number;
  readonly agents: { name: string }[];
}

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: { pointer: string; detail: string }[];
}

const KEY = 'sk-demo-0123456789abcdef';

describe('own model keys [LLM-03]', () => {
  let product: RunningProduct;
  let owner: Client;

  beforeAll(async () => {
    product = await startProduct();
    owner = new Client({ connectionString: product.database.ownerUrl });
    await owner.connect();
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await product.stop();
  });

  const keysOf = (tenantId: string): string => `/api/portal/tenants/${tenantId}/llm-keys`;
  const draft = (changes: object = {}): object => ({
    provider: 'openai',
    label: 'Marketing',
    api_key: KEY,
    ...changes,
  });

  async function add(
    { client, tenantId }: Pick<HiredEmployee, 'client' | 'tenantId'>,
    changes: object = {},
  ): Promise<KeyView> {
    const answer = await client.post<KeyView>(keysOf(tenantId), draft(changes));
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return answer.body;
  }

  const list = async ({ client, tenantId }: Pick<HiredEmployee, 'client' | 'tenantId'>): Promise<KeyView[]> =>
    (await client.get<{ items: KeyView[] }>(keysOf(tenantId))).body.items;

  it('are checked, stored encrypted, listed without the key, and deleted', async () => {
    const business = await signUp(product, 'Acme');
    const key = await add(business, { label: '  Werbung 🔑 ключ  ' });
    expect(key).toMatchObject({
      provider: 'openai',
      label: 'Werbung 🔑 ключ',
      key_hint: 'cdef',
      added_by: 'Ada Lovelace',
      last_used_at: null,
      last_check: { verdict: 'ok', detail: expect.stringMatching(/^OpenAI accepts the key, and gpt-\S+ answers\.$/) },
      failing_since: null,
    });
    const listed = await list(business);
    expect(listed).toHaveLength(1);
    expect(listed[0]?.spend_this_month_usd).toBeGreaterThan(0);
    expect(JSON.stringify(listed)).not.toContain(KEY);
    const { rows } = await owner.query('SELECT * FROM model_keys WHERE id = $1', [key.id]);
    expect(rows[0].secret_ciphertext).toMatch(/^gAAAA/);
    const providers = await business.client.get<{ items: object[] }>(
      `/api/portal/tenants/${business.tenantId}/model-providers`,
    );
    expect(providers.body.items).toContainEqual(expect.objectContaining({ provider: 'openai', key_source: 'own' }));
    expect((await business.client.delete(`${keysOf(business.tenantId)}/${key.id}`)).status).toBe(204);
    expect((await business.client.delete(`${keysOf(business.tenantId)}/${key.id}`)).status).toBe(404);
    const { body: rest } = await business.client.get<{ items: object[]; former: object[] }>(keysOf(business.tenantId));
    expect(rest).toMatchObject({
      items: [],
      former: [{ id: key.id, label: 'Werbung 🔑 ключ', spend_this_month_usd: listed[0]?.spend_this_month_usd }],
    });
    const deleted = await owner.query('SELECT label, secret_ciphertext FROM model_keys WHERE id = $1', [key.id]);
    expect(deleted.rows).toEqual([{ label: 'Werbung 🔑 ключ', secret_ciphertext: null }]);
    await add(business);
  });

  it('are one per provider, also when two are added at once', async () => {
    const { client, tenantId } = await signUp(product, 'Twice');
    const both = await Promise.all([
      client.post<Problem>(keysOf(tenantId), draft()),
      client.post<Problem>(keysOf(tenantId), draft({ label: 'Other' })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const third = await client.post<Problem>(keysOf(tenantId), draft());
    expect([third.status, third.body.code]).toEqual([409, 'model_key_exists']);
  });

  it.each([
    ['with a space', 'sk-demo 0123456789', /has a space in it/],
    ['with quotes', `"${KEY}"`, /has quotes/],
    ['with a line break', `${KEY}\nx`, /line break/],
    ['of 10 kB', `sk-demo-${'x'.repeat(10_240)}`, /10248 characters long/],
    ['that is empty', '   ', /must not be empty/],
    ['of another provider', 'sk-ant-api03-0123456789', /looks like a key of Anthropic, not of OpenAI/],
    ['of Slack', 'xoxb-0123456789', /looks like a key of Slack/],
  ])('are refused %s, and nothing is asked or stored', async (_, apiKey, words) => {
    const { client, tenantId } = await signUp(product, 'Typo');
    const answer = await client.post<Problem>(keysOf(tenantId), draft({ api_key: apiKey }));
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/api_key']);
    expect(answer.body.errors?.[0]?.detail).toMatch(words);
    expect(JSON.stringify(answer.body)).not.toContain(apiKey.trim() || 'nothing');
    expect(await list({ client, tenantId })).toEqual([]);
  });

  it.each([
    ['that the provider does not know', 'sk-wrong-0123456789', 'OpenAI does not know this key'],
    ['without credit', 'sk-demo-empty-0123456789', 'has no credit or has reached its limit (insufficient_quota)'],
    ['that may use no model', 'sk-demo-limited-0123456789', 'it may not use gpt-'],
  ])('are refused %s, in words', async (_, apiKey, words) => {
    const { client, tenantId } = await signUp(product, 'Broke');
    const answer = await client.post<Problem>(keysOf(tenantId), draft({ api_key: apiKey }));
    expect([answer.status, answer.body.code]).toEqual([422, 'model_key_refused']);
    expect(answer.body.detail).toContain(words);
    expect(answer.body.errors?.[0]?.pointer).toBe('/api_key');
    expect(await list({ client, tenantId })).toEqual([]);
  });

  it('reach a server of the business, and none that is inside', async () => {
    const { client, tenantId } = await signUp(product, 'Own server');
    const own = { provider: 'openai_compatible', label: 'vLLM' };
    const missing = await client.post<Problem>(keysOf(tenantId), draft(own));
    expect(missing.body.errors?.[0]?.pointer).toBe('/base_url');
    for (const address of [
      'http://10.0.0.1/v1',
      'https://169.254.169.254/v1',
      'http://localhost:1/v1',
      'nonsense',
      'https://example.com/v1?api-key=s3cret',
      'https://example.com/v1#s3cret',
    ]) {
      const refused = await client.post<Problem>(keysOf(tenantId), draft({ ...own, base_url: address }));
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/base_url']);
    }
    const added = await add({ client, tenantId }, { ...own, base_url: product.environment['OPENAI_BASE_URL'] });
    expect(added.last_check.verdict).toBe('ok');
    const elsewhere = await client.post<Problem>(keysOf(tenantId), draft({ base_url: 'https://example.com/v1' }));
    expect(elsewhere.body.errors?.[0]?.detail).toContain('only for an OpenAI-compatible server');
  });

  it('are replaced in place, and nobody else can touch them', async () => {
    const business = await signUp(product, 'Swap');
    const other = await signUp(product, 'Mallory');
    const { id } = await add(business);
    const path = `${keysOf(business.tenantId)}/${id}`;
    const bad = await business.client.send<Problem>('PUT', path, { api_key: 'sk-wrong-0123456789' });
    expect([bad.status, (await list(business))[0]?.key_hint]).toEqual([422, 'cdef']);
    const replaced = await business.client.send<KeyView>('PUT', path, { api_key: 'sk-demo-fedcba9876543210' });
    expect(replaced.body).toMatchObject({ id, label: 'Marketing', key_hint: '3210' });
    const checked = await business.client.post<KeyView>(`${path}/check`);
    expect([checked.status, checked.body.last_check.verdict]).toEqual([200, 'ok']);
    for (const [method, body] of [['DELETE'], ['PUT', { api_key: KEY }]] as const) {
      const foreign = await other.client.send(method, `${keysOf(other.tenantId)}/${id}`, body);
      expect(foreign.status).toBe(404);
    }
    expect((await other.client.post(`${keysOf(other.tenantId)}/${id}/check`)).status).toBe(404);
  });

  it('are what employees answer with, and a key that fails is shown and told of until it works again', async () => {
    const mia = await hireEmployee(product);
    const { id } = await add(mia);
    await talk(mia, 'When do you open?');
    const used = await eventually(
      async () => (await list(mia)).find(({ last_used_at: at }) => at !== null),
      'the key to be used',
    );
    expect(used).toMatchObject({ id, agents: [{ name: 'Mia' }], failing_since: null });
    const { rows } = await owner.query(`SELECT key_id FROM usage_events WHERE tenant_id = $1 AND kind = 'reply'`, [
      mia.tenantId,
    ]);
    expect(rows).toEqual([{ key_id: id }]);

    await product.sandbox.modelFault({ kind: 'no_credit' });
    await talk(mia, 'And on Sundays?');
    const failing = await eventually(
      async () => (await list(mia)).find(({ failing_since: since }) => since !== null),
      'the key to be seen failing',
    );
    expect(failing.failure).toBe('its account has no credit left or has reached its limit');
    const notices = await openNotices(mia);
    expect(notices).toEqual([
      expect.objectContaining({
        kind: 'model_key.failing',
        link: 'settings/model-keys',
        body: expect.stringContaining('Mia cannot answer with it.'),
      }),
    ]);

    await talk(mia, 'And at night?');
    await eventually(async () => (await list(mia))[0]?.failing_since === null, 'the key to work again');
    expect(await openNotices(mia)).toEqual([]);
  }, 60_000);

  it('are told of and shown in words when they cannot be decrypted any more, until they are replaced', async () => {
    const mia = await hireEmployee(product);
    const { id } = await add(mia);
    const other = await add(await signUp(product, 'Elsewhere'));
    // A ciphertext of another business: bound to it, so of no use here.
    await owner.query(
      'UPDATE model_keys SET secret_ciphertext = (SELECT secret_ciphertext FROM model_keys WHERE id = $2) WHERE id = $1',
      [id, other.id],
    );
    await talk(mia, 'When do you open?');
    const failing = await eventually(
      async () => (await list(mia)).find(({ failing_since: since }) => since !== null),
      'the key to be seen unreadable',
    );
    expect(failing).toMatchObject({ failure_code: 'unreadable', failure: expect.stringContaining('decrypted') });
    await talk(mia, 'And on Sundays?');
    const checked = await mia.client.post<Problem>(`${keysOf(mia.tenantId)}/${id}/check`);
    expect([checked.status, checked.body.code]).toEqual([409, 'model_key_unreadable']);
    expect(await openNotices(mia)).toEqual([
      expect.objectContaining({
        title: 'The OpenAI key cannot be read',
        body: expect.stringMatching(/Mia cannot answer with it\. Replace the key/),
      }),
    ]);
    await mia.client.send('PUT', `${keysOf(mia.tenantId)}/${id}`, { api_key: KEY });
    expect((await list(mia))[0]).toMatchObject({ failing_since: null, failure_code: null });
    expect(await openNotices(mia)).toEqual([]);
  }, 60_000);

  it('can be deleted while an answer is being made: that answer arrives, the next uses the installation’s key', async () => {
    const mia = await hireEmployee(product);
    const { id } = await add(mia);
    await product.sandbox.setModelLatency(1_500);
    try {
      const asked = await product.sandbox.modelRequests().then((requests) => requests.length);
      await talk(mia, 'When do you open?');
      await eventually(async () => {
        const runs = await owner.query(`SELECT 1 FROM agent_runs WHERE tenant_id = $1 AND finished_at IS NULL`, [
          mia.tenantId,
        ]);
        return runs.rows.length > 0;
      }, 'the run to begin');
      expect(asked).toBeGreaterThanOrEqual(0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await mia.client.delete(`${keysOf(mia.tenantId)}/${id}`)).status).toBe(204);
      const first = await eventually(() => replyKeys(mia.tenantId, 1), 'the first answer');
      expect(first).toEqual([id]);
    } finally {
      await product.sandbox.setModelLatency(0);
    }
    await talk(mia, 'And on Sundays?');
    expect(await eventually(() => replyKeys(mia.tenantId, 2), 'the second answer')).toEqual([id, null]);
    const { rows } = await owner.query('SELECT failing_since, last_used_at FROM model_keys WHERE id = $1', [id]);
    expect(rows[0].failing_since).toBeNull();
  }, 60_000);

  it('are for owners and admins to change', async () => {
    const business = await signUp(product, 'Roles');
    await owner.query(`UPDATE memberships SET role = 'operator' WHERE tenant_id = $1`, [business.tenantId]);
    expect((await business.client.get(keysOf(business.tenantId))).status).toBe(200);
    const refused: Answer<unknown> = await business.client.post(keysOf(business.tenantId), draft());
    expect(refused.status).toBe(403);
    await owner.query(`UPDATE memberships SET role = 'viewer' WHERE tenant_id = $1`, [business.tenantId]);
    expect((await business.client.get(keysOf(business.tenantId))).status).toBe(403);
  });

  async function talk({ workspace, person, channel }: HiredEmployee, text: string): Promise<void> {
    await product.sandbox.say(workspace.team_id, {
      channel,
      user: person,
      text: `<@${workspace.bot_user_id}> ${text}`,
    });
  }

  async function replyKeys(tenantId: string, count: number): Promise<(string | null)[] | null> {
    const { rows } = await owner.query<{ key_id: string | null }>(
      `SELECT key_id FROM usage_events WHERE tenant_id = $1 AND kind = 'reply' ORDER BY occurred_at`,
      [tenantId],
    );
    return rows.length >= count ? rows.map((row) => row.key_id) : null;
  }

  async function openNotices({ client, tenantId }: HiredEmployee): Promise<object[]> {
    const { body } = await client.get<{ items: { kind: string; resolved_at: string | null }[] }>(
      `/api/portal/tenants/${tenantId}/notices`,
    );
    return body.items.filter((notice) => notice.kind === 'model_key.failing' && notice.resolved_at === null);
  }
});
