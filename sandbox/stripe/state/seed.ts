import { newEndpoint } from '../api/resources/webhook.operations';
import { newConfiguration } from '../api/resources/portal.operations';
import { newPrice, newProduct } from '../api/resources/catalogue.operations';
import type { StripeAccount } from '../stripe-account';
import type { Coupon } from './stripe-objects';
import type { StripeWorld } from './stripe-world';

const ENDPOINT_ID = 'we_konstruct';
const PRODUCT_ID = 'prod_konstruct_agent';

/** What the account has from its first day; what is there already is left as it is. */
export function seedAccount(world: StripeWorld, account: StripeAccount): void {
  const now = world.now();
  if (!world.find('product', PRODUCT_ID)) {
    world.add(
      newProduct(
        { id: PRODUCT_ID, name: 'AI Employee Plan', description: 'One AI employee, per month', metadata: {} },
        now,
      ),
    );
  }
  if (!world.find('price', account.priceId)) {
    world.add(
      newPrice(
        {
          id: account.priceId,
          product: PRODUCT_ID,
          unitAmount: account.unitAmount,
          currency: 'usd',
          interval: 'month',
          intervalCount: 1,
          lookupKey: account.lookupKey,
          nickname: 'Per agent and month',
          metadata: {},
        },
        now,
      ),
    );
  }
  if (world.list('billing_portal.configuration').length === 0) world.add(newConfiguration(world, ALL_FEATURES, true));
  seedCode(world, 'WELCOME20', { percent_off: 20, amount_off: null, duration: 'repeating', duration_in_months: 3 });
  seedCode(world, 'TENOFF', { percent_off: null, amount_off: 1_000, duration: 'once', duration_in_months: null });
  seedEndpoint(world, account);
}

const ALL_FEATURES = {
  customer_update: { enabled: true, allowed_updates: ['email', 'address', 'tax_id'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: 'at_period_end', cancellation_reason: { enabled: true } },
};

/** The product's own endpoint follows the settings with each start. */
function seedEndpoint(world: StripeWorld, account: StripeAccount): void {
  const known = world.find('webhook_endpoint', ENDPOINT_ID);
  if (account.webhookUrl === null) {
    if (known) world.remove(known);
    return;
  }
  const endpoint =
    known ?? world.add(newEndpoint({ id: ENDPOINT_ID, url: account.webhookUrl, events: ['*'] }, world.now()));
  endpoint.url = account.webhookUrl;
  world.state.endpointSecrets[ENDPOINT_ID] = [{ value: account.webhookSecret, expiresAt: null }];
}

function seedCode(
  world: StripeWorld,
  text: string,
  terms: Pick<Coupon, 'percent_off' | 'amount_off' | 'duration' | 'duration_in_months'>,
): void {
  const id = text.toLowerCase();
  if (world.find('coupon', id)) return;
  const now = world.now();
  world.add({
    id,
    object: 'coupon',
    created: now,
    currency: terms.amount_off === null ? null : 'usd',
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: text,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
    ...terms,
  });
  world.add({
    id: `promo_${id}`,
    object: 'promotion_code',
    active: true,
    code: text,
    created: now,
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    promotion: { type: 'coupon', coupon: id },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  });
}
