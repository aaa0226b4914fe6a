import { admit, afterCall, CLOSED, FAILURES_TO_OPEN, OPEN_MS, reopensInMs, type Circuit } from './circuit-breaker';

const NOW = 1_000_000;

function failing(times: number): Circuit {
  let circuit = CLOSED;
  for (let call = 0; call < times; call += 1) circuit = afterCall(circuit, 'unwell', NOW);
  return circuit;
}

describe('circuit breaker', () => {
  const open: Circuit = { state: 'open', until: NOW + OPEN_MS };
  const halfOpen: Circuit = { state: 'half_open', probeUntil: NOW + OPEN_MS };

  it.each<[string, Circuit, 'well' | 'unwell' | 'unknown', Circuit]>([
    ['closed stays closed after success', CLOSED, 'well', CLOSED],
    ['closed counts a failure', CLOSED, 'unwell', { state: 'closed', failuresInARow: 1 }],
    [
      'closed ignores a cancelled call',
      { state: 'closed', failuresInARow: 2 },
      'unknown',
      { state: 'closed', failuresInARow: 2 },
    ],
    ['a success in between starts the count anew', { state: 'closed', failuresInARow: 4 }, 'well', CLOSED],
    ['the last failure opens', { state: 'closed', failuresInARow: FAILURES_TO_OPEN - 1 }, 'unwell', open],
    ['a probe that succeeds closes', halfOpen, 'well', CLOSED],
    ['a probe that fails opens again', halfOpen, 'unwell', open],
    ['a probe that is cancelled lets the next one go', halfOpen, 'unknown', { state: 'open', until: NOW }],
    ['a late failure of a call from before keeps it open', open, 'unwell', open],
    ['a late success of a call from before closes', open, 'well', CLOSED],
    ['a late cancellation changes nothing', open, 'unknown', open],
  ])('%s', (_, before, health, after) => {
    expect(afterCall(before, health, NOW)).toEqual(after);
  });

  it('lets nobody through while open, then one call at a time', () => {
    const circuit = failing(FAILURES_TO_OPEN);
    expect(admit(circuit, NOW + OPEN_MS - 1).isAdmitted).toBe(false);
    const first = admit(circuit, NOW + OPEN_MS);
    expect(first.isAdmitted).toBe(true);
    expect(admit(first.circuit, NOW + OPEN_MS).isAdmitted).toBe(false);
    expect(admit(first.circuit, NOW + 2 * OPEN_MS).isAdmitted).toBe(true);
  });

  it('says when it opens again', () => {
    expect([reopensInMs(CLOSED, NOW), reopensInMs(open, NOW + 10_000), reopensInMs(open, NOW + 90_000)]).toEqual([
      0, 20_000, 0,
    ]);
    expect(admit(failing(FAILURES_TO_OPEN - 1), NOW).isAdmitted).toBe(true);
  });
});
