import { OutboundGuard } from '@konstruct/platform';
import { failureOf, QUESTION, sampleGateway } from '../testing/sample-gateway';
import { chatCompletion, ScriptedModelServer, toolWishes } from '../testing/scripted-model-server';
import type { ModelRequest } from './model-call';
import type { ModelTool, ToolOutcome } from './model-tool';
import { MAXIMUM_ROUNDS } from './tool-rounds';

/** A tool that looks orders up and remembers what it was asked. */
class OrderLookup implements ModelTool {
  readonly name = 'orders_find';
  readonly description = 'Finds an order by its number.';
  readonly inputSchema = { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] };
  readonly asked: unknown[] = [];

  constructor(private readonly outcome: ToolOutcome | Error = { text: 'Shipped on Monday.', isError: false }) {}

  invoke(input: unknown): Promise<ToolOutcome> {
    this.asked.push(input);
    return this.outcome instanceof Error ? Promise.reject(this.outcome) : Promise.resolve(this.outcome);
  }
}

describe('model gateway with tools', () => {
  const guard = new OutboundGuard({ SANDBOX_URL: '' });
  let server: ScriptedModelServer;

  beforeAll(async () => {
    server = await ScriptedModelServer.start();
  });
  afterAll(() => Promise.all([server.stop(), guard.onApplicationShutdown()]));

  const wish = toolWishes({ name: 'orders_find', input: '{"number":"4711"}' });
  const ask = (
    tool: ModelTool,
    more: Partial<ModelRequest> = {},
  ): Promise<{ text: string; calls: readonly unknown[] }> =>
    sampleGateway(server.url, guard).complete({ ...QUESTION, tools: [tool], ...more });

  /** What the model was told in the last request. */
  const told = (): string => JSON.stringify(server.requests.at(-1)?.body['messages']);

  it('uses a tool, tells the model what it brought, and counts both calls', async () => {
    server.script(wish, chatCompletion('It was shipped on Monday.'));
    const orders = new OrderLookup();
    const reply = await ask(orders);
    expect([reply.text, reply.calls.length, orders.asked]).toEqual([
      'It was shipped on Monday.',
      2,
      [{ number: '4711' }],
    ]);
    expect(server.requests[0]?.body['tools']).toMatchObject([{ function: { name: 'orders_find' } }]);
    expect(server.requests[1]?.body['messages']).toMatchObject([
      { content: 'You are Mia.' },
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ id: 'call_1', function: { name: 'orders_find' } }] },
      { role: 'tool', tool_call_id: 'call_1', content: 'Shipped on Monday.' },
    ]);
  });

  it.each<[string, ToolOutcome | Error, string]>([
    ['fails', { text: 'The order system is down.', isError: true }, 'The order system is down.'],
    ['breaks its promise and throws', new Error('secret stack'), 'The tool failed.'],
  ])('answers also when a tool %s, and tells the model so', async (_, outcome, words) => {
    server.script(wish, chatCompletion('I cannot look it up at the moment.'));
    expect((await ask(new OrderLookup(outcome))).text).toBe('I cannot look it up at the moment.');
    expect(told()).toContain(words);
    expect(told()).not.toContain('secret stack');
  });

  it.each([
    ['a tool that does not exist', toolWishes({ name: 'orders_delete', input: '{}' })],
    ['what is no JSON', toolWishes({ name: 'orders_find', input: '{"number":' })],
  ])('answers a wish for %s in words', async (_, answer) => {
    server.script(answer, chatCompletion('Sorry.'));
    const orders = new OrderLookup();
    expect([(await ask(orders)).text, orders.asked]).toEqual(['Sorry.', []]);
    const messages = server.requests[1]?.body['messages'] as { role: string }[];
    expect(messages.filter(({ role }) => role === 'tool')).toHaveLength(1);
  });

  it('does not go round for ever', async () => {
    server.script(...Array.from({ length: MAXIMUM_ROUNDS }, () => wish), chatCompletion('That is all I found.'));
    const orders = new OrderLookup();
    const reply = await ask(orders);
    expect([reply.text, reply.calls.length, orders.asked.length]).toEqual(['That is all I found.', 6, 5]);
    expect(server.requests.map(({ body }) => body['tool_choice'])).toEqual([
      'auto',
      'auto',
      'auto',
      'auto',
      'auto',
      'none',
    ]);
  });

  it('does not use a tool a hundred times at once', async () => {
    server.script(
      toolWishes(...Array.from({ length: 100 }, () => ({ name: 'orders_find', input: '{"number":"1"}' }))),
      chatCompletion('Done.'),
    );
    const orders = new OrderLookup();
    await ask(orders);
    expect(orders.asked).toHaveLength(8);
    expect(told()).toContain('at most 8 tools');
  });

  it('shortens what a tool brings, and says so', async () => {
    server.script(wish, chatCompletion('A lot.'));
    await ask(new OrderLookup({ text: 'x'.repeat(200_000), isError: false }));
    expect(told().length).toBeLessThan(18_000);
    expect(told()).toContain('only the beginning');
  });

  it('answers without tools where the server cannot use any', async () => {
    server.script(
      { status: 400, body: { error: { message: 'this model does not support tools' } } },
      chatCompletion('At nine.'),
    );
    expect((await ask(new OrderLookup())).text).toBe('At nine.');
    expect(server.requests[1]?.body['tools']).toBeUndefined();
  });

  it('keeps the calls that were made when the answer fails after a tool was used', async () => {
    server.script(wish, { status: 401, body: { error: { code: 'invalid_api_key' } } });
    const error = await failureOf(ask(new OrderLookup()));
    expect(error.calls.map(({ outcome }) => outcome)).toEqual(['ok', 'invalid_key']);
  });

  it('goes on with the fallback model in the middle of it', async () => {
    server.script(wish, { status: 500 }, { status: 500 }, wish, chatCompletion('On Monday.'));
    const reply = await sampleGateway(server.url, guard).complete({
      ...QUESTION,
      tools: [new OrderLookup()],
      fallbackModel: 'gpt-4o-mini',
    });
    expect(reply).toMatchObject({ text: 'On Monday.', model: 'gpt-4o-mini' });
    expect(reply.calls.map(({ model }) => model).slice(2)).toEqual(['gpt-5.4-mini', 'gpt-4o-mini', 'gpt-4o-mini']);
  });
});
