/** What keeps a call from bringing an answer. */
export type CallFailure =
  | 'timeout'
  | 'rate_limited'
  | 'server_error'
  | 'unreachable'
  | 'bad_response'
  | 'bad_request'
  | 'empty'
  | 'refused'
  | 'cancelled'
  | 'invalid_key'
  | 'no_credit'
  | 'model_not_found'
  | 'address_refused'
  | 'context_too_long';

/** What comes of a call. */
export type CallOutcome = 'ok' | CallFailure;

/** Why no model answered: what came of a call, or why none was made. */
export type ModelErrorCode = CallFailure | 'no_key' | 'circuit_open';

/** What to do about a failed call, and what it says of the provider. */
export interface FailurePolicy {
  /** How often the same model is asked again; `configured` is MODEL_MAX_RETRIES. */
  readonly retries: 'configured' | number;
  /** Which fallback model may still help. */
  readonly fallback: 'any' | 'other_provider' | 'none';
  /** Whether the provider is unwell (trips the circuit), well, or the call says nothing about it. */
  readonly providerHealth: 'unwell' | 'well' | 'unknown';
  /** Whether the provider may have worked, and so charges, although it gave no count. */
  readonly mayHaveCost: boolean;
}

/** The one table of failures. A refusal is an answer: asking another model until one complies is not our business. */
export const FAILURE_POLICIES: Readonly<Record<ModelErrorCode, FailurePolicy>> = {
  timeout: { retries: 1, fallback: 'any', providerHealth: 'unwell', mayHaveCost: true },
  rate_limited: { retries: 'configured', fallback: 'any', providerHealth: 'well', mayHaveCost: false },
  server_error: { retries: 'configured', fallback: 'any', providerHealth: 'unwell', mayHaveCost: false },
  unreachable: { retries: 'configured', fallback: 'other_provider', providerHealth: 'unwell', mayHaveCost: false },
  bad_response: { retries: 1, fallback: 'any', providerHealth: 'unwell', mayHaveCost: true },
  bad_request: { retries: 0, fallback: 'any', providerHealth: 'well', mayHaveCost: false },
  empty: { retries: 1, fallback: 'any', providerHealth: 'well', mayHaveCost: true },
  refused: { retries: 0, fallback: 'none', providerHealth: 'well', mayHaveCost: true },
  cancelled: { retries: 0, fallback: 'none', providerHealth: 'unknown', mayHaveCost: true },
  invalid_key: { retries: 0, fallback: 'other_provider', providerHealth: 'well', mayHaveCost: false },
  no_credit: { retries: 0, fallback: 'other_provider', providerHealth: 'well', mayHaveCost: false },
  circuit_open: { retries: 0, fallback: 'other_provider', providerHealth: 'unknown', mayHaveCost: false },
  no_key: { retries: 0, fallback: 'other_provider', providerHealth: 'unknown', mayHaveCost: false },
  address_refused: { retries: 0, fallback: 'other_provider', providerHealth: 'well', mayHaveCost: false },
  model_not_found: { retries: 0, fallback: 'any', providerHealth: 'well', mayHaveCost: false },
  context_too_long: { retries: 0, fallback: 'any', providerHealth: 'well', mayHaveCost: false },
};

/** The longest that a provider's Retry-After is waited for within a call; a longer one is left to the caller. */
export const MAXIMUM_WAIT_MS = 10_000;

const FIRST_DELAY_MS = 500;

/** How long to wait before the next attempt, or null when there is to be none. `random` is from 0 to 1. */
export function retryDelayMs(
  failure: CallFailure,
  failedAttempts: number,
  maxRetries: number,
  retryAfterMs: number | null,
  random: number,
): number | null {
  const { retries } = FAILURE_POLICIES[failure];
  const allowed = retries === 'configured' ? maxRetries : Math.min(retries, maxRetries);
  if (failedAttempts > allowed) return null;
  if (retryAfterMs !== null) return retryAfterMs <= MAXIMUM_WAIT_MS ? retryAfterMs : null;
  const longest = Math.min(MAXIMUM_WAIT_MS, FIRST_DELAY_MS * 2 ** (failedAttempts - 1));
  return Math.round(longest * (0.5 + random / 2));
}

/** Whether asking the fallback model makes sense after a failure. */
export function mayFallBack(failure: ModelErrorCode, isOtherProvider: boolean): boolean {
  const { fallback } = FAILURE_POLICIES[failure];
  return fallback === 'any' || (fallback === 'other_provider' && isOtherProvider);
}
