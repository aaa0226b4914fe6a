import { BillingError } from '../billing.errors';

const STRIPE_API_HOST = 'api.stripe.com';

/**
 * Lets a browser only be sent to Stripe's own pages; while developing, to those of the host that plays Stripe. An answer that
 * names another host is not Stripe's.
 */
export function safeRedirect(url: string, apiUrl: string): string {
  const target = URL.canParse(url) ? new URL(url) : null;
  const api = new URL(apiUrl);
  const isStripe = target?.protocol === 'https:' && target.hostname.endsWith('.stripe.com');
  const isStandIn = api.hostname !== STRIPE_API_HOST && target?.host === api.host && target.protocol === api.protocol;
  if (isStripe || isStandIn) return url;
  throw new BillingError('stripe_refused', {
    cause: new Error(`Stripe answered with a page on ${target?.host ?? url}`),
  });
}
