import { AgentLifecycle } from '@konstruct/agents';
import type { TenantContext } from '@konstruct/platform';
import { startBillingContext, type BillingContext, type Payer } from '../../testing/billing-context';
import { item, openInvoice, PRICE, subscription } from '../../testing/readings';
import { LIFECYCLE } from '../../testing/stripe-world';
import { BillingError } from '../billing.errors';
import { toColumns } from '../state/account-columns';
import { billingState } from '../state/billing-state';
import type { StripeNews } from '../webhook/stripe-news';
import { SubscriptionSync } from './subscription-sync';
import { WatchGraceHandler } from './watch-grace.handler';

describe('billing on Postgres (PRTA-05)', () => {
  let billing: BillingContext;
  let sync: SubscriptionSync;
  let payer: Payer;
  let context: TenantContext;

  beforeAll(async () => {
    billing = await startBillingContext();
    sync = billing.app.get(SubscriptionSync);
  }, 60_000);

  afterAll(() => billing.stop());

  beforeEach(async () => {
    payer = await billing.payer();
    context = payer.context;
    billing.clock.set('2026-11-21T09:30:00Z');
    billing.stripe.answer = () => Promise.resolve();
  });

  const account = async (): Promise<Record<string, unknown>> =>
    (
      await billing.asOwner<Record<string, unknown>>('SELECT * FROM billing_accounts WHERE tenant_id = $1', [
        context.tenantId,
      ])
    )[0]!;

  const told = async (): Promise<string[]> =>
    (
      await billing.asOwner<{ summary: string }>(
        'SELECT summary FROM billing_timeline WHERE tenant_id = $1 ORDER BY id',
        [context.tenantId],
      )
    ).map(({ summary }) => summary);

  const notices = (): Promise<{ kind: string; severity: string }[]> =>
    billing.asOwner('SELECT kind, severity FROM notices WHERE tenant_id = $1 AND resolved_at IS NULL ORDER BY kind', [
      context.tenantId,
    ]);

  /** What people were told, in its order; words that change in between tell nobody anything. */
  const rung = async (): Promise<string[]> =>
    (
      await billing.asOwner<{ summary: string }>(
        `SELECT summary FROM audit_events WHERE tenant_id = $1 AND event_type LIKE 'notice.%' ORDER BY id`,
        [context.tenantId],
      )
    ).map(({ summary }) => summary);

  async function subscribe(changes: Parameters<typeof subscription>[0] = {}): Promise<void> {
    payer.world.subscriptions = [subscription(changes)];
    await sync.sync(context);
  }

  it('stores events with their effect, once, however they come', async () => {
    const news: StripeNews[] = LIFECYCLE.map((step) => payer.world.happen(step));
    const shuffled = [...news, ...news].sort((a, b) => a.id.localeCompare(b.id) * (a.createdAt < b.createdAt ? 1 : -1));
    await Promise.all(shuffled.map((one) => sync.sync(context, [one])));
    const expected = toColumns(billingState(payer.world.read(), PRICE));
    expect(await account()).toMatchObject({
      subscription_status: 'active',
      stripe_subscription_id: 'sub_2',
      stripe_subscription_item_id: 'si_2',
      agent_quota: expected.agentQuota,
      is_trial_used: true,
    });
    const stored = await billing.asOwner('SELECT id FROM stripe_events WHERE tenant_id = $1', [context.tenantId]);
    expect(stored).toHaveLength(LIFECYCLE.length);
    const lines = (await told()).filter((line) => line.endsWith(' happened.'));
    expect(lines).toHaveLength(LIFECYCLE.length);
  });

  it('stores neither event nor effect when Stripe does not answer, and both when it does again', async () => {
    const news = payer.world.happen(LIFECYCLE[0]!);
    billing.stripe.answer = () => Promise.reject(new BillingError('stripe_unavailable'));
    await expect(sync.sync(context, [news])).rejects.toMatchObject({ code: 'stripe_unavailable' });
    expect(await account()).toMatchObject({ subscription_status: 'none' });
    billing.stripe.answer = () => Promise.resolve();
    await sync.sync(context, [news]);
    expect(await account()).toMatchObject({ subscription_status: 'trialing', agent_quota: 3 });
  });

  it('stores neither when the database fails between event and effect', async () => {
    const news = payer.world.happen(LIFECYCLE[0]!);
    await billing.asOwner(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$`);
    await billing.asOwner(
      'CREATE TRIGGER broken BEFORE INSERT ON billing_timeline FOR EACH ROW EXECUTE FUNCTION fail()',
    );
    await expect(sync.sync(context, [news])).rejects.toThrow('broken');
    await billing.asOwner('DROP TRIGGER broken ON billing_timeline');
    const events = 'SELECT id FROM stripe_events WHERE tenant_id = $1';
    expect(await billing.asOwner(events, [context.tenantId])).toEqual([]);
    await sync.sync(context, [news]);
    expect(await billing.asOwner(events, [context.tenantId])).toHaveLength(1);
    expect(await account()).toMatchObject({ subscription_status: 'trialing' });
  });

  it('stops whoever started last when Stripe gives fewer seats, and brings exactly those back', async () => {
    await subscribe({ items: [item({ quantity: 3 })] });
    for (const [name, day] of [
      ['Mia', 1],
      ['Leo', 2],
      ['Nora', 3],
    ] as const)
      await billing.agent(context, name, { activatedAt: new Date(Date.UTC(2026, 9, day)) });
    await billing.agent(context, 'Paul', { status: 'paused' });
    await subscribe({ items: [item({ quantity: 1 })] });
    expect(await billing.statuses(context)).toEqual({
      Leo: 'suspended',
      Mia: 'live',
      Nora: 'suspended',
      Paul: 'paused',
    });
    await subscribe({ items: [item({ quantity: 2 })] });
    expect(await billing.statuses(context)).toEqual({ Leo: 'live', Mia: 'live', Nora: 'suspended', Paul: 'paused' });
    await subscribe({ status: 'canceled' });
    expect(Object.values(await billing.statuses(context)).sort()).toEqual([
      'paused',
      'suspended',
      'suspended',
      'suspended',
    ]);
    await subscribe({ items: [item({ quantity: 9 })] });
    expect(await billing.statuses(context)).toEqual({ Leo: 'live', Mia: 'live', Nora: 'live', Paul: 'paused' });
    const trail = await billing.asOwner<{ event_type: string }>(
      `SELECT event_type FROM audit_events WHERE tenant_id = $1 AND event_type LIKE 'agent.%'`,
      [context.tenantId],
    );
    expect(trail).toHaveLength(8);
  });

  it('forgets who was chosen to stop once they are back', async () => {
    await subscribe({ items: [item({ quantity: 2 })] });
    const mia = await billing.agent(context, 'Mia', { activatedAt: new Date('2026-10-01T00:00:00Z') });
    await billing.agent(context, 'Leo', { activatedAt: new Date('2026-10-02T00:00:00Z') });
    const choose = 'UPDATE billing_accounts SET chosen_to_stop = $2 WHERE tenant_id = $1';
    await billing.asOwner(choose, [context.tenantId, [mia]]);
    await subscribe({ items: [item({ quantity: 2 })] });
    await subscribe({ items: [item({ quantity: 1 })] });
    expect(await billing.statuses(context)).toEqual({ Leo: 'live', Mia: 'suspended' });
    await subscribe({ items: [item({ quantity: 2 })] });
    await subscribe({ items: [item({ quantity: 1 })] });
    expect(await billing.statuses(context)).toEqual({ Leo: 'suspended', Mia: 'live' });
  });

  it('counts down the grace period from the first failure: day 0, 3 and 7', async () => {
    await subscribe();
    await billing.agent(context, 'Mia');
    const failed = openInvoice({ payableSince: new Date('2026-11-21T09:00:00Z') });
    await subscribe({ status: 'past_due', latestInvoice: failed });
    expect(await billing.statuses(context)).toEqual({ Mia: 'live' });
    expect(await notices()).toEqual([{ kind: 'billing.payment_failed', severity: 'warning' }]);
    const watch = (): Promise<void> => billing.app.get(WatchGraceHandler).run({ tenant_id: context.tenantId });
    billing.clock.set('2026-11-23T09:00:00Z');
    await watch();
    billing.clock.set('2026-11-24T09:00:00Z');
    await watch();
    expect(await notices()).toEqual([{ kind: 'billing.payment_reminder', severity: 'critical' }]);
    billing.clock.set('2026-11-28T08:59:59Z');
    await watch();
    expect(await billing.statuses(context)).toEqual({ Mia: 'live' });
    billing.clock.set('2026-11-28T09:00:00Z');
    await watch();
    await watch();
    expect(await billing.statuses(context)).toEqual({ Mia: 'suspended' });
    expect(await notices()).toEqual([{ kind: 'billing.stopped', severity: 'critical' }]);
    await subscribe();
    expect(await billing.statuses(context)).toEqual({ Mia: 'live' });
    expect(await notices()).toEqual([]);
    expect(await rung()).toEqual([
      'A payment failed',
      'A payment is still open: 4 days left',
      'Your employees have stopped working',
      'Resolved: Your employees have stopped working',
    ]);
  });

  it('leads from each step to the page on which it is paid', async () => {
    await subscribe({ status: 'past_due', latestInvoice: openInvoice() });
    const links = await billing.asOwner('SELECT link FROM notices WHERE tenant_id = $1', [context.tenantId]);
    expect(links).toEqual([{ link: 'billing?pay=now' }]);
  });

  it.each([
    ['customer.subscription.trial_will_end', 'trial_will_end', { status: 'trialing', hadTrial: true }],
    ['invoice.payment_action_required', 'action_required', { status: 'past_due', latestInvoice: openInvoice() }],
  ] as const)('leaves no notice behind when %s is told after it is over', async (type, kind, before) => {
    await subscribe(before);
    const alarm = { kind, severity: 'warning', title: 'Late', body: '' } as const;
    const late: StripeNews = { ...payer.world.news(type), alarm };
    let release = (): void => undefined;
    const isAsked = new Promise<void>((asked) => {
      billing.stripe.answer = () => {
        asked();
        return new Promise((resolve) => (release = resolve));
      };
    });
    const slow = sync.sync(context, [late]);
    await isAsked;
    billing.stripe.answer = () => Promise.resolve();
    await subscribe();
    release();
    await slow;
    expect(await notices()).toEqual([]);
    await sync.sync(context, [{ ...payer.world.news(type), alarm }]);
    expect(await notices()).toEqual([]);
    expect(await rung()).not.toContain('Late');
  });

  it('passes on what Stripe announces while it is so', async () => {
    await subscribe({ status: 'trialing', hadTrial: true });
    const alarm = { kind: 'trial_will_end', severity: 'info', title: 'Soon', body: '' } as const;
    await sync.sync(context, [{ ...payer.world.news('customer.subscription.trial_will_end'), alarm }]);
    expect(await notices()).toEqual([{ kind: 'billing.trial_will_end', severity: 'info' }]);
  });

  it('looks again by itself when the next step is due', async () => {
    await subscribe({
      status: 'past_due',
      latestInvoice: openInvoice({ payableSince: new Date('2026-11-20T09:30:00Z') }),
    });
    const [job] = await billing.asOwner<{ in_hours: number }>(
      `SELECT round(extract(epoch FROM run_at - now()) / 3600)::int AS in_hours FROM graphile_worker.jobs WHERE key = $1`,
      [`billing.watch:${context.tenantId}`],
    );
    expect(job).toEqual({ in_hours: 48 });
  });

  it('does not let a clock of Stripe that is ahead lengthen the grace period', async () => {
    const ahead = openInvoice({ payableSince: new Date('2027-01-01T00:00:00Z') });
    await subscribe({ status: 'past_due', latestInvoice: ahead });
    expect((await account())['past_due_since']).toEqual(new Date('2026-11-21T09:30:00Z'));
    billing.clock.set('2026-11-25T00:00:00Z');
    await subscribe({ status: 'past_due', latestInvoice: ahead });
    expect((await account())['past_due_since']).toEqual(new Date('2026-11-21T09:30:00Z'));
  });

  it('lets one of two go live when one seat is left', async () => {
    await subscribe({ items: [item({ quantity: 2 })] });
    await billing.agent(context, 'Mia');
    const draft = { status: 'draft', activatedAt: null } as const;
    const drafts = [await billing.agent(context, 'Leo', draft), await billing.agent(context, 'Nora', draft)];
    const lifecycle = billing.app.get(AgentLifecycle);
    const outcomes = await Promise.allSettled(
      drafts.map((id) => billing.database.inTenant(context, (transaction) => lifecycle.activate(transaction, id))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'agent_limit_reached', status: 409 });
    expect(refused?.reason.detail).toBe(
      '2 of 2 employees are at work. Add employees to the subscription, or pause one.',
    );
  });

  it('lets a paused one come back only to a free seat', async () => {
    await subscribe({ items: [item({ quantity: 1 })] });
    await billing.agent(context, 'Mia');
    const paused = await billing.agent(context, 'Leo', { status: 'paused' });
    const lifecycle = billing.app.get(AgentLifecycle);
    await expect(lifecycle.resume(context, paused)).rejects.toMatchObject({ code: 'agent_limit_reached' });
    await subscribe({ status: 'unpaid' });
    await expect(lifecycle.resume(context, paused)).rejects.toMatchObject({ code: 'employees_stopped' });
  });

  it('gives those who never subscribed one employee', async () => {
    await billing.agent(context, 'Mia');
    const draft = await billing.agent(context, 'Leo', { status: 'draft', activatedAt: null });
    const lifecycle = billing.app.get(AgentLifecycle);
    const activate = billing.database.inTenant(context, (transaction) => lifecycle.activate(transaction, draft));
    await expect(activate).rejects.toMatchObject({ detail: '1 of 1 employees are at work. Subscribe to employ more.' });
  });

  it('lets a card have one trial, whichever business uses it', async () => {
    const card = { brand: 'visa', last4: '4242', expires: '2029-04', fingerprint: `card of ${context.tenantId}` };
    const trial = { status: 'trialing', hadTrial: true, card } as const;
    const jobs = (tenant: TenantContext): Promise<unknown[]> =>
      billing.asOwner(
        `SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'tenant_id' = $1 AND payload->>'subscription_id' IS NOT NULL`,
        [tenant.tenantId],
      );
    await subscribe(trial);
    await sync.sync(context);
    expect(await jobs(context)).toEqual([]);
    const other = await billing.payer();
    other.world.subscriptions = [subscription({ ...trial, id: 'sub_other' })];
    await sync.sync(other.context);
    await sync.sync(other.context);
    expect(await jobs(other.context)).toHaveLength(1);
  });

  it('says so when a customer pays for two subscriptions, and when not any more', async () => {
    payer.world.subscriptions = [subscription(), subscription({ id: 'sub_9' })];
    await sync.sync(context);
    expect(await notices()).toEqual([{ kind: 'billing.duplicate', severity: 'warning' }]);
    await subscribe();
    expect(await notices()).toEqual([]);
  });
});
