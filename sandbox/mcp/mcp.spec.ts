import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startSandbox, type RunningSandbox } from '../index';
import { call } from '../testing/control';
import { SANDBOX_MCP_TOKEN } from './mcp.provider';

describe('servers of tools', () => {
  let sandbox: RunningSandbox;
  const clients: Client[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await call(sandbox, 'POST', '/mcp/_control/reset');
  });
  afterAll(() => sandbox.stop());

  /** Connects as the official SDK does. */
  async function connect(server: string, token?: string): Promise<Client> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const client = new Client({ name: 'spec', version: '1' });
    clients.push(client);
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${sandbox.url}/mcp/${server}`), { requestInit: { headers } }),
    );
    return client;
  }

  const text = (result: Record<string, unknown>) => (result.content as { text: string }[])[0]?.text;

  it('lists and uses the tools of the shop', async () => {
    const shop = await connect('shop');
    const { tools } = await shop.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['find_order', 'check_stock']);
    expect(tools[0]?.annotations).toMatchObject({ readOnlyHint: true });
    const found = await shop.callTool({ name: 'find_order', arguments: { order_number: '4711' } });
    expect([found.isError, text(found)]).toEqual([false, expect.stringContaining('shipped on Monday')]);
    const unknown = await shop.callTool({ name: 'find_order', arguments: { order_number: '1' } });
    expect([unknown.isError, text(unknown)]).toEqual([true, 'There is no order 1.']);
    expect((await shop.callTool({ name: 'find_order', arguments: {} })).isError).toBe(true);
    await expect(shop.callTool({ name: 'nothing', arguments: {} })).rejects.toThrow('Unknown tool');
  });

  it('books in the calendar, which wants a token, and never twice', async () => {
    await expect(connect('calendar')).rejects.toThrow();
    const calendar = await connect('calendar', SANDBOX_MCP_TOKEN);
    const appointment = { date: '2026-12-01', time: '10:30', name: 'Maya' };
    const book = () => calendar.callTool({ name: 'book_appointment', arguments: appointment });
    expect(text(await book())).toBe('Booked: Maya, 2026-12-01 at 10:30.');
    expect(text(await book())).toBe('10:30 on 2026-12-01 is not free.');
    const free = await calendar.callTool({ name: 'find_free_times', arguments: { date: '2026-12-01' } });
    expect(text(free)).toBe('Free on 2026-12-01: 09:00, 13:00, 14:30, 16:00.');
    const { appointments } = await call(sandbox, 'GET', '/mcp/_control/appointments');
    expect(appointments).toEqual([appointment]);
  });

  it('goes wrong on purpose', async () => {
    const shop = await connect('shop');
    const use = () => shop.callTool({ name: 'find_order', arguments: { order_number: '4711' } });
    await call(sandbox, 'POST', '/mcp/_control/faults', { kind: 'tool_error' });
    expect((await use()).isError).toBe(true);
    for (const kind of ['server_error', 'not_authorised', 'rate_limited', 'not_mcp', 'redirect_inside']) {
      await call(sandbox, 'POST', '/mcp/_control/faults', { kind });
      await expect(use()).rejects.toThrow();
    }
    expect((await use()).isError).toBe(false);
  });
});
