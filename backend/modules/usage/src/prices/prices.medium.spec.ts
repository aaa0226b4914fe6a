import type { Agent } from '@konstruct/agents';
import { newId, type RequestContext, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../../testing/sample-call';
import { startUsageContext, type UsageContext } from '../../testing/usage-context';
import { PayslipClerk } from '../payslip-clerk';
import { RollUpRound } from '../roll-up-round';
import { UsageLedger } from '../usage-ledger';
import { PriceBook } from './price-book';
import { PriceCatalogue } from './price-catalogue';
import { PriceDesk } from './price-desk';
import { PriceImporter, type ImportPlan } from './price-importer';
import { RepriceHandler } from './reprice.handler';
import { Repricer } from './repricer';

const OPERATOR: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'prices:import' } };

const OWN = {
  provider: 'openai',
  effective_from: '2026-11-01',
  input_usd_per_million: 1,
  output_usd_per_million: 2,
  note: 'Contract of October',
} as const;

describe('prices after the catalogue [AGNT-07]', () => {
  let context: UsageContext;
  let business: TenantContext;
  let agent: Agent;

  beforeAll(async () => {
    context = await startUsageContext();
  }, 60_000);

  beforeEach(async () => {
    context.clock.set('2026-11-21T12:00:00Z');
    business = await context.tenant();
    agent = await context.employee(business);
  });

  afterAll(() => context.stop());

  function call(model: string, changes: Parameters<typeof sampleCall>[0] = {}): Promise<bigint | null> {
    const origin = { agent, conversationId: newId(), kind: 'reply', channelKind: 'slack' } as const;
    return context.database.inTenant(business, (transaction) =>
      context.app.get(UsageLedger).recordCalls(transaction, { ...origin, calls: [sampleCall({ model, ...changes })] }),
    );
  }

  function plan(models: unknown[], from?: string): Promise<ImportPlan> {
    const provider = { id: 'openai', name: 'OpenAI', api_pattern: 'https://api\\.openai\\.com', models };
    return context.app
      .get(PriceImporter)
      .plan(OPERATOR, [provider, { ...provider, id: 'avian' }], { source: 'spec list', from });
  }

  const newModel = (id: string, input: number): object => ({
    id,
    match: { starts_with: id },
    prices: { input_mtok: input, output_mtok: 10 },
  });

  async function books(): Promise<unknown> {
    return context.asOwner(
      `SELECT (SELECT sum(cost_nano_usd) FROM usage_events WHERE tenant_id = $1)::text AS events,
         (SELECT sum(cost_nano_usd) FROM usage_days_by_model WHERE tenant_id = $1)::text AS days,
         (SELECT sum(unpriced_calls) FROM usage_hours WHERE tenant_id = $1)::text AS unpriced`,
      [business.tenantId],
    );
  }

  it('are imported with their source and date, and price what was unpriced with a correction', async () => {
    const id = `gpt-new-${newId().slice(-4)}`;
    expect(await call(`${id}-2026-10-01`)).toBeNull();
    await context.app.get(RollUpRound).rollUp();
    expect(await call(id)).toBeNull();
    const importer = context.app.get(PriceImporter);
    const imported = await plan([newModel(id, 5)], '2026-11-01');
    expect(imported).toMatchObject({ overlaps: [], unknownSellers: ['avian'], changes: [{ model: id }] });
    expect(await importer.carryOut(OPERATOR, imported)).toBe(true);
    const steps: unknown[] = [];
    for await (const step of importer.reprice(business.tenantId)) steps.push(step);
    expect(steps.at(-1)).toMatchObject({ status: 'done', seen: 2, changed: 2 });
    await context.app.get(RollUpRound).rollUp();
    // (1,000 + 200) × $5 + 150 × $10, per million, for two calls
    expect(await books()).toEqual([{ events: '15000000', days: '15000000', unpriced: '0' }]);
    const slip = await context.app.get(PayslipClerk).write(business, agent.id, '2026-11');
    expect(slip.corrections).toHaveLength(2);
    expect(slip.corrections[0]).toMatchObject({ reason: 'price_arrived', previous_usd: null });
    expect(slip.models[0]?.tokens.every(({ cost_usd }) => cost_usd !== null)).toBe(true);
    const { items } = await context.app.get(PriceCatalogue).list(business, { seller: 'openai', search: id });
    expect(items).toMatchObject([
      {
        model: id,
        effective_from: '2026-11-01',
        source: expect.stringMatching(/^spec list, imported \d{4}/) as string,
      },
    ]);
  });

  it('hold from their day on, and leave what is in the books as it is', async () => {
    const before = await call('gpt-4.1-nano');
    const changed = await plan([
      { ...newModel('gpt-4.1-nano', 0.2), prices: { input_mtok: 0.2, cache_read_mtok: 0.025, output_mtok: 0.4 } },
    ]);
    expect(changed.changes.map(({ price, isImplausible }) => [price.from, isImplausible])).toEqual([
      ['2026-11-21', false],
    ]);
    await context.app.get(PriceImporter).carryOut(OPERATOR, changed);
    const models = (await context.app.get(PriceBook).current())('openai');
    expect(models.find(({ model }) => model === 'gpt-4.1-nano')?.prices).toHaveLength(1);
    expect(await call('gpt-4.1-nano')).toBe(before);
    const later = await call('gpt-4.1-nano-2025-04-14', { startedAt: new Date('2026-11-21T12:00:00Z') });
    expect(Number(later) - Number(before)).toBe(100_000);
    expect(
      await plan([
        { ...newModel('gpt-4.1-nano', 0.2), prices: { input_mtok: 0.2, cache_read_mtok: 0.025, output_mtok: 0.4 } },
      ]),
    ).toMatchObject({ changes: [] });
    const again = await plan([newModel('gpt-4.1-nano', 0.3)]);
    expect(again.overlaps).toEqual(['openai/gpt-4.1-nano from 2026-11-21']);
    expect(await context.app.get(PriceImporter).carryOut(OPERATOR, changed)).toBe(false);
  });

  it("of the business's own go before all others for that business, until they are ended", async () => {
    const desk = context.app.get(PriceDesk);
    const own = await desk.setOwn(business, { ...OWN, model: 'GPT-5.4-mini' });
    expect(await call('gpt-5.4-mini-2026-03-17')).toBe(1_500_000n);
    expect(await call('gpt-5.4-mini', { terms: 'batch' })).toBe(750_000n);
    expect(await call('gpt-5.4-mini', { startedAt: new Date('2026-10-31T23:59:59Z') })).toBe(1_440_000n);
    await expect(desk.setOwn(business, { ...OWN, model: 'gpt-5.4-mini' })).rejects.toMatchObject({
      code: 'own_price_exists',
    });
    const slip = await context.app.get(PayslipClerk).write(business, agent.id, '2026-11');
    expect(slip.models.map(({ price_source }) => price_source).sort()).toEqual([
      'own/gpt-5.4-mini@2026-11-01',
      'own/gpt-5.4-mini@2026-11-01+batch',
    ]);
    expect(slip.models.every(({ tokens }) => tokens.every(({ cost_usd }) => cost_usd !== null))).toBe(true);
    const stranger = await context.tenant();
    await expect(desk.endOwn(stranger, own.id)).rejects.toMatchObject({ code: 'own_price_not_found' });
    await desk.endOwn(business, own.id);
    expect(await call('gpt-5.4-mini', { startedAt: new Date('2026-11-21T12:00:00Z') })).toBe(1_440_000n);
    expect(await call('gpt-5.4-mini')).toBe(1_500_000n);
    expect((await desk.listOwn(business)).items).toMatchObject([
      { effective_until: '2026-11-21', note: 'Contract of October' },
    ]);
    const events = await context.asOwner<{ event_type: string }>(
      `SELECT event_type FROM audit_events WHERE tenant_id = $1 AND event_type LIKE 'usage.own_price%' ORDER BY occurred_at, id`,
      [business.tenantId],
    );
    expect(events.map(({ event_type }) => event_type)).toEqual(['usage.own_price_set', 'usage.own_price_ended']);
  });

  it('price again what was priced otherwise, on request, once however often it is tried', async () => {
    for (let made = 0; made < 3; made += 1) await call('gpt-5.4-mini');
    await context.app.get(RollUpRound).rollUp();
    await call('gpt-5.4-mini');
    const desk = context.app.get(PriceDesk);
    await desk.setOwn(business, { ...OWN, model: 'gpt-5.4-mini' });
    expect(await books()).toMatchObject([{ events: '5760000' }]);
    const wish = { scope: 'priced', from: '2026-11-01', to: '2026-11-21' } as const;
    const { id } = await desk.orderRepricing(business, wish);
    const handler = context.app.get(RepriceHandler);
    const run = (): Promise<void> =>
      handler.run({ tenant_id: business.tenantId, repricing_id: id }, { signal: undefined });
    await Promise.all([run(), run()]);
    await run();
    expect(await desk.repricing(business, id)).toMatchObject({
      status: 'done',
      calls_seen: 4,
      calls_changed: 4,
      difference_usd: 0.00024,
    });
    await context.app.get(RollUpRound).rollUp();
    expect(await books()).toEqual([{ events: '6000000', days: '6000000', unpriced: '0' }]);
    expect((await desk.listRepricings(business, {})).items.map((repricing) => repricing.scope)).toEqual([
      'priced',
      'unpriced',
    ]);
    const stranger = await context.tenant();
    await expect(desk.repricing(stranger, id)).rejects.toMatchObject({ code: 'repricing_not_found' });
    expect(await context.app.get(Repricer).step(stranger, id)).toBeNull();
  });
});
