import Stripe from 'stripe';
import { BillingError } from '../billing.errors';

const RETRY_AFTER_SECONDS = 30;

/** What a failed call of Stripe means for whoever caused it. Stripe's own message goes to the log, as the cause. */
export function toBillingError(error: unknown): unknown {
  if (error instanceof Stripe.errors.StripeCardError) {
    return new BillingError('card_declined', { cause: error, detail: declined(error.message) });
  }
  if (isOutage(error))
    return new BillingError('stripe_unavailable', { cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS });
  if (error instanceof Stripe.errors.StripeError) return new BillingError('stripe_refused', { cause: error });
  return error;
}

/** Whether Stripe says that something does not exist (any more). */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}

function isOutage(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  if (error instanceof Stripe.errors.StripeRateLimitError) return true;
  return error instanceof Stripe.errors.StripeAPIError;
}

/** Messages of card errors are written for the holder of the card. */
function declined(message: string): string {
  return `${message} Nothing was changed. Use another card under "Manage billing", then try again.`;
}

/** Whether Stripe says that no invoice will come, as after a cancellation. */
export function isNothingToCome(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'invoice_upcoming_none';
}
