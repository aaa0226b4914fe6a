import type { Agent } from '@konstruct/agents';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../../testing/sample-call';
import { startUsageContext, type UsageContext } from '../../testing/usage-context';
import { RollUpRound } from '../roll-up-round';
import { UsageLedger } from '../usage-ledger';
import { ReconciliationClerk } from './reconciliation-clerk';

describe("reconciliation with a provider's bill [PRTA-06]", () => {
  let context: UsageContext;
  let business: TenantContext;
  let agent: Agent;
  let clerk: ReconciliationClerk;

  beforeAll(async () => {
    context = await startUsageContext();
    context.clock.set('2026-11-21T12:00:00Z');
    business = await context.tenant('Asia/Kolkata');
    agent = await context.employee(business);
    clerk = context.app.get(ReconciliationClerk);
    await call('2026-11-10T23:40:00Z', null);
    await call('2026-11-11T00:10:00Z', null);
    await context.app.get(RollUpRound).rollUp();
    await call('2026-11-11T12:00:00Z', newId());
  }, 60_000);

  afterAll(() => context.stop());

  function call(at: string, keyId: string | null): Promise<unknown> {
    const calls = [sampleCall({ startedAt: new Date(at), keyId })];
    const origin = { agent, conversationId: newId(), kind: 'reply', channelKind: 'slack', calls } as const;
    return context.database.inTenant(business, (transaction) =>
      context.app.get(UsageLedger).recordCalls(transaction, origin),
    );
  }

  it('is by the days of the provider, with what is not rolled up yet', async () => {
    const content = 'date,model,cost\n2026-11-10,gpt-5.4-mini-2026-03-17,0.00144\n2026-11-11,gpt-5.4-mini,0.50288';
    const view = await clerk.reconcileExport(business, { provider: 'openai', file_name: 'november.csv', content });
    expect(view).toMatchObject({
      kind: 'export',
      first_day: '2026-11-10',
      last_day: '2026-11-11',
      statement_usd: 0.50432,
      booked_usd: 0.00432,
      difference_usd: 0.5,
      booked_calls: 3,
    });
    expect(view.reasons.map(({ code }) => code).sort()).toEqual(['other_key', 'other_traffic']);
    const { lines } = view;
    expect(lines.map(({ day }) => day)).toEqual(['2026-11-10', '2026-11-11']);
    expect(lines[1]).toMatchObject({ booked_usd: 0.00288, difference_usd: 0.5, reasons: ['other_traffic'] });
  });

  it('takes the sum of an invoice for a month', async () => {
    const view = await clerk.reconcileInvoice(business, { provider: 'openai', month: '2026-11', total_usd: 0.00432 });
    expect(view).toMatchObject({
      first_day: '2026-11-01',
      last_day: '2026-11-30',
      difference_usd: 0,
      lines: [{ reasons: [] }],
    });
    expect(view.booked_by_model).toEqual([
      { model: 'gpt-5.4-mini', booked_usd: 0.00432, booked_calls: 3, unpriced_calls: 0 },
    ]);
    const refused = (): unknown =>
      clerk.reconcileInvoice(business, { provider: 'openai', month: '2026-12', total_usd: 1 });
    expect(refused).toThrow('validation_failed');
  });

  it('keeps nothing of a file with a line that cannot be read', async () => {
    const before = (await clerk.list(business, {})).items.length;
    const content = 'date,cost\n2026-11-10,1\nyesterday,1';
    const refused = (): unknown =>
      clerk.reconcileExport(business, { provider: 'openai', file_name: 'bad.csv', content });
    expect(refused).toThrow('statement_unreadable');
    expect((await clerk.list(business, {})).items).toHaveLength(before);
  });

  it('is listed newest first, seen by its business alone, and deleted', async () => {
    const { items } = await clerk.list(business, { limit: 1 });
    const id = items[0]?.id ?? '';
    expect(items[0]).toMatchObject({ kind: 'invoice', name: 'Invoice of 2026-11' });
    const stranger = await context.tenant();
    await expect(clerk.show(stranger, id)).rejects.toMatchObject({ code: 'reconciliation_not_found' });
    await expect(clerk.remove(stranger, id)).rejects.toMatchObject({ code: 'reconciliation_not_found' });
    expect((await clerk.list(stranger, {})).items).toEqual([]);
    await clerk.remove(business, id);
    await expect(clerk.show(business, id)).rejects.toMatchObject({ code: 'reconciliation_not_found' });
  });
});
