import { roundedRatio } from '../billing/proration';
import type { CheckoutSecrets } from '../state/stripe-state';
import type { StripeList, StripeObject } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';
import { trialEndOf } from './checkout';

export interface CheckoutTotals {
  subtotal: number;
  discount: number;
  /** What is to be paid today: nothing during a trial. */
  total: number;
  /** What each period costs once it is paid. */
  perPeriod: number;
}

export function checkoutTotals(world: StripeWorld, secrets: CheckoutSecrets, now: number): CheckoutTotals {
  const full = secrets.lineItems.reduce((sum, { price, quantity }) => {
    return sum + world.get('price', price).unit_amount * quantity;
  }, 0);
  const off = discountOn(world, secrets, full);
  const isTrial = trialEndOf(secrets, now) !== null;
  const subtotal = isTrial ? 0 : full;
  const discount = isTrial ? 0 : off;
  return { subtotal, discount, total: subtotal - discount, perPeriod: full };
}

function discountOn(world: StripeWorld, { coupon: id }: CheckoutSecrets, amount: number): number {
  const coupon = world.find('coupon', id);
  if (!coupon) return 0;
  if (coupon.percent_off === null) return Math.min(amount, coupon.amount_off ?? 0);
  return roundedRatio(amount * Math.round(coupon.percent_off * 100), 10_000);
}

/** The lines of a session, which the API gives only when it is asked for them. */
export function checkoutLineItems(world: StripeWorld, sessionId: string): StripeList<StripeObject> {
  const secrets = world.state.checkouts[sessionId];
  const now = world.now();
  const isTrial = secrets !== undefined && trialEndOf(secrets, now) !== null;
  const data = (secrets?.lineItems ?? []).map(({ price: priceId, quantity }, index) => {
    const price = world.get('price', priceId);
    const subtotal = isTrial ? 0 : price.unit_amount * quantity;
    const discount = isTrial || !secrets ? 0 : discountOn(world, secrets, subtotal);
    return {
      id: `li_${sessionId.slice(-20)}${index}`,
      object: 'item',
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal - discount,
      currency: price.currency,
      description: world.find('product', price.product)?.name ?? price.product,
      price,
      quantity,
    };
  });
  return { object: 'list', data, has_more: false, url: `/v1/checkout/sessions/${sessionId}/line_items` };
}
