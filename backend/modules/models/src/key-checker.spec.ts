import type { ModelProvider } from '@konstruct/contracts';
import { Clock, OutboundGuard, readSettings } from '@konstruct/platform';
import { chatCompletion, ScriptedModelServer, type ScriptedAnswer } from '../testing/scripted-model-server';
import { KeyChecker, type KeyCheck } from './key-checker';
import { ModelCaller } from './model-caller';
import { modelsSettings } from './models.config';
import { ProviderClients } from './provider-clients';

const LIST: ScriptedAnswer = { body: { data: [{ id: 'gpt-5.4-mini' }, { id: 'gpt-5-nano' }] } };

describe('checking a model key [LLM-03]', () => {
  let server: ScriptedModelServer;
  const guard = new OutboundGuard({ SANDBOX_URL: '' });

  beforeAll(async () => {
    server = await ScriptedModelServer.start();
  });
  afterAll(() => Promise.all([server.stop(), guard.onApplicationShutdown()]));

  function check(
    provider: ModelProvider,
    {
      apiKey = 'own-key',
      baseUrl = null,
      models = [],
    }: { apiKey?: string; baseUrl?: string | null; models?: string[] } = {},
    url = server.url,
  ): Promise<KeyCheck> {
    const settings = readSettings(modelsSettings, {
      OPENAI_BASE_URL: `${url}/openai`,
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      GOOGLE_GENERATIVE_AI_BASE_URL: `${url}/google`,
      MISTRAL_BASE_URL: `${url}/mistral`,
      OPENAI_COMPATIBLE_BASE_URL: `${url}/own`,
    });
    const clients = new ProviderClients(settings, guard);
    const checker = new KeyChecker(clients, new ModelCaller(settings, clients, new Clock()), new Clock());
    return checker.check({
      tenantId: 'acme',
      provider,
      access: { apiKey, baseUrl, keyId: 'key-1', keyReplacedAt: null },
      models,
    });
  }

  it('asks for the models and then for one word of the model that is in use', async () => {
    server.script(LIST, chatCompletion('OK'));
    const result = await check('openai', { models: ['gpt-5.4-mini'] });
    expect(result).toMatchObject({ verdict: 'ok', model: 'gpt-5.4-mini', calls: [{ keyId: 'key-1', outcome: 'ok' }] });
    const [list, trial] = server.requests;
    expect(list).toMatchObject({ url: '/openai/models', headers: { authorization: 'Bearer own-key' } });
    expect(trial?.url).toBe('/openai/chat/completions');
  });

  it.each<[ModelProvider, string, object]>([
    ['anthropic', '/anthropic/models?limit=1000', { 'x-api-key': 'own-key', 'anthropic-version': '2023-06-01' }],
    ['google', '/google/models?pageSize=1000', { 'x-goog-api-key': 'own-key' }],
    ['mistral', '/mistral/models', { authorization: 'Bearer own-key' }],
  ])('asks %s in its own way, with the key in a header', async (provider, url, headers) => {
    server.script({ status: 401, body: { error: { message: 'no', type: 'authentication_error' } } });
    expect(await check(provider)).toMatchObject({ verdict: 'invalid_key', model: null, calls: [] });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ url, headers });
  });

  it.each<[string, ScriptedAnswer[], string]>([
    ['refused', [{ status: 401, body: { error: { code: 'invalid_api_key' } } }], 'invalid_key'],
    [
      "refused in Google's words",
      [{ status: 400, body: { error: { status: 'INVALID_ARGUMENT', message: 'API key not valid.' } } }],
      'invalid_key',
    ],
    ['without credit', [LIST, { status: 429, body: { error: { code: 'insufficient_quota' } } }], 'no_credit'],
    [
      "without credit in Anthropic's words",
      [
        LIST,
        { status: 400, body: { error: { type: 'invalid_request_error', message: 'Your credit balance is too low' } } },
      ],
      'no_credit',
    ],
    ['without the model', [LIST, { status: 404, body: { error: { code: 'model_not_found' } } }], 'no_model_access'],
    ['kept from the model', [LIST, { status: 403, body: { error: { code: 'forbidden' } } }], 'no_model_access'],
    ['good and busy', [LIST, { status: 429, body: { error: { code: 'rate_limit_exceeded' } } }], 'ok'],
    ["the provider's trouble", [{ status: 500 }], 'provider_error'],
    ['answered by no provider', [{ status: 404, body: '<html>' }], 'provider_error'],
  ])('finds a key %s', async (_, answers, verdict) => {
    server.script(...answers);
    expect(await check('openai')).toMatchObject({ verdict });
  });

  it('tries the cheapest offered model that the key may list', async () => {
    server.script(LIST, chatCompletion('OK'));
    const { model } = await check('openai');
    expect(['gpt-5-nano', 'gpt-5.4-mini']).toContain(model);
  });

  it('takes a server of its own as it is: without a list, without a key', async () => {
    const noList = { status: 404, body: { detail: 'Not Found' } };
    const noModel = {
      status: 404,
      body: { error: { message: 'The model `konstruct-check` does not exist', code: 404 } },
    };
    for (const answer of [noModel, chatCompletion('OK')]) {
      server.script(noList, { body: {}, ...answer });
      expect(await check('openai_compatible', { apiKey: '' })).toMatchObject({ verdict: 'ok', model: null });
      expect(server.requests[0]?.headers['authorization']).toBeUndefined();
    }
    server.script({ body: { data: [{ id: 'llama-4' }] } }, chatCompletion('OK'));
    expect(await check('openai_compatible')).toMatchObject({ verdict: 'ok', model: 'llama-4' });
  });

  it.each<[string, ScriptedAnswer[]]>([
    ['a web page', [{ body: '<html>Welcome</html>' }]],
    ['JSON of something else', [{ body: { status: 'up' } }]],
    ['nothing where the list would be, and nothing where answers would be', [{ status: 404, body: '<html>' }]],
    ['a page wherever it is asked', [{ status: 404, body: '' }, { body: '<html>Welcome</html>' }]],
  ])('takes an address with %s for none of a server of models', async (_, answers) => {
    server.script(...answers);
    expect(await check('openai_compatible')).toMatchObject({ verdict: 'provider_error', model: null });
  });

  it('tries a key that may not list the models but may use them', async () => {
    const kept = {
      status: 403,
      body: { error: { message: 'Missing scopes: api.model.read', type: 'invalid_request_error' } },
    };
    server.script(kept, chatCompletion('OK'));
    expect(await check('openai', { models: ['gpt-5.4-mini'] })).toMatchObject({ verdict: 'ok', model: 'gpt-5.4-mini' });
    server.script(kept, { status: 401, body: { error: { code: 'invalid_api_key' } } });
    expect(await check('openai')).toMatchObject({ verdict: 'invalid_key' });
    server.script({ status: 403, body: { error: { code: 'invalid_api_key' } } });
    expect(await check('openai')).toMatchObject({ verdict: 'invalid_key', calls: [] });
  });

  it('tries each model that is in use, three at the most, and names the one that does not work', async () => {
    const models = ['a', 'b', 'a', 'c', 'd'];
    server.script(LIST, chatCompletion('OK'));
    const fine = await check('openai', { models });
    expect(fine).toMatchObject({ verdict: 'ok', model: 'a' });
    expect(fine.calls.map(({ model }) => model)).toEqual(['a', 'b', 'c']);
    server.script(LIST, chatCompletion('OK'), { status: 404, body: { error: { code: 'model_not_found' } } });
    expect(await check('openai', { models })).toMatchObject({ verdict: 'no_model_access', model: 'b' });
  });

  it('says when nobody answers, and calls no address that leads inside', async () => {
    expect(await check('openai', {}, 'http://127.0.0.1:9')).toMatchObject({ verdict: 'unreachable' });
    server.script(LIST);
    expect(await check('openai_compatible', { baseUrl: server.url })).toMatchObject({ verdict: 'address_refused' });
    expect(server.requests).toHaveLength(0);
  });

  it("keeps the key out of what it answers, also when the provider's words quote it", async () => {
    server.script({ status: 401, body: { error: { message: 'Incorrect API key provided: own-key' } } });
    expect(JSON.stringify(await check('openai'))).not.toContain('own-key');
  });
});
