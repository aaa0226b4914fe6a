import { classifyAnswer, classifyError } from './failure-classification';

const NOW = new Date('2026-11-21T09:30:00Z');

function classify(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): ReturnType<typeof classifyAnswer> {
  return classifyAnswer({ status, body: typeof body === 'string' ? body : JSON.stringify(body), headers }, NOW);
}

describe('failure classification', () => {
  it.each([
    [
      'OpenAI: wrong key',
      401,
      { error: { message: 'Incorrect API key provided: sk-…', code: 'invalid_api_key' } },
      'invalid_key',
      'invalid_api_key',
    ],
    [
      'OpenAI: model',
      404,
      { error: { message: 'The model `gpt-9` does not exist', code: 'model_not_found' } },
      'model_not_found',
      'model_not_found',
    ],
    [
      'OpenAI: context',
      400,
      { error: { message: '…', code: 'context_length_exceeded' } },
      'context_too_long',
      'context_length_exceeded',
    ],
    [
      'OpenAI: content',
      400,
      { error: { message: '…', code: 'content_policy_violation' } },
      'refused',
      'content_policy_violation',
    ],
    ['OpenAI: quota', 429, { error: { code: 'insufficient_quota' } }, 'no_credit', 'insufficient_quota'],
    [
      'Anthropic: wrong key',
      401,
      { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
      'invalid_key',
      'authentication_error',
    ],
    [
      'Anthropic: context',
      400,
      { type: 'error', error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens' } },
      'context_too_long',
      'invalid_request_error',
    ],
    [
      'Anthropic: overloaded',
      529,
      { type: 'error', error: { type: 'overloaded_error' } },
      'server_error',
      'overloaded_error',
    ],
    [
      'Google: wrong key',
      400,
      { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } },
      'invalid_key',
      'INVALID_ARGUMENT',
    ],
    [
      'Google: model',
      404,
      { error: { code: 404, message: 'models/gemini-9 is not found', status: 'NOT_FOUND' } },
      'model_not_found',
      'NOT_FOUND',
    ],
    [
      'Mistral: model',
      400,
      { object: 'error', message: 'Invalid model: mistral-9', type: 'invalid_model', code: '1500' },
      'model_not_found',
      '1500',
    ],
    ['not for this key', 403, '', 'model_not_found', 'http_403'],
    ['a wrong key with 403', 403, { error: { code: 'invalid_api_key' } }, 'invalid_key', 'invalid_api_key'],
    ['nothing there', 404, '<html>', 'model_not_found', 'http_404'],
    ['too large', 413, '', 'context_too_long', 'http_413'],
    ['their timeout', 408, '', 'timeout', 'http_408'],
    ['their error', 503, 'upstream', 'server_error', 'http_503'],
    ['not JSON', 200, '<html>', 'bad_response', 'http_200'],
    [
      'a request that they do not take',
      400,
      { error: { code: 'unsupported_parameter' } },
      'bad_request',
      'unsupported_parameter',
    ],
  ] as const)('%s', (_, status, body, outcome, errorCode) => {
    expect(classify(status, body)).toMatchObject({ outcome, errorCode });
  });

  it.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0.2' }, 200],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:30:05 GMT' }, 5_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-1' }, null],
    [{ 'retry-after': ' ' }, null],
    [{}, null],
  ])('reads %j as %s ms', (headers, expected) => {
    expect(classify(429, '', headers as Record<string, string>).retryAfterMs).toBe(expected);
  });

  it.each([
    [{ cause: { code: 'ECONNREFUSED' } }, 'unreachable', 'ECONNREFUSED'],
    [{ cause: { cause: { code: 'ENOTFOUND' } } }, 'unreachable', 'ENOTFOUND'],
    [{ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }, 'unreachable', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [{ cause: { code: 'UND_ERR_SOCKET' } }, 'bad_response', 'UND_ERR_SOCKET'],
    [new RangeError('of some part of the SDK'), 'bad_response', 'RangeError'],
    ['thrown text', 'bad_response', null],
  ])('sorts what is no answer: %j', (error, outcome, errorCode) => {
    expect(classifyError(error)).toEqual({ outcome, errorCode, retryAfterMs: null });
  });

  it('keeps no words of the provider, which may quote the prompt', () => {
    const body = { error: { message: 'secret of the customer', code: 'has spaces and secret' } };
    expect(JSON.stringify(classify(400, body))).not.toContain('secret');
  });
});
