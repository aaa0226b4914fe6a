import { ChannelError } from '../channels.errors';
import { callProblem, connectProblem, problemOfSlackCode } from './slack-connect.errors';
import { IncompleteGrantError } from './slack-oauth';
import { SlackSendError } from './slack-send-error';

const failure = (code: string, more = {}): SlackSendError => new SlackSendError({ code, isRetryable: false, ...more });

describe('problems of connecting', () => {
  it.each([
    ['access_denied', 'consent_cancelled'],
    ['unapproved_scope', 'consent_not_allowed'],
    ['invalid_scope', 'app_misconfigured'],
    ['invalid_code', 'code_not_accepted'],
    ['code_already_used', 'code_not_accepted'],
    ['bad_client_secret', 'app_misconfigured'],
    ['ratelimited', 'slack_busy'],
    ['slack_no_answer', 'slack_unreachable'],
    ['never_heard_of', 'slack_refused'],
    ['constructor', 'slack_refused'],
  ])('Slack’s %s is %s', (code, expected) => {
    expect(problemOfSlackCode(code).code).toBe(expected);
  });

  it('names the code where an administrator needs it, and nothing that is no code', () => {
    expect(problemOfSlackCode('bad_redirect_uri').detail).toContain('Slack said: bad_redirect_uri.');
    expect(problemOfSlackCode('<script>alert(1)</script>').detail).not.toContain('script');
  });

  it('has words for everything that can be thrown', () => {
    expect(connectProblem(new ChannelError('code_missing')).code).toBe('code_missing');
    expect(connectProblem(new IncompleteGrantError()).code).toBe('bot_not_granted');
    expect(connectProblem(failure('invalid_code')).code).toBe('code_not_accepted');
    expect(connectProblem(new Error('boom')).code).toBe('connect_failed');
  });
});

describe('problems of calling', () => {
  it.each<[SlackSendError, string, number]>([
    [failure('ratelimited', { isRetryable: true, retryAfterSeconds: 7 }), 'slack_busy', 503],
    [failure('token_revoked'), 'connection_unusable', 409],
    [failure('slack_no_answer', { isRetryable: true }), 'slack_unreachable', 503],
    [failure('missing_scope'), 'slack_refused', 502],
  ])('%s is %s', (error, code, status) => {
    expect(callProblem(error)).toMatchObject({ code, status, retryAfterSeconds: error.retryAfterSeconds });
  });

  it('leaves other errors as they are', () => {
    const error = new Error('boom');
    expect(callProblem(error)).toBe(error);
  });
});
