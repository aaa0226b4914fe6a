import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { toSlackSendError } from './slack-call-failure';
import { SlackSendError } from './slack-send-error';

const network = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
const refused = (error: string, response_metadata = {}): Error =>
  new WebAPIPlatformError({ ok: false, error, response_metadata });

describe('toSlackSendError', () => {
  it.each<[string, unknown, Partial<SlackSendError>]>([
    ['a refusal', refused('not_in_channel'), { code: 'not_in_channel', isRetryable: false, isInDoubt: false }],
    [
      'a refusal that passes',
      refused('internal_error'),
      { code: 'internal_error', isRetryable: true, isInDoubt: true },
    ],
    [
      'a limit',
      new WebAPIRateLimitedError(17),
      { code: 'ratelimited', isRetryable: true, retryAfterSeconds: 17, isInDoubt: false },
    ],
    ['a limit of zero seconds', new WebAPIRateLimitedError(0), { retryAfterSeconds: 1 }],
    ['a limit in the body', refused('ratelimited', { retryAfter: 5 }), { code: 'ratelimited', retryAfterSeconds: 5 }],
    [
      'a limit without a time',
      new Error('Retry header did not contain a valid timeout'),
      { code: 'ratelimited', retryAfterSeconds: 30 },
    ],
    [
      'a page in place of JSON',
      refused('<html>Bad gateway</html>'),
      { code: 'slack_unreadable_answer', isRetryable: true, isInDoubt: true },
    ],
    [
      'a server error',
      new WebAPIHTTPError(503, 'Unavailable', {}),
      { code: 'slack_server_error', isRetryable: true, isInDoubt: true },
    ],
    [
      'another status',
      new WebAPIHTTPError(404, 'Not Found', {}),
      { code: 'slack_unreadable_answer', isRetryable: false, isInDoubt: false },
    ],
    [
      'a refused connection',
      new WebAPIRequestError(network('ECONNREFUSED')),
      { code: 'slack_unreachable', isRetryable: true, isInDoubt: false },
    ],
    [
      'a name that does not resolve',
      new WebAPIRequestError(network('ENOTFOUND')),
      { code: 'slack_unreachable', isInDoubt: false },
    ],
    [
      'a closed socket',
      new WebAPIRequestError(network('UND_ERR_SOCKET')),
      { code: 'slack_no_answer', isRetryable: true, isInDoubt: true },
    ],
    [
      'a timeout',
      new WebAPIRequestError(new DOMException('timed out', 'TimeoutError')),
      { code: 'slack_no_answer', isInDoubt: true },
    ],
    ['something unheard of', new Error('?'), { code: 'slack_no_answer', isRetryable: true, isInDoubt: true }],
  ])('tells %s', (_, error, expected) => {
    expect(toSlackSendError(error)).toMatchObject(expected);
  });

  it('finds the cause under several attempts', () => {
    const attempts = new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]);
    expect(toSlackSendError(new WebAPIRequestError(new TypeError('fetch failed', { cause: attempts })))).toMatchObject({
      code: 'slack_unreachable',
    });
  });

  it('leaves its own errors as they are', () => {
    const error = new SlackSendError({ code: 'x', isRetryable: false });
    expect(toSlackSendError(error)).toBe(error);
  });

  it('carries no token, header or body of an answer', () => {
    const error = toSlackSendError(new WebAPIHTTPError(500, 'Error', { authorization: 'xoxb-secret' }, 'xoxb-secret'));
    expect(JSON.stringify({ ...error, cause: { ...(error.cause as object) }, message: error.message })).not.toContain(
      'xoxb-secret',
    );
  });
});
