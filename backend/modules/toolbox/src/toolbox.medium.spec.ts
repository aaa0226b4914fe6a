import type { TenantContext } from '@konstruct/platform';
import { McpTestServer } from '../testing/mcp-test-server';
import { startToolboxContext, type ToolboxContext } from '../testing/toolbox-context';
import { ToolAllowance } from './tool-allowance';
import { Toolbox } from './toolbox';
import { ToolServerKeeper } from './tool-server-keeper';
import { ToolServerList } from './tool-server-list';
import type { ToolServer } from './tool-server.entity';

describe('tools on Postgres', () => {
  let server: McpTestServer;
  let context: ToolboxContext;
  let keeper: ToolServerKeeper;
  let allowance: ToolAllowance;
  let toolbox: Toolbox;
  let business: TenantContext;

  beforeAll(async () => {
    server = await McpTestServer.start();
    context = await startToolboxContext(server.origin);
    keeper = context.app.get(ToolServerKeeper);
    allowance = context.app.get(ToolAllowance);
    toolbox = context.app.get(Toolbox);
  });
  afterAll(async () => {
    await context.stop();
    await server.stop();
  });
  beforeEach(async () => {
    server.token = null;
    server.lie = null;
    business = await context.tenant();
  });

  const add = (tenant = business, token: string | null = null): Promise<ToolServer> =>
    keeper.add(tenant, { name: 'Shop', url: server.url, bearerToken: token });
  const events = (tenant = business): Promise<{ event_type: string; text: string }[]> =>
    context.asOwner(
      'SELECT event_type, audit_events::text AS text FROM audit_events WHERE tenant_id = $1 ORDER BY id',
      [tenant.tenantId],
    );
  const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => 'ok',
      (error: unknown) => {
        const { code, fields } = error as { code: string; fields: { pointer: string }[] };
        return [code, ...fields.map(({ pointer }) => pointer)];
      },
    );

  it('adds a server with its tools, and keeps its token where nobody reads it', async () => {
    server.token = 'a-secret-token';
    const added = await add(business, 'a-secret-token');
    expect(added.tools.map(({ name }) => name)).toEqual(['find_order', 'cancel_order']);
    const [view] = await context.app.get(ToolServerList).all(business);
    expect(view).toMatchObject({ name: 'Shop', has_bearer_token: true, problem: null, agents: 0, uses: 0 });
    const [row] = await context.asOwner<{ text: string }>(
      'SELECT tool_servers::text AS text FROM tool_servers WHERE tenant_id = $1',
      [business.tenantId],
    );
    expect(`${row?.text} ${JSON.stringify([view, await events()])}`).not.toContain('a-secret-token');
  });

  it('saves none that does not answer, and says why', async () => {
    server.token = 'right';
    expect(await codeOf(add(business, 'wrong'))).toEqual(['tool_server_unusable', '/bearer_token']);
    server.lie = (_, response) => void response.writeHead(404).end();
    expect(await codeOf(add())).toEqual(['tool_server_unusable', '/url']);
    for (const url of ['https://127.0.0.1/mcp', 'https://user:secret@example.com/', 'http://example.com/mcp', 'shop']) {
      expect(await codeOf(keeper.add(business, { name: 'Shop', url, bearerToken: null }))).toEqual([
        'validation_failed',
        '/url',
      ]);
    }
    expect(await context.app.get(ToolServerList).all(business)).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('lets one of two clicks at once through', async () => {
    const outcomes = await Promise.all([codeOf(add()), codeOf(add()), codeOf(add())]);
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
    expect(await context.app.get(ToolServerList).all(business)).toHaveLength(1);
  });

  it('does not send a stored token to another address', async () => {
    server.token = 'right';
    const { id } = await add(business, 'right');
    const other = await McpTestServer.start();
    try {
      expect(await codeOf(keeper.change(business, id, { url: other.url }))).toEqual([
        'validation_failed',
        '/bearer_token',
      ]);
      expect(other.connections).toBe(0);
    } finally {
      await other.stop();
    }
    expect(await codeOf(keeper.change(business, id, { name: 'Store' }))).toBe('ok');
    expect(await codeOf(keeper.change(business, id, { bearerToken: 'wrong' }))).toEqual([
      'tool_server_unusable',
      '/bearer_token',
    ]);
  });

  it('keeps what it knew of a server that fails, and tells when it works again', async () => {
    const { id } = await add();
    server.lie = (_, response) => void response.writeHead(500).end();
    expect(await keeper.check(business, id)).toMatchObject({ problemCode: 'server_error', tools: [{}, {}] });
    await keeper.check(business, id);
    server.lie = null;
    expect(await keeper.check(business, id)).toMatchObject({ problemCode: null });
    expect((await events()).map(({ event_type: type }) => type)).toEqual([
      'tool_server.added',
      'tool_server.failed',
      'tool_server.recovered',
    ]);
  });

  it('allows nothing that was not chosen, and nothing of another business', async () => {
    const mia = await context.employee(business);
    const { id } = await add();
    const user = { agent: mia, conversationId: null };
    expect(await toolbox.ofAgent(business, user)).toEqual([]);
    await allowance.choose(business, mia.id, [{ serverId: id, tool: 'find_order' }]);
    expect((await toolbox.ofAgent(business, user)).map(({ name }) => name)).toEqual(['shop_find_order']);
    const other = await context.tenant();
    const theirs = await context.employee(other);
    const foreign = [{ serverId: id, tool: 'find_order' }];
    expect(await codeOf(allowance.choose(other, theirs.id, foreign))).toEqual(['validation_failed', '/tools/0']);
    expect(await codeOf(allowance.choose(other, mia.id, []))).toEqual(['not_found']);
    expect(await toolbox.ofChoices(other, { agent: theirs, conversationId: null }, foreign)).toEqual([]);
    expect(await codeOf(keeper.check(other, id))).toEqual(['tool_server_not_found']);
    expect(await codeOf(keeper.remove(other, id))).toEqual(['tool_server_not_found']);
  });

  it('refuses a tool that the server does not have, and records only what changed', async () => {
    const mia = await context.employee(business);
    const { id } = await add();
    const find = { serverId: id, tool: 'find_order' };
    expect(await codeOf(allowance.choose(business, mia.id, [find, { serverId: id, tool: 'delete_all' }]))).toEqual([
      'validation_failed',
      '/tools/1',
    ]);
    await allowance.choose(business, mia.id, [find, find]);
    await allowance.choose(business, mia.id, [find]);
    expect((await events()).filter(({ event_type: type }) => type === 'agent.tools_chosen')).toHaveLength(1);
  });

  it('records each use with its outcome, and nothing of what was said', async () => {
    const mia = await context.employee(business);
    const { id } = await add();
    await allowance.choose(business, mia.id, [{ serverId: id, tool: 'find_order' }]);
    const [tool] = await toolbox.ofAgent(business, { agent: mia, conversationId: null });
    expect(await tool?.invoke({ number: '4711' }, undefined)).toEqual({
      text: 'Order 4711 was shipped on Monday.',
      isError: false,
    });
    expect(await tool?.invoke({ number: '0' }, undefined)).toEqual({ text: 'There is no order 0.', isError: true });
    expect(await tool?.invoke('4711', undefined)).toMatchObject({ isError: true });
    server.lie = (_, response) => void response.writeHead(503).end();
    const failed = await tool?.invoke({ number: '4711' }, undefined);
    expect(failed).toMatchObject({ isError: true, text: expect.stringContaining('could not be used') });
    const uses = await context.asOwner<{ outcome: string; latency_ms: number }>(
      'SELECT outcome, latency_ms FROM tool_uses WHERE tenant_id = $1 ORDER BY id',
      [business.tenantId],
    );
    expect(uses.map(({ outcome }) => outcome)).toEqual(['ok', 'tool_error', 'bad_input', 'server_error']);
    const trail = (await events()).filter(({ event_type: type }) => type === 'tool.used');
    expect(trail).toHaveLength(4);
    expect(JSON.stringify(trail)).not.toMatch(/4711|Monday/);
    const [view] = await context.app.get(ToolServerList).all(business);
    expect(view).toMatchObject({ agents: 1, uses: 4, failures: 3 });
  });

  it('takes a removed server away from everyone, and keeps what was used', async () => {
    const mia = await context.employee(business);
    const { id } = await add();
    await allowance.choose(business, mia.id, [{ serverId: id, tool: 'find_order' }]);
    const [tool] = await toolbox.ofAgent(business, { agent: mia, conversationId: null });
    await tool?.invoke({ number: '1' }, undefined);
    await keeper.remove(business, id);
    expect(await toolbox.ofAgent(business, { agent: mia, conversationId: null })).toEqual([]);
    expect(await allowance.show(business, mia.id)).toEqual([]);
    expect(await context.asOwner('SELECT 1 FROM tool_uses WHERE tenant_id = $1', [business.tenantId])).toHaveLength(1);
  });
});
