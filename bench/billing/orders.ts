import { LIFECYCLE } from './stripe-world.ts';

/** Events whose every order is tried; the others of the lifecycle come in between. */
const PERMUTED = 7;

/** How many orders of so many events there are. */
export const ALL_ORDERS = 5_040;

/** Random, and the same in every run. */
export function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/**
 * The order of one run: a permutation of the first seven events with the last two put in by chance, some twice, some lost. The very
 * last event is never lost, or nobody could know that anything happened.
 */
export function deliveryOrder(number: number): number[] {
  const chance = randomOf(number);
  const order = permutation(number % ALL_ORDERS, PERMUTED);
  for (let event = PERMUTED; event < LIFECYCLE.length; event += 1) {
    order.splice(Math.floor(chance() * (order.length + 1)), 0, event);
  }
  const last = LIFECYCLE.length - 1;
  const arriving = order.filter((event) => event === last || chance() > 0.15);
  return arriving.flatMap((event) => (chance() < 0.3 ? [event, event] : [event]));
}

/** The n-th permutation of the numbers below a count. */
export function permutation(number: number, count: number): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  const picked: number[] = [];
  let rest = number;
  for (let size = count; size > 0; size -= 1) {
    const [next = 0] = left.splice(rest % size, 1);
    rest = Math.floor(rest / size);
    picked.push(next);
  }
  return picked;
}
