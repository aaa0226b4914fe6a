import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LookupAddress } from 'node:dns';
import type { FetchLimits } from './http-fetch';
import { OutboundGuard } from './outbound-guard';

const LIMITS: FetchLimits = { maxResponseBytes: 10_000, timeoutMs: 5_000 };

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A server on this machine, which stands for whatever an attacker would like to reach. */
class LocalServer {
  readonly requests: { url: string; method: string; headers: IncomingMessage['headers'] }[] = [];
  connections = 0;

  private constructor(private readonly server: Server) {}

  static async start(handle: Handler = (_, response) => void response.end('inside')): Promise<LocalServer> {
    const local: LocalServer = new LocalServer(
      createServer((request, response) => {
        local.requests.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers });
        request.resume();
        void handle(request, response);
      }),
    );
    local.server.on('connection', () => (local.connections += 1));
    await new Promise<void>((resolve) => local.server.listen(0, '127.0.0.1', resolve));
    return local;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the outbound guard', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  async function serve(handle?: Handler): Promise<LocalServer> {
    const server = await LocalServer.start(handle);
    cleanups.push(() => server.stop());
    return server;
  }

  /** A guard whose names resolve to the given answers, one after the other; the last repeats. */
  function guard({
    answers = [],
    sandbox = '',
  }: { answers?: readonly string[][]; sandbox?: string } = {}): OutboundGuard {
    const left = [...answers];
    const made = new OutboundGuard({ SANDBOX_URL: sandbox }, (_, __, answer) => {
      const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
      const found = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (found.length > 0) answer(null, found);
      else answer(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
    });
    cleanups.push(() => made.onApplicationShutdown());
    return made;
  }

  it('says that a name does not exist when the system says so', async () => {
    const asksTheSystem = new OutboundGuard({ SANDBOX_URL: '' });
    cleanups.push(() => asksTheSystem.onApplicationShutdown());
    await expect(asksTheSystem.check('https://models.invalid/v1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['a public address', [['8.8.8.8']], 'ok'],
    ['public addresses of both kinds', [['8.8.8.8', '2606:4700::1111']], 'ok'],
    ['loopback', [['127.0.0.1']], 'not_public'],
    ['metadata', [['169.254.169.254']], 'not_public'],
    ['loopback in IPv6', [['::1']], 'not_public'],
    ['a private address among public ones', [['8.8.8.8', '10.0.0.1']], 'not_public'],
    ['nothing', [], 'not_found'],
  ])('checks what a name resolves to when it is saved: %s', async (_, answers, expected) => {
    const outcome = await guard({ answers })
      .check('https://models.example.com/v1')
      .then(
        () => 'ok',
        (error: unknown) => (error as { code: string }).code,
      );
    expect(outcome).toBe(expected);
  });

  it('connects to none of its own machine when a name changes its answer after it was saved', async () => {
    const inside = await serve();
    const rebinding = guard({ answers: [['8.8.8.8'], ['127.0.0.1']] });
    const address = `https://rebind.example.com:${inside.port}/`;
    await expect(rebinding.check(address)).resolves.toBeUndefined();
    await expect(rebinding.guardedFetch(LIMITS)(address)).rejects.toMatchObject({ code: 'not_public' });
    expect(inside.connections).toBe(0);
  });

  it.each(['/', '//', 'https://[::1]/', 'https://169.254.169.254/', 'http://10.0.0.1/', 'https://internal.example/'])(
    'does not follow a redirect to %s where that leads inside',
    async (location) => {
      const inside = await serve();
      const outside = await serve((_, response) => {
        const target = location.startsWith('/')
          ? `${location === '/' ? 'http:' : 'https:'}//127.0.0.1:${inside.port}/`
          : location;
        response.writeHead(302, { location: target }).end();
      });
      const fetch = guard({ answers: [['127.0.0.1']], sandbox: outside.url }).guardedFetch(LIMITS);
      await expect(fetch(`${outside.url}/v1`)).rejects.toMatchObject({ name: 'OutboundRefusedError' });
      expect([outside.requests.length, inside.connections]).toEqual([1, 0]);
    },
  );

  it('does not follow redirects without end', async () => {
    const outside = await serve((_, response) => void response.writeHead(307, { location: '/again' }).end());
    const fetch = guard({ sandbox: outside.url }).guardedFetch(LIMITS);
    await expect(fetch(outside.url)).rejects.toMatchObject({ code: 'too_many_redirects' });
    expect(outside.requests).toHaveLength(4);
  });

  it('does not tell another server the key', async () => {
    const other = await serve();
    const first = await serve((_, response) => void response.writeHead(307, { location: `${other.url}/v2` }).end());
    const headers = { authorization: 'Bearer secret', 'x-api-key': 'secret', 'content-type': 'application/json' };
    const fetch = guard().trustedFetch(LIMITS);
    const answer = await fetch(`${first.url}/v1`, { method: 'POST', headers, body: '{}' });
    expect(await answer.text()).toBe('inside');
    expect(other.requests[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.stringify(other.requests[0]?.headers)).not.toContain('secret');
  });

  it('turns a redirected POST into a GET where browsers do', async () => {
    const server = await serve((request, response) =>
      request.url === '/v1' ? void response.writeHead(303, { location: '/v2' }).end() : void response.end('done'),
    );
    const answer = await guard().trustedFetch(LIMITS)(`${server.url}/v1`, { method: 'POST', body: '{}' });
    expect([await answer.text(), server.requests.map(({ method }) => method)]).toEqual(['done', ['POST', 'GET']]);
  });

  it.each([
    ['at once', 'application/json'],
    ['while it streams', 'text/event-stream'],
  ])('breaks off an answer that is too long %s', async (_, contentType) => {
    const server = await serve((__, response) => {
      response.writeHead(200, { 'content-type': contentType });
      response.end('x'.repeat(20_000));
    });
    const read = async (): Promise<string> => (await guard().trustedFetch(LIMITS)(server.url)).text();
    await expect(read()).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  });

  it('does not wait for an answer that drips', async () => {
    const server = await serve(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      while (!response.destroyed) {
        response.write(' ');
        await sleep(30);
      }
    });
    const startedAt = performance.now();
    const fetch = guard().trustedFetch({ ...LIMITS, timeoutMs: 300 });
    await expect(fetch(server.url)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('hands an answer on as it is, and streams it word by word', async () => {
    const server = await serve(async (request, response) => {
      if (request.url === '/none') {
        response.writeHead(204).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'r1' });
      response.write('data: one\n\n');
      await sleep(50);
      response.end('data: two\n\n');
    });
    const fetch = guard().trustedFetch(LIMITS);
    expect((await fetch(`${server.url}/none`)).status).toBe(204);
    const answer = await fetch(server.url);
    expect(answer.headers.get('x-request-id')).toBe('r1');
    const pieces: string[] = [];
    for await (const piece of answer.body ?? []) pieces.push(Buffer.from(piece).toString('utf8'));
    expect(pieces).toEqual(['data: one\n\n', 'data: two\n\n']);
  });

  it('keeps addresses out of its errors', async () => {
    const error: unknown = await guard()
      .check('https://user:secret@inside.example/')
      .catch((reason: unknown) => reason);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/secret|inside\.example/);
  });
});
