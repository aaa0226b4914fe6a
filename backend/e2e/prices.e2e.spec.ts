import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, signUp, startProduct, type RunningProduct } from './product';

interface Repricing {
  readonly id: string;
  readonly status: string;
  readonly calls_changed: number;
  readonly difference_usd: number;
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

const OWN_PRICE = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  effective_from: '2026-01-01',
  input_usd_per_million: 1_000,
  output_usd_per_million: 1_000,
  note: 'Contract of October',
};

describe('PRTA-06 prices and bills', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;
  let usage: string;

  beforeAll(async () => {
    product = await startProduct();
    hired = await hireEmployee(product);
    usage = `/api/portal/usage/${hired.tenantId}`;
  }, 60_000);

  afterAll(() => product.stop());

  const summary = async (): Promise<number> =>
    (await hired.client.get<{ total: { cost_usd: number } }>(`${usage}/summary`)).body.total.cost_usd;

  async function today(): Promise<string> {
    const { body } = await hired.client.get<{ as_of: string }>(`${usage}/summary?range=today`);
    return body.as_of.slice(0, 10);
  }

  it('prices calls again by a price of their own, by a worker and with a correction', async () => {
    const { team_id: team, bot_user_id: bot } = hired.workspace;
    const text = `<@${bot}> When do you open?`;
    const ts = await product.sandbox.say(team, { channel: hired.channel, user: hired.person, text });
    const answered = async (): Promise<boolean> =>
      (await product.sandbox.messages(team, hired.channel, ts)).some(({ bot_id }) => bot_id !== undefined);
    await eventually(async () => (await answered()) || undefined, 'an answer');
    const before = await eventually(async () => (await summary()) || undefined, 'a cost');
    expect(
      (await hired.client.post<Problem>(`${usage}/own-prices`, { ...OWN_PRICE, input_usd_per_million: -1 })).status,
    ).toBe(422);
    const set = await hired.client.post<{ id: string }>(`${usage}/own-prices`, OWN_PRICE);
    expect(set.status).toBe(201);
    const again = await hired.client.post<Problem>(`${usage}/own-prices`, OWN_PRICE);
    expect([again.status, again.body.code]).toEqual([409, 'own_price_exists']);
    expect(await summary()).toBe(before);
    const order = { scope: 'priced', from: await today(), to: await today() };
    const ordered = await hired.client.post<Repricing>(`${usage}/repricings`, order);
    expect(ordered.status).toBe(202);
    const done = await eventually(async () => {
      const { body } = await hired.client.get<Repricing>(`${usage}/repricings/${ordered.body.id}`);
      return body.status === 'done' ? body : undefined;
    }, 'the end of the re-pricing');
    expect(done.calls_changed).toBeGreaterThan(0);
    expect(done.difference_usd).toBeGreaterThan(0);
    expect(await summary()).toBeCloseTo(before + done.difference_usd, 9);
    const { body: calls } = await hired.client.get<{ items: { is_corrected: boolean; price_source: string }[] }>(
      `${usage}/calls`,
    );
    expect(calls.items.every(({ is_corrected, price_source }) => is_corrected && price_source.startsWith('own/'))).toBe(
      true,
    );
    expect((await hired.client.delete(`${usage}/own-prices/${set.body.id}`)).status).toBe(204);
    const prices = await hired.client.get<{ items: { source: string }[]; next_cursor: string | null }>(
      `${usage}/prices?seller=openai&search=gpt-4o-mini&limit=2`,
    );
    expect(prices.body.items[0]?.source).toContain('genai-prices');
    expect(prices.body.items).toHaveLength(2);
  });

  it('compares a bill with the books, names lines that it cannot read, and is not for everybody', async () => {
    const content = `date,model,cost\n${await today()},gpt-4o-mini,1000000.25\n`;
    const upload = (
      text: string,
    ): ReturnType<typeof hired.client.post<Problem & { id: string; difference_usd: number }>> =>
      hired.client.post(`${usage}/reconciliations/exports`, {
        provider: 'openai',
        file_name: 'november.csv',
        content: text,
      });
    const made = await upload(content);
    expect([made.status, made.body.difference_usd]).toEqual([201, expect.closeTo(1_000_000.25 - (await summary()), 6)]);
    const refused = await upload(`${content}yesterday,gpt-4o-mini,1`);
    expect([refused.status, refused.body.code]).toEqual([422, 'statement_unreadable']);
    expect(refused.body.errors).toEqual([
      { pointer: '/content', detail: expect.stringContaining('Line 3: "yesterday"') as string },
    ]);
    const invoice = await hired.client.post<{ id: string }>(`${usage}/reconciliations/invoices`, {
      provider: 'openai',
      month: (await today()).slice(0, 7),
      total_usd: 5,
    });
    expect(invoice.status).toBe(201);
    const listed = await hired.client.get<{ items: { id: string }[] }>(`${usage}/reconciliations`);
    expect(listed.body.items.map(({ id }) => id)).toEqual([invoice.body.id, made.body.id]);
    const { client, tenantId } = await signUp(product, 'Trudy');
    expect((await client.get(`/api/portal/usage/${tenantId}/reconciliations/${made.body.id}`)).status).toBe(404);
    expect((await client.get(`${usage}/reconciliations/${made.body.id}`)).status).toBe(404);
    expect((await hired.client.delete(`${usage}/reconciliations/${made.body.id}`)).status).toBe(204);
    expect((await hired.client.get(`${usage}/reconciliations/${made.body.id}`)).status).toBe(404);
  });
});
