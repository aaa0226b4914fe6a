import Stripe from 'stripe';

const TOLERANCE_SECONDS = 300;

/**
 * The event that a webhook carries, or null when none of the secrets signed it in the last five minutes. The bytes are checked as
 * they came: an event that was parsed and written again is another one. A time ahead of ours is no reason to refuse, as in Stripe's
 * library: only whoever has the secret could have signed it.
 */
export function verifiedEvent(
  rawBody: Buffer,
  signature: string,
  secrets: readonly string[],
  now: Date,
): Stripe.Event | null {
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS, undefined, now.getTime());
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return null;
    }
  }
  return null;
}
