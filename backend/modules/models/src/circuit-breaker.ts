/**
 * A circuit per provider: after several failures in a row nobody asks it for a while, then one call tries whether it is
 * back. Pure; who holds the state and what time it is comes from outside.
 */
export type Circuit =
  | { readonly state: 'closed'; readonly failuresInARow: number }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half_open'; readonly probeUntil: number };

/** What a finished call says of the provider. */
export type ProviderHealth = 'well' | 'unwell' | 'unknown';

export const FAILURES_TO_OPEN = 5;
export const OPEN_MS = 30_000;

export const CLOSED: Circuit = { state: 'closed', failuresInARow: 0 };

/** Asks to make a call: whether it may go, and the circuit afterwards. */
export function admit(circuit: Circuit, now: number): { readonly isAdmitted: boolean; readonly circuit: Circuit } {
  switch (circuit.state) {
    case 'closed':
      return { isAdmitted: true, circuit };
    case 'open':
      return now < circuit.until ? { isAdmitted: false, circuit } : probe(now);
    case 'half_open':
      // A probe whose end nobody reported must not keep the circuit shut for ever.
      return now < circuit.probeUntil ? { isAdmitted: false, circuit } : probe(now);
  }
}

/** The circuit after a call ended. */
export function afterCall(circuit: Circuit, health: ProviderHealth, now: number): Circuit {
  if (health === 'well') return CLOSED;
  if (health === 'unknown') return circuit.state === 'half_open' ? { state: 'open', until: now } : circuit;
  if (circuit.state !== 'closed') return { state: 'open', until: now + OPEN_MS };
  const failuresInARow = circuit.failuresInARow + 1;
  return failuresInARow >= FAILURES_TO_OPEN
    ? { state: 'open', until: now + OPEN_MS }
    : { state: 'closed', failuresInARow };
}

/** How long until the circuit lets a call through again. */
export function reopensInMs(circuit: Circuit, now: number): number {
  if (circuit.state === 'closed') return 0;
  return Math.max(0, (circuit.state === 'open' ? circuit.until : circuit.probeUntil) - now);
}

function probe(now: number): { readonly isAdmitted: boolean; readonly circuit: Circuit } {
  return { isAdmitted: true, circuit: { state: 'half_open', probeUntil: now + OPEN_MS } };
}
