import { createOpenAI } from '@ai-sdk/openai';
import { generateText, streamText } from 'ai';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { startSandbox, type RunningSandbox } from '../../index';
import { call, type Json } from '../../testing/control';

interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
  completion_tokens_details: { reasoning_tokens: number };
}

describe('chat completions', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => sandbox.stop());

  beforeEach(() => call(sandbox, 'POST', '/model/_control/reset'));

  function post(body: unknown, path = '/chat/completions', key = sandbox.model.apiKey): Promise<Response> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return fetch(`${sandbox.modelBaseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function ask(change: Json = {}): Promise<Json & { status: number }> {
    const response = await post({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }], ...change });
    return { ...((await response.json()) as Json), status: response.status };
  }

  const usageOf = (answer: Json) => answer.usage as Usage;
  const messageOf = (answer: Json) => (answer.choices as { message: Json }[])[0]?.message;
  const fault = (body: Json) => call(sandbox, 'POST', '/model/_control/faults', body);

  describe('as the AI SDK calls it', () => {
    const provider = () => createOpenAI({ baseURL: sandbox.modelBaseUrl, apiKey: sandbox.model.apiKey });

    it('answers with usage', async () => {
      const { text, usage, finishReason } = await generateText({
        model: provider().chat('gpt-4.1-mini'),
        instructions: 'You are Ava. Our opening hours are 9 to 17.',
        prompt: 'When do you open?',
        temperature: 0.4,
        maxOutputTokens: 100,
      });
      expect(text).toContain('Our opening hours are 9 to 17.');
      expect(finishReason).toBe('stop');
      expect(usage.outputTokens).toBe(countTokens(text));
      expect(usage.totalTokens).toBe((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
    });

    it('streams', async () => {
      const result = streamText({ model: provider().chat('gpt-5-mini'), prompt: 'hello' });
      const pieces: string[] = [];
      for await (const piece of result.textStream) pieces.push(piece);
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.join('')).toContain('Hello');
      expect((await result.usage).outputTokens).toBeGreaterThan(0);
    });
  });

  it('counts the prompt as OpenAI does', async () => {
    const usage = usageOf(await ask({ messages: [{ role: 'user', content: 'hello world' }] }));
    expect(usage.prompt_tokens).toBe(3 + countTokens('user') + countTokens('hello world') + 3);
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
    expect(usage.prompt_tokens_details.cached_tokens).toBe(0);
  });

  it('cuts at the limit and says so', async () => {
    const answer = await ask({ max_tokens: 2 });
    expect(answer.choices).toMatchObject([{ finish_reason: 'length' }]);
    expect(usageOf(answer).completion_tokens).toBe(2);
    expect(countTokens(String(messageOf(answer)?.content))).toBe(2);
  });

  it('serves repeated beginnings of at least 1,024 tokens from its cache, in steps of 128', async () => {
    const system = { role: 'system', content: 'All work and no play makes a dull day. '.repeat(150) };
    const first = await ask({ messages: [system, { role: 'user', content: 'one' }] });
    const second = await ask({ messages: [system, { role: 'user', content: 'two' }] });
    const other = await ask({ model: 'gpt-4o', messages: [system, { role: 'user', content: 'two' }] });
    expect(usageOf(first).prompt_tokens_details.cached_tokens).toBe(0);
    const cached = usageOf(second).prompt_tokens_details.cached_tokens;
    expect(cached).toBeGreaterThanOrEqual(1_024);
    expect(cached % 128).toBe(0);
    expect(usageOf(other).prompt_tokens_details.cached_tokens).toBe(0);
  });

  it('counts reasoning as part of the completion, where the model reasons', async () => {
    const usage = usageOf(await ask({ model: 'gpt-5', reasoning_effort: 'low' }));
    expect(usage.completion_tokens_details.reasoning_tokens).toBe(64);
    expect(usage.completion_tokens).toBeGreaterThan(64);
    expect(usageOf(await ask({ reasoning_effort: 'low' })).completion_tokens_details.reasoning_tokens).toBe(0);
  });

  it('copes with 100 kB and with special tokens', async () => {
    const long = await ask({ messages: [{ role: 'user', content: 'word '.repeat(20_000) }] });
    expect(usageOf(long).prompt_tokens).toBeGreaterThan(19_000);
    const dense = await ask({ messages: [{ role: 'user', content: 'a'.repeat(100_000) }] });
    expect(dense.status).toBe(200);
    expect((await ask({ messages: [{ role: 'user', content: '<|endoftext|>' }] })).status).toBe(200);
  });

  it.each([
    [{ model: 'gpt-99' }, 404, 'model_not_found'],
    [{ messages: [] }, 400, 'empty_array'],
    [{ messages: undefined }, 400, 'missing_required_parameter'],
    [{ messages: [{ role: 'wizard', content: 'x' }] }, 400, 'invalid_value'],
    [{ messages: [{ role: 'user', content: 7 }] }, 400, 'invalid_type'],
    [{ temperature: 3 }, 400, 'integer_above_max_value'],
    [{ max_tokens: 0 }, 400, 'integer_below_min_value'],
    [{ model: 'gpt-5', max_tokens: 10 }, 400, 'unsupported_parameter'],
    [{ tempature: 1 }, 400, null],
  ])('refuses %j with %i', async (change, status, code) => {
    expect(await ask(change)).toMatchObject({ status, error: { code, type: 'invalid_request_error' } });
  });

  it('asks for its key', async () => {
    const wrong = await post({}, '/chat/completions', 'sk-something-wrong');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({
      error: { code: 'invalid_api_key', message: expect.not.stringContaining('something') },
    });
    const none = await fetch(`${sandbox.modelBaseUrl}/models`);
    expect(none.status).toBe(401);
  });

  it('lists its models as what they are', async () => {
    const headers = { authorization: `Bearer ${sandbox.model.apiKey}` };
    const list = (await (await fetch(`${sandbox.modelBaseUrl}/models`, { headers })).json()) as { data: Json[] };
    expect(new Set(list.data.map((model) => model.owned_by))).toEqual(new Set(['konstruct-sandbox']));
    const dated = await fetch(`${sandbox.modelBaseUrl}/models/gpt-4o-2024-08-06`, { headers });
    expect(await dated.json()).toMatchObject({ id: 'gpt-4o-2024-08-06', object: 'model' });
    expect((await fetch(`${sandbox.modelBaseUrl}/models/nonsense`, { headers })).status).toBe(404);
  });

  it('says what it does not implement', async () => {
    const responses = await post({}, '/responses');
    expect(responses.status).toBe(404);
    expect(await responses.json()).toMatchObject({ error: { message: expect.stringContaining('/chat/completions') } });
    const unknown = (await (await post({}, '/embeddings')).json()) as Json;
    expect(unknown.error).toMatchObject({
      message: expect.stringContaining('does not implement POST /model/v1/embeddings'),
    });
  });

  describe('faults and scripts', () => {
    it.each([
      [{ kind: 'rate_limited', retry_after_seconds: 4 }, 429],
      [{ kind: 'server_error' }, 500],
      [{ kind: 'server_error', status: 503 }, 503],
    ])('answers %j with %i', async (body, status) => {
      await fault(body);
      const response = await post({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });
      expect(response.status).toBe(status);
      expect(response.headers.get('retry-after')).toBe(status === 429 ? '4' : null);
      expect((await ask()).status).toBe(200);
    });

    it('answers empty, refuses, and answers hugely', async () => {
      await fault({ kind: 'empty' });
      expect(messageOf(await ask())).toMatchObject({ content: '' });
      await fault({ kind: 'refusal', text: 'No.' });
      expect(messageOf(await ask())).toMatchObject({ content: null, refusal: 'No.' });
      await fault({ kind: 'huge' });
      expect(String(messageOf(await ask({ max_tokens: 5 }))?.content).length).toBeGreaterThanOrEqual(200_000);
    });

    it('breaks its answer, its stream and its connection', async () => {
      await fault({ kind: 'bad_json' });
      await expect(ask()).rejects.toThrow(/JSON/);
      await fault({ kind: 'cut_stream', count: 2 });
      const streamed = await post({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }], stream: true });
      await expect(streamed.text()).rejects.toThrow();
      await expect(ask()).rejects.toThrow();
      await fault({ kind: 'timeout', delay_ms: 20 });
      await expect(ask()).rejects.toThrow();
    });

    it('says what it was told to say', async () => {
      await call(sandbox, 'POST', '/model/_control/replies', { match: 'Norway', text: 'We do.', count: 2 });
      const norway = { messages: [{ role: 'user', content: 'do you ship to norway?' }] };
      expect(messageOf(await ask())?.content).not.toBe('We do.');
      expect(messageOf(await ask(norway))?.content).toBe('We do.');
      expect(messageOf(await ask(norway))?.content).toBe('We do.');
      expect(messageOf(await ask(norway))?.content).not.toBe('We do.');
    });

    it('records requests without the key', async () => {
      await ask();
      const recorded = await call(sandbox, 'GET', '/model/_control/requests');
      expect(recorded.requests).toMatchObject([{ status: 200, body: { model: 'gpt-4.1-mini' }, fault: null }]);
      expect(JSON.stringify(recorded)).not.toContain(sandbox.model.apiKey);
    });
  });
});
