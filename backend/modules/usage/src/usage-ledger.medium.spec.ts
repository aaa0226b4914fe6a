import type { Agent } from '@konstruct/agents';
import type { ModelCall } from '@konstruct/models';
import { newId, type TenantContext } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { UsageLedger } from './usage-ledger';

describe('the books on Postgres', () => {
  let context: UsageContext;
  let ledger: UsageLedger;
  let business: TenantContext;
  let mia: Agent;

  beforeAll(async () => {
    context = await startUsageContext();
    context.clock.set('2026-11-21T09:30:00Z');
    ledger = context.app.get(UsageLedger);
  }, 60_000);

  afterAll(() => context.stop());

  beforeEach(async () => {
    business = await context.tenant();
    mia = await context.employee(business);
  });

  function record(calls: readonly ModelCall[], tenant = business): Promise<bigint | null> {
    return context.database.inTenant(tenant, (transaction) =>
      ledger.recordCalls(transaction, {
        agent: mia,
        conversationId: newId(),
        kind: 'reply',
        channelKind: 'slack',
        calls,
      }),
    );
  }

  const count = async (table: string): Promise<number> => {
    const [row] = await context.asOwner<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE tenant_id = $1`,
      [business.tenantId],
    );
    return row?.count ?? -1;
  };

  it('keeps every part of a call, and adds the parts up', async () => {
    expect(await record([sampleCall({ latencyMs: 123 })])).toBe(1_440_000n);
    const [row] = await context.asOwner('SELECT * FROM usage_events WHERE tenant_id = $1', [business.tenantId]);
    expect(row).toMatchObject({
      agent_id: mia.id,
      agent_name: 'Mia',
      kind: 'reply',
      channel_kind: 'slack',
      provider: 'openai',
      model: 'gpt-5.4-mini',
      input_uncached_tokens: '1000',
      cache_read_tokens: '200',
      output_text_tokens: '100',
      reasoning_tokens: '50',
      cost_nano_usd: '1440000',
      price_source: 'openai/gpt-5.4-mini@2024-01-01',
      latency_ms: 123,
      outcome: 'ok',
      occurred_at: new Date('2026-11-10T12:00:00Z'),
    });
  });

  it('has nothing twice, also when ten record it at once', async () => {
    const calls = [sampleCall(), sampleCall({ outcome: 'timeout', usageSource: 'estimated' })];
    const costs = await Promise.all(Array.from({ length: 10 }, () => record(calls)));
    expect(new Set(costs)).toEqual(new Set([2_880_000n]));
    expect([await count('usage_events'), await count('audit_events')]).toEqual([2, 2]);
  });

  it('leaves an audit event for each call, with its facts and without its words', async () => {
    await record([sampleCall(), sampleCall({ outcome: 'server_error', usage: null, usageSource: 'none' })]);
    const events = await context.asOwner<{
      event_type: string;
      summary: string;
      changes: Record<string, { after: unknown }>;
    }>('SELECT event_type, summary, changes FROM audit_events WHERE tenant_id = $1 ORDER BY id', [business.tenantId]);
    expect(events.map((event) => event.event_type)).toEqual(['model.called', 'model.called']);
    expect(events[0]?.summary).toBe('Mia called gpt-5.4-mini (ok) for $0.00144.');
    expect(events[0]?.changes['reasoning_tokens']?.after).toBe(50);
    expect(events[1]?.changes['outcome']?.after).toBe('server_error');
  });

  it('rolls back with what it was for', async () => {
    const failing = context.database.inTenant(business, async (transaction) => {
      await ledger.recordCalls(transaction, {
        agent: mia,
        conversationId: null,
        kind: 'try',
        channelKind: null,
        calls: [sampleCall()],
      });
      throw new Error('the answer could not be filed');
    });
    await expect(failing).rejects.toThrow('filed');
    expect(await count('usage_events')).toBe(0);
  });

  it('says that a total is not known while a part is unpriced', async () => {
    expect(await record([sampleCall(), sampleCall({ model: 'gpt-9' })])).toBeNull();
    const rows = await context.asOwner(
      'SELECT cost_nano_usd FROM usage_events WHERE tenant_id = $1 ORDER BY cost_nano_usd NULLS LAST',
      [business.tenantId],
    );
    expect(rows).toEqual([{ cost_nano_usd: '1440000' }, { cost_nano_usd: null }]);
    expect(await record([])).toBe(0n);
  });

  it('counts a message once per id', async () => {
    const occurredAt = new Date('2026-11-20T10:00:00Z');
    const message = {
      agent: mia,
      conversationId: newId(),
      channelKind: 'slack',
      direction: 'inbound',
      occurredAt,
    } as const;
    const id = newId();
    for (const occurrence of [{ ...message, id }, { ...message, id }, message, message]) {
      await context.database.inTenant(business, (transaction) => ledger.recordMessage(transaction, occurrence));
    }
    expect(await count('message_events')).toBe(3);
  });

  it('can neither be changed nor emptied by the program', async () => {
    await record([sampleCall()]);
    for (const statement of [
      'UPDATE usage_events SET cost_nano_usd = 0',
      'DELETE FROM usage_events',
      'DELETE FROM message_events',
    ]) {
      const attempt = context.database.inTenant(business, ({ manager }) => manager.query<unknown>(statement));
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
  });

  it('shows nothing to another business, and takes nothing from it', async () => {
    await record([sampleCall()]);
    const other = await context.tenant();
    const rows = await context.database.inTenant(other, ({ manager }) =>
      manager.query<unknown[]>('SELECT id FROM usage_events'),
    );
    expect(rows).toEqual([]);
    const smuggled = context.database.inTenant(other, (transaction) =>
      ledger.recordCalls(
        { ...transaction, tenantId: business.tenantId },
        { agent: mia, conversationId: null, kind: 'try', channelKind: null, calls: [sampleCall()] },
      ),
    );
    await expect(smuggled).rejects.toThrow(/row-level security/);
  });
});
