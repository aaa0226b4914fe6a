import type { Agent } from '@konstruct/agents';
import { NO_TOKENS, type ModelCall } from '@konstruct/models';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { BudgetOffice } from './budget-office';
import { CostEstimator } from './cost-estimator';
import { PayrollClerk } from './payroll-clerk';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';

describe('reports on Postgres [AGNT-07, PRTA-06]', () => {
  let context: UsageContext;
  let ledger: UsageLedger;
  let reports: UsageReports;
  let clerk: PayrollClerk;

  beforeAll(async () => {
    context = await startUsageContext();
    ledger = context.app.get(UsageLedger);
    reports = context.app.get(UsageReports);
    clerk = context.app.get(PayrollClerk);
  }, 60_000);

  afterAll(() => context.stop());

  beforeEach(() => context.clock.set('2026-11-21T12:00:00Z'));

  function record(
    tenant: TenantContext,
    agent: Pick<Agent, 'name'> & { id: string | null },
    call: Partial<ModelCall>,
    conversationId: string | null = null,
  ): Promise<unknown> {
    const origin = {
      agent,
      conversationId,
      kind: conversationId ? 'reply' : 'try',
      channelKind: conversationId ? 'slack' : null,
    } as const;
    return context.database.inTenant(tenant, (transaction) =>
      ledger.recordCalls(transaction, { ...origin, calls: [sampleCall(call)] }),
    );
  }

  function message(
    tenant: TenantContext,
    agent: Agent,
    direction: 'inbound' | 'outbound',
    occurredAt = '2026-11-10T12:00:00Z',
  ): Promise<void> {
    const event = { agent, conversationId: newId(), channelKind: 'slack', direction, occurredAt: new Date(occurredAt) };
    return context.database.inTenant(tenant, (transaction) => ledger.recordMessage(transaction, event));
  }

  it('sums tokens and cost per employee, the most expensive first, unpriced calls apart', async () => {
    const business = await context.tenant();
    const [mia, leo] = [await context.employee(business), await context.employee(business, { name: 'Leo' })];
    await record(business, mia, {});
    await record(business, mia, { model: 'gpt-9' });
    await record(business, leo, { provider: 'anthropic', model: 'claude-opus-5' });
    await record(business, { id: null, name: 'Draft' }, {});
    const summary = await reports.summary(business, { range: '30d' });
    expect(
      summary.agents.map((agent) => [
        agent.agent_name,
        agent.agent_id,
        agent.cost_usd,
        agent.model_calls,
        agent.unpriced_calls,
      ]),
    ).toEqual([
      ['Leo', leo.id, 0.00885, 1, 0],
      ['Draft', null, 0.00144, 1, 0],
      ['Mia', mia.id, 0.00144, 2, 1],
    ]);
    expect(summary.total).toEqual({
      input_tokens: 4_000,
      cached_input_tokens: 800,
      cache_write_5m_tokens: 0,
      cache_write_1h_tokens: 0,
      input_audio_tokens: 0,
      output_tokens: 400,
      reasoning_tokens: 200,
      output_audio_tokens: 0,
      total_tokens: 5_400,
      model_calls: 4,
      cost_usd: 0.01173,
      channel_fees_usd: 0,
      unpriced_calls: 1,
    });
    expect(summary).toMatchObject({
      time_zone: 'UTC',
      as_of: '2026-11-21T12:00:00.000Z',
      from: '2026-10-23T00:00:00.000Z',
    });
    const byProvider = await reports.byProvider(business, { range: '30d' });
    expect(byProvider.providers.map(({ provider, cost_usd }) => [provider, cost_usd])).toEqual([
      ['anthropic', 0.00885],
      ['openai', 0.00288],
    ]);
    expect(byProvider.total).toEqual(summary.total);
  });

  it('cuts days and months where the business does', async () => {
    const calls = [
      '2026-10-31T18:29:59.999Z',
      '2026-10-31T18:30:00Z',
      '2026-11-01T00:00:00Z',
      '2026-11-30T18:29:59.999Z',
      '2026-11-30T18:30:00Z',
    ];
    const modelCalls = async (zone: string, request: object): Promise<number> => {
      const business = await context.tenant(zone);
      const mia = await context.employee(business);
      context.clock.set('2026-12-01T00:00:00Z');
      for (const startedAt of calls) await record(business, mia, { startedAt: new Date(startedAt) });
      context.clock.set('2026-11-21T12:00:00Z');
      return (await reports.summary(business, request)).total.model_calls;
    };
    expect(await modelCalls('Asia/Kolkata', { range: 'this_month' })).toBe(3);
    expect(await modelCalls('UTC', { range: 'this_month' })).toBe(3);
    expect(await modelCalls('UTC', { range: 'last_month' })).toBe(2);
    expect(await modelCalls('Asia/Kolkata', { from: '2026-11-01', to: '2026-11-01' })).toBe(2);
    expect(await modelCalls('America/Los_Angeles', { from: '2026-10-31', to: '2026-10-31' })).toBe(3);
  });

  it('sums to the billionth of a dollar', async () => {
    const business = await context.tenant();
    const mia = await context.employee(business);
    const usage = { ...NO_TOKENS, inputUncachedTokens: 1 };
    for (let call = 0; call < 30; call += 1) await record(business, mia, { model: 'gpt-4.1-nano', usage });
    expect((await reports.summary(business, {})).total.cost_usd).toBe(0.000_003);
  });

  it('counts messages per employee and channel', async () => {
    const business = await context.tenant();
    const mia = await context.employee(business);
    await message(business, mia, 'inbound');
    await message(business, mia, 'inbound', '2026-09-01T00:00:00Z');
    await message(business, mia, 'outbound');
    const volume = await reports.messageVolume(business, { range: '30d' });
    expect(volume.items).toEqual([
      { agent_id: mia.id, agent_name: 'Mia', channel_kind: 'slack', inbound: 1, outbound: 1 },
    ]);
  });

  it.each([
    [null, 'none', null],
    [2_000_000n, 'ok', 72],
    [1_800_000n, 'warning', 80],
    [1_440_000n, 'exceeded', 100],
  ] as const)('tells the status of a budget of %s', async (budgetLimitNanoUsd, status, percent) => {
    const business = await context.tenant('America/Los_Angeles');
    const mia = await context.employee(business, { budgetLimitNanoUsd });
    await context.employee(business, { name: 'Left', status: 'archived', archivedAt: new Date() });
    await record(business, mia, {});
    await record(business, mia, { startedAt: new Date('2026-11-01T06:59:59Z') });
    expect((await context.app.get(BudgetOffice).alerts(business)).items).toEqual([
      expect.objectContaining({
        agent_id: mia.id,
        current_usd: 0.00144,
        status,
        percent,
        resets_at: '2026-12-01T08:00:00.000Z',
      }),
    ]);
  });

  it('does the payroll', async () => {
    const business = await context.tenant();
    const mia = await context.employee(business, { budgetLimitNanoUsd: 10_000_000n });
    const left = await context.employee(business, {
      name: 'Leo',
      status: 'archived',
      archivedAt: new Date('2026-10-20T00:00:00Z'),
    });
    await context.employee(business, { name: 'Nora', status: 'draft', activatedAt: null });
    const [first, second] = [newId(), newId()];
    for (const conversation of [first, first, second]) await record(business, mia, {}, conversation);
    await record(business, mia, { outcome: 'server_error', usage: null }, newId());
    await record(business, left, {});
    await record(business, { id: null, name: 'Draft' }, {});
    for (const direction of ['inbound', 'inbound', 'outbound'] as const) await message(business, mia, direction);
    context.clock.set('2026-11-16T00:00:00Z');
    const payroll = await clerk.month(business, undefined);
    expect(payroll).toMatchObject({ month: '2026-11', time_zone: 'UTC', days_elapsed: 16, days_in_month: 30 });
    expect(
      payroll.rows.map((row) => [row.name, row.status, row.seat_usd, row.model_usd, row.total_usd, row.forecast_usd]),
    ).toEqual([
      ['Mia', 'live', 49, 0.00432, 49.00432, 49.00864],
      ['Leo', 'archived', 0, 0.00144, 0.00144, 0.00288],
      ['Nora', 'draft', 0, 0, 0, 0],
    ]);
    expect(payroll.rows[0]).toMatchObject({
      messages_handled: 2,
      conversations: 2,
      cost_per_conversation_usd: 0.00216,
      total_tokens: 4_050,
      budget_percent: 43.2,
      budget_status: 'ok',
      budget_limit_usd: 0.01,
      budget_overtime_usd: 0,
      budget_resets_in_days: 15,
    });
    expect(payroll.business_budget).toMatchObject({ limit_usd: null, status: 'none', resets_in_days: 15 });
    await context.app.get(BudgetOffice).grantOvertime(business, mia.id, 0.01);
    expect((await clerk.month(business, undefined)).rows[0]).toMatchObject({
      budget_limit_usd: 0.01,
      budget_effective_limit_usd: 0.02,
      budget_overtime_usd: 0.01,
      budget_percent: 21.6,
    });
    expect(payroll.totals).toEqual({
      headcount: 1,
      previous_total_usd: 67.967741936,
      seat_usd: 49,
      model_usd: 0.00576,
      channel_fees_usd: 0,
      total_usd: 49.00576,
      forecast_usd: 49.01152,
      messages_handled: 2,
      conversations: 2,
      total_tokens: 5_400,
      unpriced_calls: 0,
      unsaved_drafts_usd: 0.00144,
    });
    expect((await clerk.month(business, '2026-10')).rows.map((row) => [row.name, row.total_usd])).toEqual([
      ['Mia', 42.677419355],
      ['Leo', 25.290322581],
    ]);
  });

  it('shows another business nothing of it', async () => {
    const business = await context.tenant();
    const mia = await context.employee(business);
    await record(business, mia, {}, newId());
    await message(business, mia, 'inbound');
    const other = await context.tenant();
    expect((await reports.summary(other, {})).total.model_calls).toBe(0);
    expect((await reports.messageVolume(other, {})).items).toEqual([]);
    expect((await clerk.month(other, undefined)).rows).toEqual([]);
  });

  it('estimates a draft at once, also one with the longest instructions', async () => {
    const business = await context.tenant();
    const {
      roleTitle: role_title,
      avatarColor: avatar_color,
      avatarEmoji: avatar_emoji,
      maxReplyTokens: max_reply_tokens,
    } = await context.employee(business);
    const draft = {
      name: 'Mia',
      role_title,
      avatar_color,
      avatar_emoji,
      max_reply_tokens,
      persona: '',
      greeting: '',
      language: 'en',
    };
    const rest = {
      provider: 'openai',
      model: 'gpt-5.4-mini',
      temperature: 0,
      at_limit: 'stop',
      out_of_office_text: '',
      handover_contact: '',
    } as const;
    const startedAt = performance.now();
    const estimate = await context.app.get(CostEstimator).estimate(business, {
      draft: { ...draft, ...rest, instructions: '的'.repeat(50_000) },
      messages_per_month: 100,
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(estimate.seat_usd).toBe(49);
    expect(estimate.total_usd).toBeCloseTo(49 + (estimate.model_usd ?? 0), 9);
    expect(estimate.per_message_usd).toBeGreaterThan(0.001);
  });
});
