import { hireEmployee, MIA, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import { SlackTalk } from './slack-talk';

interface Server {
  readonly id: string;
  readonly tools: { readonly name: string }[];
  readonly uses: number;
  readonly failures: number;
}

describe('tools of MCP servers', () => {
  let product: RunningProduct;
  let mia: HiredEmployee;
  let shop: Server;
  let path: string;

  beforeAll(async () => {
    product = await startProduct();
    mia = await hireEmployee(product);
    path = `/api/portal/tenants/${mia.tenantId}`;
    const added = await mia.client.post<Server>(`${path}/tool-servers`, {
      name: 'Shop',
      url: `${product.providers.url}/mcp/shop`,
    });
    expect(added.status).toBe(201);
    shop = added.body;
  }, 60_000);
  afterAll(() => product.stop());

  const allow = (...tools: string[]): Promise<unknown> =>
    mia.client.send('PUT', `${path}/agents/${mia.agentId}/tools`, {
      tools: tools.map((tool) => ({ server_id: shop.id, tool })),
    });
  const answerTo = async (question: string): Promise<string> => {
    const talk = new SlackTalk(product, mia);
    const [answer] = await talk.answered(await talk.mention(question));
    return answer?.text ?? '';
  };
  const fail = (kind: string): Promise<unknown> => product.sandbox.call('POST', '/mcp/_control/faults', { kind });

  it('are used in an answer, on record and counted', async () => {
    await allow('find_order');
    const answer = await answerTo('Where is my order 4711?');
    expect(answer).toContain('shipped on Monday');
    const { body } = await mia.client.get<{ items: Server[] }>(`${path}/tool-servers`);
    expect(body.items[0]).toMatchObject({ uses: 1, failures: 0 });
    const trail = await mia.client.get<{ items: { event_type: string }[] }>(`${path}/audit-events?event_type=tool`);
    expect(trail.body.items.map(({ event_type: type }) => type)).toContain('tool.used');
  }, 60_000);

  it('that fail are told honestly, and the answer is not lost', async () => {
    await fail('server_error');
    const answer = await answerTo('And where is my order 4712?');
    expect(answer).toContain('could not be used');
  }, 60_000);

  it('that are not allowed are not used', async () => {
    await allow();
    const answer = await answerTo('Where is my order 4713?');
    expect(answer).not.toContain('delivered');
  }, 60_000);

  it('can be tried with a draft, word by word', async () => {
    const events = await tryOut({ tools: [{ server_id: shop.id, tool: 'find_order' }] });
    expect(events.filter(({ type }) => type === 'tool')).toEqual([{ type: 'tool', data: { name: 'shop_find_order' } }]);
    const said = events.filter(({ type }) => type === 'text').map(({ data }) => data['text']);
    const done = events.at(-1);
    expect(said.length).toBeGreaterThan(5);
    expect([done?.type, said.join('')]).toEqual(['done', done?.data['reply']]);
    expect(done?.data['cost_usd']).toBeGreaterThan(0);
  }, 60_000);

  it('explains in the stream what goes wrong', async () => {
    await product.sandbox.modelFault({ kind: 'refusal' });
    const events = await tryOut({});
    expect(events.at(-1)).toMatchObject({ type: 'problem', data: { code: 'refused', status: 422 } });
  }, 60_000);

  it('keeps what a cancelled trial has cost', async () => {
    product.providers.model.latencyMs = 800;
    try {
      const before = await cancelledCalls();
      const gone = new AbortController();
      setTimeout(() => gone.abort(), 300);
      await tryOut({}, gone.signal).catch(() => undefined);
      await eventually(async () => (await cancelledCalls()) > before, 'the cancelled call is in the books');
    } finally {
      product.providers.model.latencyMs = 0;
    }
  }, 60_000);

  async function cancelledCalls(): Promise<number> {
    const { body } = await mia.client.get<{ items: { summary: string }[] }>(`${path}/audit-events?event_type=model`);
    return body.items.filter(({ summary }) => summary.includes('cancelled')).length;
  }

  async function tryOut(
    more: object,
    signal?: AbortSignal,
  ): Promise<{ type: string; data: Record<string, unknown> }[]> {
    const response = await fetch(`${product.url}${path}/agents/try/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...mia.client.authenticated() },
      body: JSON.stringify({ draft: MIA, messages: [{ role: 'user', content: 'Where is my order 4711?' }], ...more }),
      ...(signal && { signal }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/event-stream'),
    ]);
    const text = await response.text();
    return text
      .split('\n\n')
      .filter((block) => block.includes('data: '))
      .map((block) => ({
        type: /^event: (.*)$/m.exec(block)?.[1] ?? 'message',
        data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') as Record<string, unknown>,
      }));
  }
});
