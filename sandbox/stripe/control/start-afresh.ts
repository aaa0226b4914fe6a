import { seedAccount } from '../state/seed';
import type { StripeServices } from '../stripe-services';

/** Forgets everything that happened, and sets the clock to now. */
export function startAfresh({ account, faults, lifecycle, requests, sender, world }: StripeServices): void {
  faults.clear();
  requests.clear();
  sender.clear();
  world.reset();
  lifecycle.forget();
  seedAccount(world, account);
}
