import type { Agent } from '@konstruct/agents';
import { NO_TOKENS, type ModelCall } from '@konstruct/models';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { AgentBudgets, type BudgetGrant } from './agent-budgets';
import { BudgetOffice } from './budget-office';
import { UsageLedger } from './usage-ledger';
import { WatchBudgetsHandler } from './watch-budgets.handler';

/** 100 tokens of prompt and a reply of 1,000 at $0.75 and $4.50: at most 4,634,250 nano-dollars. */
const MOST = 4_634_250n;

describe('budgets on Postgres [AGNT-07]', () => {
  let context: UsageContext;
  let budgets: AgentBudgets;
  let office: BudgetOffice;
  let business: TenantContext;

  beforeAll(async () => {
    context = await startUsageContext();
    [budgets, office] = [context.app.get(AgentBudgets), context.app.get(BudgetOffice)];
  }, 60_000);

  afterAll(() => context.stop());

  beforeEach(async () => {
    context.clock.set('2026-11-21T12:00:00Z');
    business = await context.tenant();
  });

  function hire(changes: Partial<Agent> = {}): Promise<Agent> {
    return context.employee(business, { maxReplyTokens: 1_000, atLimit: 'stop', ...changes });
  }

  function reserve(agent: Agent): Promise<BudgetGrant> {
    return context.database.inTenant(business, (transaction) => budgets.reserve(transaction, agent, () => 100));
  }

  async function settle(agent: Agent, { reservationId }: BudgetGrant, changes: Partial<ModelCall> = {}): Promise<void> {
    const usage = { ...NO_TOKENS, inputUncachedTokens: 100, outputTextTokens: 1_000 };
    const calls = [sampleCall({ startedAt: context.clock.now(), usage, ...changes })];
    const origin = {
      agent,
      conversationId: newId(),
      kind: 'reply',
      channelKind: 'slack',
      calls,
      reservationId,
    } as const;
    await context.database.inTenant(business, (transaction) =>
      context.app.get(UsageLedger).recordCalls(transaction, origin),
    );
  }

  const outlook = async (): Promise<Awaited<ReturnType<BudgetOffice['alerts']>>> => office.alerts(business);

  const notices = (): Promise<{ kind: string; resolved: boolean }[]> =>
    context.asOwner('SELECT kind, resolved_at IS NOT NULL AS resolved FROM notices WHERE tenant_id = $1 ORDER BY id', [
      business.tenantId,
    ]);

  it('lets no more than ten of fifty calls at once through when there is room for ten, and never ends above the limit', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST * 10n + 1n });
    const grants = await Promise.all(Array.from({ length: 50 }, () => reserve(mia)));
    const granted = grants.filter(({ reservationId }) => reservationId !== null);
    expect(granted).toHaveLength(10);
    expect(new Set(grants.filter(({ reservationId }) => !reservationId).map(({ atLimit }) => atLimit))).toEqual(
      new Set(['stop']),
    );
    expect((await outlook()).items[0]).toMatchObject({ reserved_usd: Number(MOST * 10n) / 1e9, current_usd: 0 });
    await Promise.all(granted.map((grant) => settle(mia, grant)));
    const [after] = (await outlook()).items;
    expect(after?.reserved_usd).toBe(0);
    expect(after?.current_usd).toBeLessThanOrEqual(after?.effective_limit_usd ?? 0);
    expect(after?.current_usd).toBe(0.04575);
  });

  it('holds what a draft that is tried may cost of the budget of the business', async () => {
    await office.setBusinessBudget(business, { limitUsd: Number(MOST + 1n) / 1e9, atLimit: 'stop' });
    const draft = { ...(await hire()), id: null };
    const reserveDraft = (): Promise<BudgetGrant> =>
      context.database.inTenant(business, (transaction) => budgets.reserve(transaction, draft, () => 100));
    const grants = await Promise.all([reserveDraft(), reserveDraft()]);
    expect(grants.filter(({ reservationId }) => reservationId !== null)).toHaveLength(1);
    expect(grants.filter(({ atLimit }) => atLimit === 'stop')).toHaveLength(1);
    expect((await outlook()).business.reserved_usd).toBe(Number(MOST) / 1e9);
  });

  it('gives back what a call did not need', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST + 1n });
    const grant = await reserve(mia);
    expect((await reserve(mia)).atLimit).toBe('stop');
    await settle(mia, grant, { usage: { ...NO_TOKENS, inputUncachedTokens: 1 } });
    expect((await reserve(mia)).atLimit).toBe('stop');
    await office.grantOvertime(business, mia.id, 0.01);
    expect((await reserve(mia)).atLimit).toBeNull();
  });

  it('shows by how much a reply cost more than was held for it, which is as far as a month ends above its limit', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST + 1n });
    const grant = await reserve(mia);
    await settle(mia, grant, { usage: { ...NO_TOKENS, inputUncachedTokens: 1_000, outputTextTokens: 1_000 } });
    const { items, business: whole } = await outlook();
    expect(items[0]).toMatchObject({ status: 'exceeded', estimate_error_usd: 0.00061575, over_limit_usd: 0.000615749 });
    expect(whole).toMatchObject({ estimate_error_usd: 0.00061575, over_limit_usd: 0, limit_usd: null });
    await settle(mia, { atLimit: null, reservationId: newId() });
    expect((await outlook()).items[0]?.estimate_error_usd).toBe(0.00061575);
  });

  it('lets go of what a process left behind when it died', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST + 1n });
    await reserve(mia);
    expect((await reserve(mia)).atLimit).toBe('stop');
    const [lease] = await context.asOwner<{ seconds: number }>(
      'SELECT extract(epoch FROM expires_at - now())::float8 AS seconds FROM budget_reservations WHERE tenant_id = $1',
      [business.tenantId],
    );
    expect(lease?.seconds).toBeLessThan(60);
    await context.asOwner(
      `UPDATE budget_reservations SET expires_at = now() - INTERVAL '1 second' WHERE tenant_id = $1`,
      [business.tenantId],
    );
    expect((await reserve(mia)).atLimit).toBeNull();
  });

  it('goes on, or with the cheaper model, where the operator chose so', async () => {
    const alerting = await hire({ budgetLimitNanoUsd: 1n, atLimit: 'alert_only' });
    expect(await reserve(alerting)).toMatchObject({
      atLimit: 'alert_only',
      reservationId: expect.any(String) as string,
    });
    const thrifty = await hire({ budgetLimitNanoUsd: 1n, atLimit: 'cheaper_model', fallbackModel: 'gpt-4o-mini' });
    expect((await reserve(thrifty)).atLimit).toBe('cheaper_model');
    expect(await reserve(await hire())).toEqual({ atLimit: null, reservationId: null });
  });

  it('holds the budget of the business over all of its employees', async () => {
    const [mia, leo] = [await hire(), await hire({ name: 'Leo', atLimit: 'alert_only' })];
    await office.setBusinessBudget(business, { limitUsd: Number(MOST * 3n) / 1e9, atLimit: 'stop' });
    const grants = await Promise.all(Array.from({ length: 12 }, (_, index) => reserve(index % 2 ? mia : leo)));
    expect(grants.filter(({ reservationId }) => reservationId)).toHaveLength(3);
    await office.setBusinessBudget(business, { limitUsd: null, atLimit: 'alert_only' });
    expect((await reserve(mia)).atLimit).toBeNull();
  });

  it('stops at once when the budget is lowered below what is spent', async () => {
    const mia = await hire({ budgetLimitNanoUsd: 1_000_000_000n });
    await settle(mia, await reserve(mia));
    expect((await reserve({ ...mia, budgetLimitNanoUsd: 1_000_000n })).atLimit).toBe('stop');
  });

  it('starts anew with the month of the business', async () => {
    business = await context.tenant('Asia/Tokyo');
    const mia = await hire({ budgetLimitNanoUsd: MOST + 1n });
    context.clock.set('2026-11-30T14:59:00Z');
    await settle(mia, await reserve(mia));
    expect((await reserve(mia)).atLimit).toBe('stop');
    context.clock.set('2026-11-30T15:00:00Z');
    expect((await reserve(mia)).atLimit).toBeNull();
  });

  it('grants overtime on top of a limit, not twice by chance, and not without end', async () => {
    const [mia, leo] = [await hire({ budgetLimitNanoUsd: MOST }), await hire({ name: 'Leo' })];
    for (const id of [leo.id, null]) {
      await expect(office.grantOvertime(business, id, 5)).rejects.toMatchObject({ code: 'no_budget' });
    }
    const grants = [1, 2, 3].map(() => office.grantOvertime(business, mia.id, 5, 0));
    const settled = await Promise.allSettled(grants);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'overtime_changed' } });
    expect(await office.grantOvertime(business, mia.id, 0.1, 5)).toMatchObject({ overtime_usd: 5.1 });
    await expect(office.grantOvertime(business, mia.id, 999_995)).rejects.toMatchObject({ code: 'too_much_overtime' });
    const set = await office.setBusinessBudget(business, { limitUsd: 10, atLimit: 'stop' });
    expect(set).toMatchObject({ limit_usd: 10, effective_limit_usd: 10 });
    expect(await office.grantOvertime(business, null, 5)).toMatchObject({ limit_usd: 10, effective_limit_usd: 15 });
    const lowered = await office.setBusinessBudget(business, { limitUsd: 8, atLimit: 'stop' });
    expect(lowered).toMatchObject({ limit_usd: 8, overtime_usd: 5, effective_limit_usd: 13 });
  });

  it('tells when the next call has no room though the budget is not spent, until there is room again', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST * 2n });
    const watch = (): Promise<void> => context.app.get(WatchBudgetsHandler).run({ tenant_id: business.tenantId });
    await settle(mia, await reserve(mia), { usage: { ...NO_TOKENS, outputTextTokens: 1_032 } });
    expect((await outlook()).items[0]).toMatchObject({ status: 'ok', refused_usd: 0 });
    expect((await reserve(mia)).atLimit).toBe('stop');
    expect((await outlook()).items[0]).toMatchObject({ status: 'exceeded', percent: 50.1, refused_usd: 0.00463425 });
    expect((await outlook()).business).toMatchObject({ status: 'none', refused_usd: 0 });
    await watch();
    const [notice] = await context.asOwner<{ kind: string; title: string; body: string }>(
      'SELECT kind, title, body FROM notices WHERE tenant_id = $1',
      [business.tenantId],
    );
    expect(notice).toMatchObject({ kind: 'budget.exceeded', title: 'Mia: the next answer would go beyond the budget' });
    expect(notice?.body).toContain('$0.0046 of $0.0093 is spent, and an answer may cost up to $0.0046');
    await office.grantOvertime(business, mia.id, 0.01);
    await watch();
    expect(await notices()).toEqual([{ kind: 'budget.exceeded', resolved: true }]);
    expect((await outlook()).items[0]).toMatchObject({ status: 'ok', refused_usd: 0 });
  });

  it('tells of it where the business stops, or the cheaper model answers, and not where nothing changes', async () => {
    await office.setBusinessBudget(business, { limitUsd: 0.01, atLimit: 'stop' });
    const mia = await hire({ provider: 'anthropic', model: 'claude-opus-5', maxReplyTokens: 10_000 });
    expect((await reserve(mia)).atLimit).toBe('stop');
    expect((await outlook()).business).toMatchObject({ status: 'exceeded', current_usd: 0 });
    await office.setBusinessBudget(business, { limitUsd: null, atLimit: 'alert_only' });
    const own = { budgetLimitNanoUsd: 1n, fallbackModel: 'gpt-4o-mini' };
    for (const atLimit of ['cheaper_model', 'alert_only'] as const) await reserve(await hire({ ...own, atLimit }));
    await reserve(await hire({ ...own, atLimit: 'cheaper_model', fallbackModel: null }));
    expect((await outlook()).items.map(({ status }) => status)).toEqual(['none', 'exceeded', 'ok', 'ok']);
  });

  it('does not take what is held for replies under way for used up', async () => {
    const mia = await hire({ budgetLimitNanoUsd: MOST + 1n });
    await reserve(mia);
    expect((await reserve(mia)).atLimit).toBe('stop');
    expect((await outlook()).items[0]).toMatchObject({ status: 'ok', refused_usd: 0 });
  });

  it('tells of 80 and 100 percent once a month each, and takes it back when there is room', async () => {
    const mia = await hire({ budgetLimitNanoUsd: 5_000_000n, atLimit: 'alert_only' });
    const watch = (): Promise<void> => context.app.get(WatchBudgetsHandler).run({ tenant_id: business.tenantId });
    await settle(mia, await reserve(mia));
    await Promise.all([watch(), watch()]);
    expect(await notices()).toEqual([{ kind: 'budget.warning', resolved: false }]);
    await settle(mia, await reserve(mia));
    await watch();
    await watch();
    expect((await outlook()).items[0]).toMatchObject({ status: 'exceeded' });
    expect(await notices()).toHaveLength(1);
    await office.grantOvertime(business, mia.id, 20);
    await watch();
    expect((await notices()).every(({ resolved }) => resolved)).toBe(true);
    expect((await outlook()).items[0]).toMatchObject({
      limit_usd: 0.005,
      effective_limit_usd: 20.005,
      overtime_usd: 20,
      status: 'ok',
      resets_in_days: 10,
    });
  });
});
