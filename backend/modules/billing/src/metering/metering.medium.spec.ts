import type { TenantContext } from '@konstruct/platform';
import { startBillingContext, type BillingContext } from '../../testing/billing-context';
import { subscription } from '../../testing/readings';
import { SubscriptionSync } from '../sync/subscription-sync';
import { CallLedger } from './call-ledger';
import { CallMeter } from './call-meter';
import { UsageMeterReader } from './usage-meter-reader';

const LIMIT = 1_000;

describe('counting API calls on Postgres (PRTA-06)', () => {
  let billing: BillingContext;
  let context: TenantContext;

  beforeAll(async () => {
    billing = await startBillingContext({ FREE_DAILY_API_CALLS: String(LIMIT), DATABASE_POOL_SIZE: '10' });
  }, 60_000);

  afterAll(() => billing.stop());

  beforeEach(async () => {
    context = (await billing.payer('America/Los_Angeles')).context;
    // Los Angeles is still on the day before.
    billing.clock.set('2026-11-21T02:30:00Z');
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'],
    });
    jest.setSystemTime(billing.clock.now());
  });

  afterEach(() => jest.useRealTimers());

  const meter = (): CallMeter => new CallMeter(billing.app.get(CallLedger));

  const row = async (): Promise<Record<string, string>> =>
    (
      await billing.asOwner<Record<string, string>>(
        'SELECT day::text, granted::int, used::int FROM api_call_days WHERE tenant_id = $1 ORDER BY day',
        [context.tenantId],
      )
    ).at(-1)!;

  async function callMany(meters: readonly CallMeter[], calls: number): Promise<number> {
    let admitted = 0;
    await Promise.all(
      meters.map(async (one) => {
        for (let call = 0; call < calls; call += 1) if ((await one.admit(context.tenantId)).isAdmitted) admitted += 1;
      }),
    );
    return admitted;
  }

  it('lets exactly as many pass as the day has, over four processes at once', async () => {
    const meters = [meter(), meter(), meter(), meter()];
    const first = await callMany(meters, 400);
    expect(first).toBeLessThanOrEqual(LIMIT);
    expect(first).toBeGreaterThanOrEqual(LIMIT * 0.99);
    for (const one of meters) await one.beforeApplicationShutdown();
    const late = await callMany([meter()], 50);
    expect(first + late).toBe(LIMIT);
  });

  it('counts on the day of the business, and tells when the next begins', async () => {
    const one = meter();
    const { resetsAt, limit, remaining } = await one.admit(context.tenantId);
    expect([resetsAt.toISOString(), limit, remaining]).toEqual(['2026-11-21T08:00:00.000Z', LIMIT, LIMIT - 1]);
    await one.report(context.tenantId);
    expect(await row()).toEqual({ day: '2026-11-20', granted: 5, used: 1 });
    billing.clock.set('2026-11-21T08:00:00Z');
    jest.setSystemTime(billing.clock.now());
    expect((await one.admit(context.tenantId)).resetsAt.toISOString()).toBe('2026-11-22T08:00:00.000Z');
    await one.beforeApplicationShutdown();
    expect(await row()).toEqual({ day: '2026-11-21', granted: 1, used: 1 });
  });

  it('gives nothing anew to who moves to where it is tomorrow', async () => {
    expect(await callMany([meter()], LIMIT + 10)).toBe(LIMIT);
    await billing.asOwner(`UPDATE tenants SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [context.tenantId]);
    const { isAdmitted, resetsAt } = await meter().admit(context.tenantId);
    expect([isAdmitted, resetsAt.toISOString()]).toEqual([false, '2026-11-21T08:00:00.000Z']);
    const shown = await billing.app.get(UsageMeterReader).read(context);
    expect([shown.api_calls_used, shown.api_calls_resets_at]).toEqual([LIMIT, '2026-11-21T08:00:00.000Z']);
    billing.clock.set('2026-11-21T08:00:00Z');
    jest.setSystemTime(billing.clock.now());
    const next = await meter().admit(context.tenantId);
    expect([next.isAdmitted, next.resetsAt.toISOString()]).toEqual([true, '2026-11-22T15:00:00.000Z']);
  });

  it('gives back what a stopping process does not need', async () => {
    const one = meter();
    await one.admit(context.tenantId);
    await one.beforeApplicationShutdown();
    expect(await row()).toMatchObject({ granted: 1, used: 1 });
  });

  it('strands at most one hundredth of the limit when a process is killed', async () => {
    await callMany([meter()], 500); // never reports again
    const rest = await callMany([meter()], LIMIT);
    expect(500 + rest).toBeGreaterThanOrEqual(LIMIT * 0.99);
    expect(500 + rest).toBeLessThanOrEqual(LIMIT);
  });

  it('warns from 80%, says when the day is used up, and is quiet on the next', async () => {
    const notices = (): Promise<{ severity: string }[]> =>
      billing.asOwner(
        `SELECT severity FROM notices WHERE tenant_id = $1 AND kind = 'billing.api_calls' AND resolved_at IS NULL`,
        [context.tenantId],
      );
    const one = meter();
    await callMany([one], 799);
    await one.report(context.tenantId);
    expect(await notices()).toEqual([]);
    await callMany([one], 1);
    await one.report(context.tenantId);
    expect(await notices()).toEqual([{ severity: 'warning' }]);
    await callMany([one], 250);
    expect(await notices()).toEqual([{ severity: 'critical' }]);
    billing.clock.set('2026-11-21T09:00:00Z');
    jest.setSystemTime(billing.clock.now());
    await callMany([one], 1);
    expect(await notices()).toEqual([]);
  });

  it('lets everything pass once a subscription is there', async () => {
    const payer = await billing.payer();
    context = payer.context;
    const one = meter();
    expect(await callMany([one], LIMIT + 10)).toBe(LIMIT);
    payer.world.subscriptions = [subscription()];
    await billing.app.get(SubscriptionSync).sync(context);
    jest.setSystemTime(billing.clock.now().getTime() + 600);
    expect(await callMany([one], 50)).toBe(50);
    expect((await one.admit(context.tenantId)).limit).toBeNull();
  });

  it('shows what was used of what', async () => {
    const one = billing.app.get(CallMeter);
    await callMany([one], 7);
    await billing.agent(context, 'Mia');
    const usage = await billing.app.get(UsageMeterReader).read(context);
    expect(usage).toEqual({
      period_start: '2026-11-01T07:00:00.000Z',
      period_end: '2026-12-01T08:00:00.000Z',
      api_calls_used: 7,
      api_calls_limit: LIMIT,
      api_calls_resets_at: '2026-11-21T08:00:00.000Z',
      is_near_limit: false,
      api_calls_in_period: 7,
      token_issuances: 0,
      active_agents: 1,
      agent_limit: 1,
      tier: 'free',
      subscription_status: 'none',
      next_renewal: null,
    });
  });
});
