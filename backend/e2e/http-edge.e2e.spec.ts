import { Agent, request } from 'node:http';
import { MIA } from './hired-employee';
import { eventually, signUp, startProduct, type RunningProduct } from './product';
import type { PortalClient } from './portal-client';

const METRICS_TOKEN = 'token-of-the-scraper';

describe('the edge of the API', () => {
  let product: RunningProduct;
  let client: PortalClient;
  let tenantId: string;
  let isStopped = false;

  beforeAll(async () => {
    product = await startProduct({ KONSTRUCT_ROLES: 'api', METRICS_TOKEN });
    ({ client, tenantId } = await signUp(product));
  }, 60_000);

  afterAll(async () => {
    if (!isStopped) await product.stop();
  });

  const agents = (): string => `/api/portal/tenants/${tenantId}/agents`;
  const countAgents = async (): Promise<number> => (await client.get<{ items: unknown[] }>(agents())).body.items.length;

  it('names every unknown and wrong field by a pointer', async () => {
    const answer = await client.post<{ code: string; errors: { pointer: string }[] }>(agents(), {
      ...MIA,
      temperature: 3,
      salary: 1,
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/salary', '/temperature']);
  });

  it('leads from the type of a problem to what it means', async () => {
    const { body } = await client.post<{ type: string; title: string }>(agents(), { ...MIA, salary: 1 });
    const address = new URL(body.type, product.url);
    const page = await fetch(address);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain(`<section id="${address.hash.slice(1)}"><h2>${body.title}</h2>`);
  });

  it('shows metrics to whoever has their token: the process, the queue, requests by route', async () => {
    await client.get(agents());
    const scrape = (authorization: string): Promise<Response> =>
      fetch(`${product.url}/metrics`, { headers: { authorization } });
    expect([(await scrape('')).status, (await scrape('Bearer another')).status]).toEqual([401, 401]);
    const page = await scrape(`Bearer ${METRICS_TOKEN}`);
    const text = await page.text();
    expect(page.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(text).toContain(
      'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/api/portal/tenants/:tenant_id/agents",http_response_status_code="200"}',
    );
    expect(text).toMatch(/^konstruct_database_up 1$/m);
    expect(text).toMatch(/^konstruct_queue_depth \d+$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    expect(text).not.toContain(tenantId);
  });

  it('answers malformed JSON, other types and huge bodies with a problem, not a crash', async () => {
    const send = (body: string, type: string): Promise<Response> =>
      fetch(`${product.url}/api/portal/auth/sign-in`, { method: 'POST', headers: { 'content-type': type }, body });
    const answers = [
      await send('{"email":', 'application/json'),
      await send('<x/>', 'application/xml'),
      await send(`"${'x'.repeat(3_000_000)}"`, 'application/json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 415, 413]);
    for (const answer of answers) expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers addresses that cannot be read with a problem as well', async () => {
    for (const path of ['/api/portal/%E0%A4%A', '/api/portal/tenants/%', '/%', '/assets/%E0%A4%A.js']) {
      const answer = await fetch(`${product.url}${path}`);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        400,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('sends security headers, a request id, and no inline script', async () => {
    const response = await fetch(`${product.url}/health`, { headers: { 'x-request-id': 'my-request-id-1' } });
    expect(response.headers.get('x-request-id')).toBe('my-request-id-1');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it('does a POST with an Idempotency-Key once, also when it comes twice at once', async () => {
    const before = await countAgents();
    const headers = { 'idempotency-key': 'hire-mia-1' };
    const [first, second] = await Promise.all([
      client.post<{ id: string }>(agents(), MIA, headers),
      client.post<{ id: string }>(agents(), MIA, headers),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, expect.any(Number)]);
    const replay = await client.post<{ id: string }>(agents(), MIA, headers);
    expect(replay.status).toBe(201);
    expect(replay.headers.get('idempotency-replayed')).toBe('true');
    expect(await countAgents()).toBe(before + 1);
    const other = await client.post<{ code: string }>(agents(), { ...MIA, name: 'Max' }, headers);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('frees an Idempotency-Key whose request failed', async () => {
    const headers = { 'idempotency-key': 'hire-mia-2' };
    expect((await client.post(agents(), { ...MIA, at_limit: 'cheaper_model' }, headers)).status).toBe(422);
    expect((await client.post(agents(), { ...MIA, at_limit: 'cheaper_model' }, headers)).status).toBe(422);
  });

  it('serves the document and Swagger UI, which work with a token', async () => {
    const html = await (await fetch(`${product.url}/docs`)).text();
    expect(html).toContain('swagger-ui');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/);
    const document = (await (await fetch(`${product.url}/docs/openapi.json`)).json()) as { openapi: string };
    expect(document.openapi).toBe('3.1.0');
  });

  it('tells open pages of changes, and ends their streams when it stops', async () => {
    const cookie = client.cookieHeader();
    const stream = await fetch(`${product.url}/api/portal/tenants/${tenantId}/live`, { headers: { cookie } });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    let received = '';
    const reading = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        received += Buffer.from(value).toString();
      }
    })();
    await new Promise((passed) => setTimeout(passed, 300));
    await client.post(agents(), { ...MIA, name: 'Zoe' });
    await eventually(() => Promise.resolve(received.includes('"agents"')), 'the page to hear of the new employee');
    isStopped = true;
    await product.stop();
    await reading;
  });

  it('answers what is under way when it stops, and is not held up by its connection', async () => {
    const other = await startProduct({ KONSTRUCT_ROLES: 'api' });
    const agent = new Agent({ keepAlive: true });
    const body = JSON.stringify({ email: 'nobody@example.com', password: 'correct horse battery staple' });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = { agent, method: 'POST', headers };
      const sent = request(`${other.url}/api/portal/auth/sign-in`, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end(body);
    });
    other.app.getHttpServer().once('request', () => void other.stop().then(stopped));
    let stopped = (): void => undefined;
    const stop = new Promise<void>((resolve) => (stopped = resolve));
    expect(await answered).toBe(401);
    await stop;
    agent.destroy();
  }, 15_000);
});
