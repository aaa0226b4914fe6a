import Stripe from 'stripe';

const TOLERANCE_SECONDS = 300;

/**
 * The event that a webhook carries, or null when none of the secrets signed it within five minutes of now. The bytes are checked as
 * they came: an event that was parsed and written again is another one.
 */
export function verifiedEvent(
  rawBody: Buffer,
  signature: string,
  secrets: readonly string[],
  now: Date,
): Stripe.Event | null {
  if (isFromTheFuture(signature, now)) return null;
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS, undefined, now.getTime());
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return null;
    }
  }
  return null;
}

/** Stripe's library asks for the age alone, so that one signature with a time to come would be good until then. */
function isFromTheFuture(signature: string, now: Date): boolean {
  const latest = now.getTime() / 1_000 + TOLERANCE_SECONDS;
  return signature.split(',').some((part) => part.startsWith('t=') && Number.parseInt(part.slice(2), 10) > latest);
}
