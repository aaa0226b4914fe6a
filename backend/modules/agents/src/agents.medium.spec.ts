import { newId, type TenantContext } from '@konstruct/platform';
import { startAgentsContext, type AgentsContext } from '../testing/agents-context';
import { sampleDraft } from '../testing/sample-draft';
import { AgentDesigner } from './agent-designer';
import { AgentDirectory } from './agent-directory';
import { AgentLifecycle } from './agent-lifecycle';
import { toAgentSettings, toAgentView } from './agent-view';
import type { Agent } from './agent.entity';
import { AgentStore, type NewAgent } from './agent.store';

describe('agents on Postgres', () => {
  let context: AgentsContext;
  let designer: AgentDesigner;
  let lifecycle: AgentLifecycle;
  let directory: AgentDirectory;
  let business: TenantContext;

  beforeAll(async () => {
    context = await startAgentsContext();
    designer = context.app.get(AgentDesigner);
    lifecycle = context.app.get(AgentLifecycle);
    directory = context.app.get(AgentDirectory);
  }, 60_000);

  afterAll(() => context.stop());

  beforeEach(async () => {
    business = await context.tenant();
  });

  const activate = (tenant: TenantContext, id: string): Promise<Agent> =>
    context.database.inTenant(tenant, (transaction) => lifecycle.activate(transaction, id));

  const find = (tenant: TenantContext, id: string): Promise<Agent | null> =>
    context.database.inTenant(tenant, (transaction) => directory.find(transaction, id));

  const trail = (tenant: TenantContext): Promise<{ event_type: string; changes: Record<string, unknown> | null }[]> =>
    context.asOwner('SELECT event_type, changes FROM audit_events WHERE tenant_id = $1 ORDER BY id', [tenant.tenantId]);

  function newAgent(): NewAgent {
    const now = new Date();
    const life = { status: 'draft', createdAt: now, updatedAt: now, activatedAt: null, archivedAt: null } as const;
    return { ...toAgentSettings(sampleDraft()), ...life, id: newId() };
  }

  it('hires a draft that keeps what the form said', async () => {
    const agent = await designer.create(business, sampleDraft({ budget_limit_usd: 19.99 }));
    const view = toAgentView(agent);
    expect(view).toMatchObject({ ...sampleDraft({ budget_limit_usd: 19.99 }), tenant_id: business.tenantId });
    expect(view).toMatchObject({ status: 'draft', is_active: false, activated_at: null });
    expect((await find(business, agent.id))?.budgetLimitNanoUsd).toBe(19_990_000_000n);
    expect((await trail(business)).map((event) => event.event_type)).toEqual(['agent.created']);
  });

  it('warns of a model that the catalogue does not know, and hires nevertheless', async () => {
    const view = toAgentView(await designer.create(business, sampleDraft({ model: 'gpt-4o-mni' })));
    expect(view).toMatchObject({ model: 'gpt-4o-mni', model_warning: expect.stringContaining('no model gpt-4o-mni') });
    expect(toAgentView(await designer.create(business, sampleDraft())).model_warning).toBeNull();
  });

  it('changes what is given, leaves the rest, and records before and after', async () => {
    const { id } = await designer.create(business, sampleDraft());
    const changed = await designer.update(business, id, { temperature: 0.9, budget_limit_usd: null });
    expect(toAgentView(changed)).toMatchObject({ ...sampleDraft(), temperature: 0.9, budget_limit_usd: null });
    const [, event] = await trail(business);
    expect(event).toEqual({
      event_type: 'agent.updated',
      changes: { temperature: { before: 0.3, after: 0.9 }, budget_limit_usd: { before: 25, after: null } },
    });
  });

  it('leaves no trace of a change that changes nothing', async () => {
    const { id, updatedAt } = await designer.create(business, sampleDraft());
    expect((await designer.update(business, id, { name: 'Mia' })).updatedAt).toEqual(updatedAt);
    expect(await trail(business)).toHaveLength(1);
  });

  it('checks a change against what is there already', async () => {
    const { id } = await designer.create(business, sampleDraft({ fallback_model: null }));
    await expect(designer.update(business, id, { at_limit: 'cheaper_model' })).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ pointer: '/fallback_model' }],
    });
    await expect(designer.create(business, sampleDraft({ at_limit: 'cheaper_model' }))).rejects.toBeDefined();
    const changed = await designer.update(business, id, { at_limit: 'cheaper_model', fallback_model: 'gpt-4o-mini' });
    expect(changed.fallbackModel).toBe('gpt-4o-mini');
  });

  it('goes live once, also when the test message succeeds ten times at once', async () => {
    const { id } = await designer.create(business, sampleDraft());
    await Promise.all(Array.from({ length: 10 }, () => activate(business, id)));
    const agent = await find(business, id);
    expect(agent).toMatchObject({ status: 'live', isActive: true });
    expect(agent?.activatedAt).toBeInstanceOf(Date);
    expect((await trail(business)).filter((event) => event.event_type === 'agent.activated')).toHaveLength(1);
  });

  it('is paused, not woken by a test message, resumed, and let go', async () => {
    const { id } = await designer.create(business, sampleDraft());
    await expect(lifecycle.pause(business, id)).rejects.toMatchObject({ code: 'agent_is_draft', status: 409 });
    const { activatedAt } = await activate(business, id);
    expect(await lifecycle.pause(business, id)).toMatchObject({ status: 'paused', isActive: false });
    expect((await activate(business, id)).status).toBe('paused');
    expect(await lifecycle.resume(business, id)).toMatchObject({ status: 'live', isActive: true, activatedAt });
    expect((await lifecycle.archive(business, id)).archivedAt).toBeInstanceOf(Date);
    await expect(designer.update(business, id, { name: 'Nora' })).rejects.toMatchObject({ code: 'agent_is_archived' });
    await expect(lifecycle.resume(business, id)).rejects.toMatchObject({ code: 'agent_is_archived' });
    expect((await trail(business)).map((event) => event.event_type)).toEqual([
      'agent.created',
      'agent.activated',
      'agent.paused',
      'agent.resumed',
      'agent.archived',
    ]);
  });

  it('lists in pages, without those who have left unless asked for', async () => {
    const store = context.app.get(AgentStore);
    const ids: string[] = [];
    for (const name of ['Mia', 'Leo', 'Nora', 'Sam'])
      ids.push((await designer.create(business, sampleDraft({ name }))).id);
    await lifecycle.archive(business, ids[1] ?? '');
    const page = (query: object): Promise<{ items: string[]; next_cursor: string | null }> =>
      context.database.inTenant(business, (transaction) => store.list(transaction, query, ({ name }) => name));
    const first = await page({ limit: 2 });
    expect(first.items).toEqual(['Mia', 'Nora']);
    expect(await page({ limit: 2, cursor: first.next_cursor })).toEqual({ items: ['Sam'], next_cursor: null });
    expect((await page({ status: 'archived' })).items).toEqual(['Leo']);
    const everyone = await context.database.inTenant(business, (transaction) => directory.list(transaction));
    expect(everyone.map((agent) => agent.name)).toEqual(['Mia', 'Leo', 'Nora', 'Sam']);
  });

  it('is nobody to another business', async () => {
    const { id } = await designer.create(business, sampleDraft());
    const other = await context.tenant();
    expect(await find(other, id)).toBeNull();
    await expect(designer.update(other, id, { name: 'Mallory' })).rejects.toMatchObject({ code: 'agent_not_found' });
    await expect(activate(other, id)).rejects.toMatchObject({ code: 'agent_not_found' });
    const rows = await context.database.inTenant(other, ({ manager }) => manager.query('SELECT id FROM agents'));
    expect(rows).toEqual([]);
    const smuggled = context.database.inTenant(other, (transaction) =>
      context.app.get(AgentStore).insert({ ...transaction, tenantId: business.tenantId }, newAgent()),
    );
    await expect(smuggled).rejects.toThrow(/row-level security/);
  });
});
