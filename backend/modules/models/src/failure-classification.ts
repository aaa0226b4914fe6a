import { OutboundRefusedError } from '@konstruct/platform';
import type { CallFailure } from './call-outcome';

/** What went wrong with one call, without any of its content. */
export interface ClassifiedFailure {
  readonly outcome: CallFailure;
  readonly errorCode: string | null;
  readonly retryAfterMs: number | null;
}

/** What an HTTP answer of a provider says about a failure. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Some providers say so with 429, as if waiting would help. */
const NO_CREDIT =
  /insufficient_quota|billing_hard_limit_reached|credit balance is too low|insufficient balance|payment_required|billing (?:to be|must be) enabled/i;

const CODES: readonly (readonly [pattern: RegExp, outcome: CallFailure])[] = [
  [
    /context_length_exceeded|string_above_max_length|request_too_large|prompt is too long|exceeds the maximum number of tokens|too many tokens|maximum context length/i,
    'context_too_long',
  ],
  [/content_policy_violation|content_filter|responsible_?ai|blocked by .{0,40}safety/i, 'refused'],
  [
    /invalid_api_key|incorrect api key|api_key_invalid|api key not valid|authentication_error|invalid x-api-key/i,
    'invalid_key',
  ],
  [
    /model_not_found|model_not_available|invalid_model|model .{0,80}(?:does not exist|not found)|models\/.{0,80}is not found/i,
    'model_not_found',
  ],
];

/**
 * Sorts a provider's refusal to answer. Providers answer 400 for very different things, so its error code and words decide
 * before its status does.
 */
export function classifyAnswer({ status, headers, body }: FailedAnswer, now: Date): ClassifiedFailure {
  const retryAfterMs = parseRetryAfter(headers, now);
  const errorCode = providerCode(body);
  return {
    outcome: outcomeOf(status, body),
    errorCode: errorCode ?? namedIn(body) ?? `http_${status}`,
    retryAfterMs,
  };
}

/** Codes of connections that broke after the request was sent, so that the provider may have worked on it. */
const LOST_CONNECTION = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'RESPONSE_TOO_LARGE',
]);

/** Sorts an error that is no HTTP answer: no connection, a connection that broke, or something that the SDK could not read. */
export function classifyError(error: unknown): ClassifiedFailure {
  const cause = rootCause(error);
  const code = cause?.['code'] as string | undefined;
  if (cause instanceof OutboundRefusedError) {
    return { outcome: 'address_refused', errorCode: cause.code, retryAfterMs: null };
  }
  if (code !== undefined) {
    return { outcome: LOST_CONNECTION.has(code) ? 'bad_response' : 'unreachable', errorCode: code, retryAfterMs: null };
  }
  return { outcome: 'bad_response', errorCode: error instanceof Error ? error.name : null, retryAfterMs: null };
}

/** The network error at the root, known by its code: errors of fetch come from another realm in tests. */
function rootCause(error: unknown): Readonly<Record<string, unknown>> | null {
  for (
    let current = asObject(error), depth = 0;
    current && depth < 5;
    current = asObject(current['cause']), depth += 1
  ) {
    if (typeof current['code'] === 'string') return current;
  }
  return null;
}

function outcomeOf(status: number, body: string): CallFailure {
  if (status >= 200 && status < 300) return 'bad_response';
  if (status >= 500) return 'server_error';
  if (status === 402 || NO_CREDIT.test(body)) return 'no_credit';
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'timeout';
  const named = namedIn(body);
  if (named) return named;
  if (status === 401) return 'invalid_key';
  // A provider that does not know the key says 401; with 403 it knows the key, which may not do this.
  if (status === 403 || status === 404) return 'model_not_found';
  if (status === 413) return 'context_too_long';
  return 'bad_request';
}

/** What a provider's words say that it is. */
function namedIn(body: string): CallFailure | undefined {
  return CODES.find(([pattern]) => pattern.test(body))?.[1];
}

/** Retry-After in seconds or as a date, or OpenAI's `retry-after-ms`. */
function parseRetryAfter(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const milliseconds = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return Math.ceil(milliseconds);
  const value = headers['retry-after'];
  if (value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** The code of an error body in the shapes of OpenAI, Anthropic, Google and Mistral; never its message, which may quote the prompt. */
function providerCode(body: string): string | null {
  const parsed = parseObject(body);
  const error = asObject(parsed?.['error']) ?? parsed;
  for (const value of [error?.['code'], error?.['status'], error?.['type']]) {
    if (typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)) return value;
  }
  return null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
