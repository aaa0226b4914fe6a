import { FAILURE_POLICIES, MAXIMUM_WAIT_MS, mayFallBack, retryDelayMs, type CallFailure } from './call-outcome';
import { explainModelError, MODEL_FAILURES, ModelError } from './models.errors';

describe('failure policies', () => {
  it.each<[CallFailure, number]>([
    ['timeout', 1],
    ['rate_limited', 2],
    ['server_error', 2],
    ['unreachable', 2],
    ['bad_response', 1],
    ['empty', 1],
    ['bad_request', 0],
    ['refused', 0],
    ['cancelled', 0],
    ['invalid_key', 0],
    ['model_not_found', 0],
    ['context_too_long', 0],
  ])('%s is tried again %s times', (failure, retries) => {
    let attempts = 1;
    while (retryDelayMs(failure, attempts, 2, null, 0.5) !== null) attempts += 1;
    expect(attempts - 1).toBe(retries);
  });

  it('waits longer each time, never in step with others, never too long', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs('server_error', attempt, 9, null, 0))).toEqual([250, 500, 1_000]);
    expect([1, 2, 3].map((attempt) => retryDelayMs('server_error', attempt, 9, null, 1))).toEqual([500, 1_000, 2_000]);
    expect(retryDelayMs('server_error', 9, 9, null, 1)).toBe(MAXIMUM_WAIT_MS);
  });

  it('honours Retry-After up to a bound and otherwise leaves it to the caller', () => {
    expect(retryDelayMs('rate_limited', 1, 2, 3_000, 0.5)).toBe(3_000);
    expect(retryDelayMs('rate_limited', 1, 2, 0, 0.5)).toBe(0);
    expect(retryDelayMs('rate_limited', 1, 2, MAXIMUM_WAIT_MS + 1, 0.5)).toBeNull();
  });

  it('asks no other model to say what one has declined', () => {
    expect(mayFallBack('refused', true)).toBe(false);
    expect(mayFallBack('cancelled', true)).toBe(false);
  });

  it('asks only another provider when this one cannot be asked at all', () => {
    for (const failure of ['no_key', 'invalid_key', 'unreachable', 'circuit_open'] as const) {
      expect([mayFallBack(failure, false), mayFallBack(failure, true)]).toEqual([false, true]);
    }
    expect(mayFallBack('timeout', false)).toBe(true);
  });

  it('has words for every failure', () => {
    expect(Object.keys(MODEL_FAILURES).sort()).toEqual(Object.keys(FAILURE_POLICIES).sort());
    expect(explainModelError('no_key').fix).toContain('key');
    expect(explainModelError('a code of an earlier version').meaning).not.toBe('');
  });

  it('becomes a problem that says what to do', () => {
    const error = new ModelError('rate_limited', [], 7);
    expect(error).toMatchObject({ status: 503, code: 'rate_limited', isRetryable: true, retryAfterSeconds: 7 });
    expect(error.detail).toBe(`${error.meaning} ${error.fix}`);
    expect(error.cause).toBeUndefined();
  });
});
