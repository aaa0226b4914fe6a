import { setTimeout as sleep } from 'node:timers/promises';
import { OutboundGuard } from '@konstruct/platform';
import { McpTestServer } from '../testing/mcp-test-server';
import { McpFailure } from './mcp-failure';
import { McpGateway } from './mcp-gateway';

describe('the way to servers of tools', () => {
  let server: McpTestServer;
  let guard: OutboundGuard;
  let gateway: McpGateway;

  beforeEach(async () => {
    server = await McpTestServer.start();
    guard = new OutboundGuard({ SANDBOX_URL: server.origin });
    gateway = new McpGateway(guard);
  });
  afterEach(() => Promise.all([server.stop(), guard.onApplicationShutdown()]));

  const failureOf = async (asked: Promise<unknown>): Promise<string> => {
    const error: unknown = await asked.catch((reason: unknown) => reason);
    return error instanceof McpFailure ? error.code : `no failure: ${String(error)}`;
  };
  const use = (number: string, signal?: AbortSignal): Promise<{ text: string; isError: boolean }> =>
    gateway.callTool({ url: server.url, bearerToken: null }, 'find_order', { number }, signal);

  it('lists the tools and what they take', async () => {
    const tools = await gateway.listTools({ url: server.url, bearerToken: null });
    expect(tools).toMatchObject([
      {
        name: 'find_order',
        title: 'Find an order',
        description: 'Finds an order by its number.',
        isReadOnly: true,
        inputSchema: { type: 'object', required: ['number'] },
      },
      { name: 'cancel_order', title: 'Cancel order', description: '', isReadOnly: null },
    ]);
  });

  it('uses a tool and says what it brought', async () => {
    expect(await use('4711')).toEqual({ text: 'Order 4711 was shipped on Monday.', isError: false });
    expect(await use('0')).toEqual({ text: 'There is no order 0.', isError: true });
  });

  it('sends the token and says when it is not accepted', async () => {
    server.token = 'right';
    expect(await gateway.listTools({ url: server.url, bearerToken: 'right' })).toHaveLength(2);
    expect(await failureOf(gateway.listTools({ url: server.url, bearerToken: 'wrong' }))).toBe('not_authorised');
    expect(await failureOf(gateway.listTools({ url: server.url, bearerToken: null }))).toBe('not_authorised');
  });

  it.each<[string, McpTestServer['lie'], string]>([
    [
      'a web page',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'not_mcp',
    ],
    ['nothing there', (_, response) => void response.writeHead(404).end(), 'not_mcp'],
    [
      'broken JSON',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
      'not_mcp',
    ],
    [
      'JSON of another kind',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}'),
      'not_mcp',
    ],
    ['a limit', (_, response) => void response.writeHead(429).end(), 'rate_limited'],
    ['an error of its own', (_, response) => void response.writeHead(500).end(), 'server_error'],
    [
      'a redirect to the inside',
      (_, response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
      'not_mcp',
    ],
    [
      'more than can be read',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('x'.repeat(2_000_000)),
      'too_large',
    ],
    ['a cut connection', (request) => void request.socket.destroy(), 'unreachable'],
  ])('explains %s', async (_, lie, code) => {
    server.lie = lie;
    expect(await failureOf(gateway.listTools({ url: server.url, bearerToken: null }))).toBe(code);
  });

  it('does not read an answer that is too long', async () => {
    expect(await failureOf(use('long'))).toBe('too_large');
  });

  it('says what a server refuses in its own words, and what no tool is', async () => {
    const error: unknown = await gateway
      .callTool({ url: server.url, bearerToken: null }, 'no_such_tool', {}, undefined)
      .catch((reason: unknown) => reason);
    // The SDK's own server answers with a failed result; others refuse the request.
    expect(error).toMatchObject({ isError: true });
  });

  it('calls nothing inside that is not the sandbox', async () => {
    const inside = await McpTestServer.start();
    try {
      for (const url of [
        inside.url,
        inside.url.replace('http:', 'https:'),
        'https://[::1]/mcp',
        'https://169.254.169.254/mcp',
      ]) {
        expect([url, await failureOf(gateway.listTools({ url, bearerToken: 'secret' }))]).toEqual([
          url,
          'address_refused',
        ]);
      }
      expect(inside.connections).toBe(0);
    } finally {
      await inside.stop();
    }
  });

  it('stops when whoever asked goes away', async () => {
    server.lie = async () => {
      await sleep(3_000, undefined, { ref: false });
    };
    const startedAt = performance.now();
    expect(await failureOf(use('4711', AbortSignal.timeout(100)))).toBe('cancelled');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
