import type { Agent } from '@konstruct/agents';
import { NO_TOKENS, type ModelCall } from '@konstruct/models';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { PayslipClerk } from './payslip-clerk';
import { payslipLines, payslipTable } from './payslip-lines';
import { PayslipPrinter } from './payslip-printer';
import { RollUpRound } from './roll-up-round';
import { UsageCallList } from './usage-call-list';
import { UsageExports } from './usage-exports';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';

describe('payslips, single calls and files on Postgres [PRTA-06]', () => {
  let context: UsageContext;
  let business: TenantContext;
  let mia: Agent;

  beforeAll(async () => {
    context = await startUsageContext();
  }, 60_000);

  afterAll(() => context.stop());

  beforeEach(async () => {
    context.clock.set('2026-11-21T12:00:00Z');
    business = await context.tenant();
    mia = await context.employee(business, { name: '=Mia', activatedAt: new Date('2026-11-16T08:00:00Z') });
  });

  async function record(changes: Partial<ModelCall> = {}, conversationId = newId()): Promise<ModelCall> {
    const call = sampleCall(changes);
    await context.database.inTenant(business, (transaction) =>
      context.app.get(UsageLedger).recordCalls(transaction, {
        agent: mia,
        conversationId,
        kind: 'reply',
        channelKind: 'slack',
        calls: [call],
      }),
    );
    return call;
  }

  function recordFee(
    id = newId(new Date('2026-11-18T10:00:00Z')),
    price: { costNanoUsd: bigint | null; priceSource: string | null } = {
      costNanoUsd: 4_000_000n,
      priceSource: 'whatsapp/DE@2026-10-01',
    },
  ): Promise<void> {
    return context.database.inTenant(business, (transaction) =>
      context.app.get(UsageLedger).recordChannelFee(transaction, {
        id,
        agent: mia,
        conversationId: newId(),
        channelKind: 'whatsapp',
        category: 'utility',
        ...price,
      }),
    );
  }

  const write = (month?: string): ReturnType<PayslipClerk['write']> =>
    context.app.get(PayslipClerk).write(business, mia.id, month);

  it('has seat by days, models by kind of token, fees and their sum', async () => {
    await record();
    await record({
      provider: 'anthropic',
      model: 'claude-opus-5',
      usage: { ...NO_TOKENS, inputUncachedTokens: 1_000, cacheWrite5mTokens: 8 },
    });
    const fee = newId(new Date('2026-11-18T10:00:00Z'));
    await recordFee(fee);
    await recordFee(fee);
    const before = await write();
    await context.app.get(RollUpRound).rollUp();
    const slip = await write();
    expect(slip).toEqual(before);
    expect(slip).toMatchObject({
      seat_days: 15,
      days_in_month: 30,
      seat_usd: 24.5,
      channel_fees_usd: 0.004,
      is_complete: false,
    });
    expect(
      slip.models.map(({ model, cost_usd, tokens }) => [
        model,
        cost_usd,
        tokens.map(({ kind, cost_usd: own }) => [kind, own]),
      ]),
    ).toEqual([
      [
        'claude-opus-5',
        0.00505,
        [
          ['input', 0.005],
          ['cache_write_5m', 0.00005],
        ],
      ],
      [
        'gpt-5.4-mini',
        0.00144,
        [
          ['input', 0.00075],
          ['cache_read', 0.000015],
          ['output', 0.00045],
          ['reasoning', 0.000225],
        ],
      ],
    ]);
    expect(slip.channel_fees).toEqual([
      { channel_kind: 'whatsapp', category: 'utility', fees: 1, unpriced_fees: 0, cost_usd: 0.004 },
    ]);
    expect(slip.total_usd).toBe(24.51049);
    expect(slip.conversations).toBe(2);
  });

  it('says of a fee without a known price that it is unpriced, not free', async () => {
    await recordFee(newId(new Date('2026-11-18T10:00:00Z')), { costNanoUsd: null, priceSource: null });
    const slip = await write();
    expect(slip.channel_fees).toMatchObject([{ fees: 1, unpriced_fees: 1, cost_usd: 0 }]);
    expect(payslipLines(slip).map(({ label }) => label)).toContain('whatsapp: utility, 1 unpriced');
  });

  it('keeps a large request apart, at the price of its tier', async () => {
    await record({ model: 'gpt-5.6-terra', usage: { ...NO_TOKENS, inputUncachedTokens: 300_000 } });
    await record({ model: 'gpt-5.6-terra', usage: { ...NO_TOKENS, inputUncachedTokens: 1_000 } });
    expect((await write()).models.map(({ price_source, cost_usd }) => [price_source, cost_usd])).toEqual([
      ['openai/gpt-5.6-terra@2024-01-01', 0.0025],
      ['openai/gpt-5.6-terra@2024-01-01>272000', 1.5],
    ]);
  });

  it('says so of a cost that became known later, and sums it once, rolled up or not', async () => {
    const early = await record({ model: 'gpt-9' });
    await context.app.get(RollUpRound).rollUp();
    const late = await record({ model: 'gpt-9' });
    expect(await write()).toMatchObject({ model_usd: 0, unpriced_calls: 2 });
    await context.database.inTenant(business, ({ manager }) =>
      manager.query('SELECT usage_reprice($1, $2, $3, $4, $5, $6, $7)', [
        newId(),
        [early.id, late.id],
        [early.startedAt, late.startedAt],
        ['1000', '2500'],
        ['openai/gpt-9@2026-11-01', 'openai/gpt-9@2026-11-01'],
        'price_arrived',
        'price import',
      ]),
    );
    const slip = await write();
    expect(slip).toMatchObject({ model_usd: 0.0000035, unpriced_calls: 0 });
    expect(slip.corrections).toEqual([
      expect.objectContaining({ calls: 2, previous_usd: null, corrected_usd: 0.0000035, reason: 'price_arrived' }),
    ]);
    expect(slip.models).toHaveLength(1);
    await context.app.get(RollUpRound).rollUp();
    expect(await write()).toEqual(slip);
    const summary = await context.app.get(UsageReports).summary(business, {});
    expect(summary.total).toMatchObject({
      cost_usd: 0.0000035,
      model_calls: 2,
      unpriced_calls: 0,
      total_tokens: 2_700,
    });
    expect(
      (await context.app.get(UsageCallList).list(business, {})).items.every(({ is_corrected }) => is_corrected),
    ).toBe(true);
  });

  it('cannot be had of a month to come, nor of an employee of others', async () => {
    for (const month of ['2026-12', '2026-09', '1900-01', '2026-1']) {
      await expect(write(month)).rejects.toMatchObject({ code: 'validation_failed', fields: [{ pointer: '/month' }] });
    }
    const other = await context.tenant();
    await expect(context.app.get(PayslipClerk).write(other, mia.id, undefined)).rejects.toMatchObject({
      code: 'agent_not_found',
    });
  });

  it('comes as a table and on paper, with names that are no formulas', async () => {
    await record();
    const slip = await write();
    expect(payslipTable(slip).at(-1)).toEqual([
      'Analytical Engines Ltd',
      '=Mia',
      '2026-11',
      'Total',
      'Total',
      null,
      '',
      slip.total_usd,
      false,
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of context.app.get(PayslipPrinter).print(slip)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('lists single calls in pages, and all of them in a file', async () => {
    const conversation = newId();
    for (let minute = 0; minute < 5; minute += 1) {
      await record({ startedAt: new Date(Date.UTC(2026, 10, 20, 10, minute)) }, conversation);
    }
    await recordFee();
    const list = context.app.get(UsageCallList);
    const first = await list.list(business, { limit: 4 });
    const rest = await list.list(business, { limit: 4, cursor: first.next_cursor ?? '' });
    expect([first.items.length, rest.items.length, rest.next_cursor]).toEqual([4, 2, null]);
    expect(rest.items.at(-1)).toMatchObject({ kind: 'fee', provider: 'whatsapp', cost_usd: 0.004 });
    expect((await list.list(business, { conversation_id: conversation })).items).toHaveLength(5);
    expect((await list.list(business, { hour: '2026-11-20T10:00:00Z' })).items).toHaveLength(5);
    await expect(list.list(business, { hour: '2026-12-20T10:00:00Z' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(list.list(business, { cursor: 'WyJhIiwiYiJd' })).rejects.toMatchObject({ code: 'invalid_cursor' });
    const file = await textOf(await context.app.get(UsageExports).write(business, { report: 'calls' }));
    expect(file.split('\r\n')).toHaveLength(8);
    expect(file).toContain(`,'=Mia,`);
  });

  it.each(['summary', 'by_provider', 'message_volume', 'budget_alerts', 'over_time'] as const)(
    'exports %s',
    async (report) => {
      await record();
      const file = await textOf(await context.app.get(UsageExports).write(business, { report }));
      expect(file.split('\r\n').length).toBe(report === 'message_volume' ? 2 : 3);
    },
  );

  it('knows the days that a file is about', async () => {
    const asked = { from: '2026-10-05', to: '2026-10-06' };
    const daysOf = (report: 'summary' | 'budget_alerts'): Promise<[string, string]> =>
      context.app.get(UsageExports).daysOf(business, { report, ...asked });
    expect(await daysOf('summary')).toEqual(['2026-10-05', '2026-10-06']);
    expect(await daysOf('budget_alerts')).toEqual(['2026-11-01', '2026-11-30']);
  });
});

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
