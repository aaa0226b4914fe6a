import { newStripeId } from '../ids';
import type { PaymentMethod } from '../state/stripe-objects';
import type { Challenge } from '../state/stripe-state';
import type { StripeServices } from '../stripe-services';

/** Opens a 3-D Secure challenge and says where the person has to go. */
export function openChallenge(
  { world }: StripeServices,
  purpose: Challenge['purpose'],
  { brand, last4 }: PaymentMethod['card'],
  amount: number,
): string {
  const id = newStripeId('3ds');
  world.state.challenges[id] = { id, purpose, card: { brand, last4 }, amount, isDone: false };
  world.keep();
  return `/stripe/challenge/${id}`;
}
