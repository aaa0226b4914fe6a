import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { wasNeverSent } from '../messaging/network-failure';
import { isInDoubtSlackCode, isSlackLimit, isRetryableSlackCode } from './slack-error-table';
import { SlackSendError } from './slack-send-error';

const SLACK_CODE = /^[a-z0-9_]{1,100}$/;
const DEFAULT_RETRY_AFTER_SECONDS = 30;

/** Turns whatever the Slack client throws into a SlackSendError; one of those passes as it is. */
export function toSlackSendError(error: unknown): SlackSendError {
  if (error instanceof SlackSendError) return error;
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter, error);
  if (error instanceof WebAPIPlatformError) return refused(error);
  if (error instanceof WebAPIHTTPError) return httpError(error);
  if (error instanceof WebAPIRequestError) return transportError(error.original);
  // The client throws a bare Error when a 429 comes without a usable Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return rateLimited(DEFAULT_RETRY_AFTER_SECONDS, error);
  return transportError(error);
}

function rateLimited(retryAfterSeconds: number, cause: unknown): SlackSendError {
  return new SlackSendError({
    code: 'ratelimited',
    isRetryable: true,
    retryAfterSeconds: Math.max(1, retryAfterSeconds),
    cause,
  });
}

/** When an answer is no JSON, the client puts its whole text where the code should be. */
function refused(error: WebAPIPlatformError): SlackSendError {
  const { error: code, response_metadata: metadata } = error.data;
  if (typeof code !== 'string' || !SLACK_CODE.test(code)) {
    return new SlackSendError({ code: 'slack_unreadable_answer', isRetryable: true, isInDoubt: true });
  }
  if (isSlackLimit(code)) return rateLimited(metadata?.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS, error);
  return new SlackSendError({
    code,
    isRetryable: isRetryableSlackCode(code),
    isInDoubt: isInDoubtSlackCode(code),
    cause: error,
  });
}

function httpError(error: WebAPIHTTPError): SlackSendError {
  const isServerError = error.statusCode >= 500;
  const code = isServerError ? 'slack_server_error' : 'slack_unreadable_answer';
  // The error itself holds the headers and body of the answer, which do not belong into logs.
  return new SlackSendError({
    code,
    isRetryable: isServerError,
    isInDoubt: isServerError,
    cause: new Error(`HTTP ${error.statusCode}`),
  });
}

function transportError(error: unknown): SlackSendError {
  const neverSent = wasNeverSent(error);
  return new SlackSendError({
    code: neverSent ? 'slack_unreachable' : 'slack_no_answer',
    isRetryable: true,
    isInDoubt: !neverSent,
    cause: error,
  });
}
