import type { DeliveryState } from './delivery.entity';

const RETRYABLE: ReadonlySet<DeliveryState> = new Set(['failed', 'parked']);
const DISCARDABLE: ReadonlySet<DeliveryState> = new Set(['pending', 'failed', 'parked']);

/** Where a message stands, by the states of its parts in order: where its first part stands that is not sent. */
export function stateOfParts(states: readonly DeliveryState[]): DeliveryState {
  return states.find((state) => state !== 'sent') ?? 'sent';
}

/** Whether a person may have it sent again: only what the product does not try any more by itself. */
export function mayRetry(state: DeliveryState): boolean {
  return RETRYABLE.has(state);
}

/** Whether a person may end it: not while it is on its way, since it cannot be called back. */
export function mayDiscard(state: DeliveryState): boolean {
  return DISCARDABLE.has(state);
}
