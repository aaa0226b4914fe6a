import { OutboundGuard } from '@konstruct/platform';
import { failureOf, QUESTION, sampleGateway } from '../testing/sample-gateway';
import { chatCompletion, ScriptedModelServer } from '../testing/scripted-model-server';
import { FAILURES_TO_OPEN } from './circuit-breaker';
import type { ModelRequest } from './model-call';
import type { ModelAccess } from './model-access';
import type { ModelGateway } from './model-gateway';
import { NO_TOKENS } from './token-usage';

describe('model gateway [LLM]', () => {
  const guard = new OutboundGuard({ SANDBOX_URL: '' });
  let server: ScriptedModelServer;

  beforeAll(async () => {
    server = await ScriptedModelServer.start();
  });
  afterAll(() => Promise.all([server.stop(), guard.onApplicationShutdown()]));

  function gateway(more: NodeJS.ProcessEnv = {}): ModelGateway {
    return sampleGateway(server.url, guard, more);
  }

  /** A business that has a key of its own for OpenAI alone. */
  function ownKey(keyId: string): ModelAccess {
    return {
      find: (provider) =>
        Promise.resolve(
          provider === 'openai' ? { apiKey: `own-${keyId}`, baseUrl: null, keyId, keyReplacedAt: null } : null,
        ),
    };
  }

  it('asks by chat completions and counts what it took', async () => {
    server.script(
      chatCompletion(' At nine. ', {
        usage: {
          prompt_tokens: 100,
          completion_tokens: 30,
          total_tokens: 130,
          prompt_tokens_details: { cached_tokens: 60 },
          completion_tokens_details: { reasoning_tokens: 10 },
        },
      }),
    );
    const reply = await gateway().complete(QUESTION);
    expect(reply).toMatchObject({ text: 'At nine.', finishReason: 'stop', provider: 'openai', model: 'gpt-5.4-mini' });
    expect(reply.calls).toHaveLength(1);
    expect(reply.calls[0]).toMatchObject({
      outcome: 'ok',
      errorCode: null,
      usageSource: 'provider',
      keyId: null,
      usage: {
        ...NO_TOKENS,
        inputUncachedTokens: 40,
        cacheReadTokens: 60,
        outputTextTokens: 20,
        reasoningTokens: 10,
      },
    });
    expect(server.requests[0]).toMatchObject({
      url: '/v1/chat/completions',
      headers: { authorization: 'Bearer key-of-openai' },
    });
    expect(JSON.stringify(server.requests[0]?.body)).toContain('You are Mia.');
  });

  it('estimates what nobody counted', async () => {
    server.script({
      body: { choices: [{ index: 0, message: { role: 'assistant', content: 'At nine.' }, finish_reason: 'stop' }] },
    });
    const { calls } = await gateway().complete(QUESTION);
    expect(calls[0]?.usageSource).toBe('estimated');
    expect(calls[0]?.usage?.inputUncachedTokens).toBeGreaterThan(5);
    expect(calls[0]?.usage?.outputTextTokens).toBeGreaterThan(1);
  });

  it.each([
    ['500', { status: 500 }, 'server_error'],
    ['429 with a short Retry-After', { status: 429, headers: { 'retry-after-ms': '20' } }, 'rate_limited'],
    ['bad JSON', { body: '<html>not json</html>' }, 'bad_response'],
    ['an answer without choices', { body: { choices: [] } }, 'bad_response'],
    ['an empty answer', chatCompletion('  '), 'empty'],
  ])('tries again after %s', async (_, firstAnswer, outcome) => {
    server.script(firstAnswer, chatCompletion('At nine.'));
    const reply = await gateway().complete(QUESTION);
    expect(reply.text).toBe('At nine.');
    expect(reply.calls.map((call) => call.outcome)).toEqual([outcome, 'ok']);
    expect(new Set(reply.calls.map((call) => call.id)).size).toBe(2);
  });

  it('tries again after a timeout, and books what was sent', async () => {
    server.script({ delayMs: 1_500 }, chatCompletion('At nine.'));
    const reply = await gateway({ MODEL_TIMEOUT_MS: '1000' }).complete(QUESTION);
    expect(reply.calls.map((call) => [call.outcome, call.usageSource])).toEqual([
      ['timeout', 'estimated'],
      ['ok', 'provider'],
    ]);
  });

  it.each([
    ['a wrong key', { status: 401, body: { error: { code: 'invalid_api_key' } } }, 'invalid_key', 'none'],
    ['an unknown model', { status: 404, body: { error: { code: 'model_not_found' } } }, 'model_not_found', 'none'],
    [
      'too long a conversation',
      { status: 400, body: { error: { code: 'context_length_exceeded' } } },
      'context_too_long',
      'none',
    ],
    ['a refusal', chatCompletion(null, { refusal: 'I cannot help with that.' }), 'refused', 'provider'],
    ['the content filter', chatCompletion('Half a', { finishReason: 'content_filter' }), 'refused', 'provider'],
  ])('does not try again after %s', async (_, answer, code, usageSource) => {
    server.script(answer);
    const error = await failureOf(gateway().complete(QUESTION));
    expect([error.code, error.calls.length, error.calls[0]?.usageSource]).toEqual([code, 1, usageSource]);
  });

  it('gives up after the configured retries and says what to do', async () => {
    server.script({ status: 503 });
    const error = await failureOf(gateway({ MODEL_MAX_RETRIES: '2' }).complete(QUESTION));
    expect(error.calls.map((call) => call.outcome)).toEqual(['server_error', 'server_error', 'server_error']);
    expect(error).toMatchObject({ code: 'server_error', status: 502, isRetryable: true });
    expect(error.fix).not.toBe('');
  });

  it('leaves a long Retry-After to the caller', async () => {
    server.script({ status: 429, headers: { 'retry-after': '120' } });
    const error = await failureOf(gateway().complete(QUESTION));
    expect([error.calls.length, error.retryAfterSeconds]).toEqual([1, 120]);
  });

  it('asks the fallback model when the first cannot', async () => {
    server.script({ status: 500 }, { status: 500 }, chatCompletion('At nine.'));
    const reply = await gateway().complete({ ...QUESTION, fallbackModel: 'gpt-4o-mini' });
    expect(reply).toMatchObject({ text: 'At nine.', model: 'gpt-4o-mini' });
    expect(reply.calls.map((call) => call.model)).toEqual(['gpt-5.4-mini', 'gpt-5.4-mini', 'gpt-4o-mini']);
  });

  it('asks the fallback of another provider, in that provider’s protocol', async () => {
    server.script({
      body: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-haiku-4-5',
        content: [{ type: 'text', text: 'At nine.' }],
        stop_reason: 'end_turn',
        usage: { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 50, output_tokens: 30 },
      },
    });
    const request: ModelRequest = { ...QUESTION, fallbackModel: 'claude-haiku-4-5' };
    const reply = await gateway({ OPENAI_API_KEY: '', ANTHROPIC_API_KEY: 'key-of-anthropic' }).complete(request);
    expect(reply).toMatchObject({ text: 'At nine.', provider: 'anthropic' });
    expect(reply.calls).toHaveLength(1);
    expect(reply.calls[0]?.usage).toEqual({
      ...NO_TOKENS,
      inputUncachedTokens: 10,
      cacheReadTokens: 100,
      cacheWrite5mTokens: 50,
      outputTextTokens: 30,
    });
    expect(server.requests[0]).toMatchObject({
      url: '/anthropic/messages',
      headers: { 'x-api-key': 'key-of-anthropic' },
    });
  });

  it('keeps the calls of both models when neither answers', async () => {
    server.script({ status: 500 });
    const error = await failureOf(gateway().complete({ ...QUESTION, fallbackModel: 'gpt-4o-mini' }));
    expect(error.code).toBe('server_error');
    expect(error.calls.map((call) => call.model)).toEqual([
      'gpt-5.4-mini',
      'gpt-5.4-mini',
      'gpt-4o-mini',
      'gpt-4o-mini',
    ]);
  });

  it('books a cancelled call with what was sent', async () => {
    server.script({ delayMs: 500 });
    const cancellation = new AbortController();
    setTimeout(() => cancellation.abort(), 50);
    const error = await failureOf(
      gateway().complete({ ...QUESTION, signal: cancellation.signal, fallbackModel: 'gpt-4o-mini' }),
    );
    expect(error.code).toBe('cancelled');
    expect(error.calls).toHaveLength(1);
    expect(error.calls[0]).toMatchObject({ outcome: 'cancelled', usageSource: 'estimated' });
    expect(error.calls[0]?.usage?.inputUncachedTokens).toBeGreaterThan(5);
  });

  it('makes no call that is cancelled beforehand, and stops waiting for a retry', async () => {
    server.script({ status: 500 });
    const before = await failureOf(gateway().complete({ ...QUESTION, signal: AbortSignal.abort() }));
    expect([before.code, before.calls.length]).toEqual(['cancelled', 0]);
    server.script({ status: 429, headers: { 'retry-after': '9' } });
    const startedAt = performance.now();
    const error = await failureOf(gateway().complete({ ...QUESTION, signal: AbortSignal.timeout(100) }));
    expect(error.calls).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('says that there is no key', async () => {
    const error = await failureOf(gateway({ OPENAI_API_KEY: '' }).complete(QUESTION));
    expect([error.code, error.calls.length]).toEqual(['no_key', 0]);
  });

  it('tells nobody there from a connection that broke, which may have cost something', async () => {
    const stopped = await ScriptedModelServer.start();
    const url = stopped.url;
    await stopped.stop();
    const unreachable = await failureOf(
      gateway({ OPENAI_BASE_URL: `${url}/v1`, MODEL_MAX_RETRIES: '0' }).complete(QUESTION),
    );
    expect([unreachable.code, unreachable.calls[0]?.usageSource]).toEqual(['unreachable', 'none']);
    server.script({ isCutOff: true });
    const lost = await failureOf(gateway({ MODEL_MAX_RETRIES: '0' }).complete(QUESTION));
    expect([lost.code, lost.calls[0]?.usageSource]).toEqual(['bad_response', 'estimated']);
  });

  it('stops calling a provider that keeps failing', async () => {
    server.script({ status: 500 });
    const models = gateway({ MODEL_MAX_RETRIES: '0' });
    for (let call = 0; call < FAILURES_TO_OPEN; call += 1) await failureOf(models.complete(QUESTION));
    const error = await failureOf(models.complete(QUESTION));
    expect([error.code, error.calls.length, server.requests.length]).toEqual(['circuit_open', 0, FAILURES_TO_OPEN]);
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('calls with the key of the business, the fallback too, and says which it was', async () => {
    server.script({ status: 500 }, { status: 500 }, chatCompletion('At nine.'));
    const access = ownKey('key-1');
    const reply = await gateway().complete({ ...QUESTION, access, fallbackModel: 'gpt-4o-mini' });
    expect(reply.calls.map(({ model, keyId }) => [model, keyId])).toEqual([
      ['gpt-5.4-mini', 'key-1'],
      ['gpt-5.4-mini', 'key-1'],
      ['gpt-4o-mini', 'key-1'],
    ]);
    expect(new Set(server.requests.map(({ headers }) => headers['authorization']))).toEqual(
      new Set(['Bearer own-key-1']),
    );
  });

  it('does not fall back on a key that the business does not have', async () => {
    server.script({ status: 500 });
    const error = await failureOf(
      gateway({ ANTHROPIC_API_KEY: 'key-of-anthropic' }).complete({
        ...QUESTION,
        access: ownKey('key-1'),
        fallbackModel: 'claude-haiku-4-5',
      }),
    );
    expect([error.code, error.calls.map(({ provider }) => provider)]).toEqual(['server_error', ['openai', 'openai']]);
  });

  it('stops calling with the key of one business without stopping for the others', async () => {
    server.script({ status: 500 });
    const models = gateway({ MODEL_MAX_RETRIES: '0' });
    const own = { ...QUESTION, access: ownKey('key-1') };
    for (let call = 0; call < FAILURES_TO_OPEN; call += 1) await failureOf(models.complete(own));
    expect((await failureOf(models.complete(own))).code).toBe('circuit_open');
    server.script(chatCompletion('At nine.'));
    expect((await models.complete(QUESTION)).text).toBe('At nine.');
    expect((await models.complete({ ...own, access: ownKey('key-2') })).text).toBe('At nine.');
    expect((await models.complete({ ...QUESTION, tenantId: 'globex' })).text).toBe('At nine.');
  });

  it('does not call an address of a business that leads inside', async () => {
    server.script(chatCompletion('At nine.'));
    const access: ModelAccess = {
      find: () =>
        Promise.resolve({
          apiKey: 'k',
          baseUrl: `${server.url.replace('http:', 'https:')}/v1`,
          keyId: 'key-1',
          keyReplacedAt: null,
        }),
    };
    const error = await failureOf(gateway().complete({ ...QUESTION, access }));
    expect([error.code, error.calls.length, error.calls[0]?.errorCode]).toEqual(['address_refused', 1, 'not_public']);
    expect(server.requests).toHaveLength(0);
  });

  it('asks a server that speaks the protocol, by any name and without a key', async () => {
    server.script(chatCompletion('At nine.'));
    const models = gateway({ OPENAI_COMPATIBLE_BASE_URL: `${server.url}/own/v1` });
    const reply = await models.complete({
      ...QUESTION,
      provider: 'openai_compatible',
      model: 'meta-llama/Llama-4-Scout',
    });
    expect(reply).toMatchObject({ text: 'At nine.', provider: 'openai_compatible', model: 'meta-llama/Llama-4-Scout' });
    expect(server.requests[0]).toMatchObject({
      url: '/own/v1/chat/completions',
      body: { model: 'meta-llama/Llama-4-Scout' },
    });
    expect(server.requests[0]?.headers['authorization']).toBeUndefined();
    const none = await failureOf(gateway().complete({ ...QUESTION, provider: 'openai_compatible' }));
    expect(none.code).toBe('no_key');
  });

  it('takes an answer whose token counts are text', async () => {
    const counted = { prompt_tokens: '12', completion_tokens: '5', total_tokens: '17' };
    server.script(chatCompletion('He said "prompt_tokens":"9".', { usage: counted }));
    const reply = await gateway().complete(QUESTION);
    expect(reply.text).toBe('He said "prompt_tokens":"9".');
    expect(reply.calls[0]).toMatchObject({
      usageSource: 'provider',
      usage: { inputUncachedTokens: 12, outputTextTokens: 5 },
    });
  });

  it('gives up on an answer without end', async () => {
    server.script(chatCompletion('x'.repeat(9_000_000)));
    const error = await failureOf(gateway({ MODEL_MAX_RETRIES: '0' }).complete(QUESTION));
    expect([error.code, error.calls[0]?.errorCode]).toEqual(['bad_response', 'RESPONSE_TOO_LARGE']);
  });

  it('keeps prompt and key out of its errors', async () => {
    server.script({ status: 400, body: { error: { message: 'You are Mia. key-of-openai', code: 'bad' } } });
    const error = await failureOf(gateway().complete(QUESTION));
    const told = `${error.stack} ${JSON.stringify({ ...error })}`;
    expect(told).not.toContain('You are Mia');
    expect(told).not.toContain('key-of-openai');
  });
});
