import Stripe from 'stripe';
import { startBillingContext, type BillingContext } from '../../testing/billing-context';
import { subscription } from '../../testing/readings';
import { StripeWebhooks } from './stripe-webhooks';

const EVENTS = 'SELECT id FROM stripe_events WHERE tenant_id = $1';

describe.each([
  ['live', 'sk_live_spec', true],
  ['test', 'sk_test_spec', false],
])('an installation with a %s key (PRTA-05)', (_mode, STRIPE_SECRET_KEY, isLive) => {
  let billing: BillingContext;

  beforeAll(async () => {
    billing = await startBillingContext({ STRIPE_SECRET_KEY });
  }, 60_000);

  afterAll(() => billing.stop());

  function deliver(customer: string, livemode: boolean): Promise<void> {
    const object = { id: 'sub_1', object: 'subscription', customer };
    const event = { id: `evt_${livemode}`, object: 'event', type: 'customer.subscription.created', livemode };
    const payload = JSON.stringify({ ...event, created: 1_795_000_000, data: { object } });
    const timestamp = Math.floor(billing.clock.now().getTime() / 1_000);
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_old', timestamp });
    return billing.app.get(StripeWebhooks).receive(Buffer.from(payload), header, 'request');
  }

  it.each(['cus_\0', 'cus_\uD800'])('takes an event about %j as one about nobody', async (customer) => {
    await expect(deliver(customer, isLive)).resolves.toBeUndefined();
  });

  it('lets no event of the other mode touch a business', async () => {
    const { context, world } = await billing.payer();
    await billing.asOwner('UPDATE billing_accounts SET is_live_mode = $2 WHERE tenant_id = $1', [
      context.tenantId,
      isLive,
    ]);
    world.subscriptions = [subscription()];
    await deliver(world.customerId, !isLive);
    expect(await billing.asOwner(EVENTS, [context.tenantId])).toEqual([]);
    await deliver(world.customerId, isLive);
    expect(await billing.asOwner(EVENTS, [context.tenantId])).toEqual([{ id: `evt_${isLive}` }]);
  });
});
