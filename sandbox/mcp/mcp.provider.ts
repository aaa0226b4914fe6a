import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxProvider, SandboxSummary } from '../provider';
import { BoundedLog } from '../state/bounded-log';
import { FaultQueue } from '../state/fault-queue';
import { refuseForeignOrigin } from '../web/same-origin';
import { calendar, type Appointment } from './calendar';
import { answerMessage, failedCall } from './json-rpc';
import { MCP_FAULT_KINDS, type McpFault } from './mcp-fault';
import { SHOP } from './shop';
import type { SandboxTool } from './tool';

/** What the calendar wants in the Authorization header; the shop wants nothing. */
export const SANDBOX_MCP_TOKEN = 'sandbox-mcp-token';

const HOLD_MS = 60_000;
const HUGE_BYTES = 2_000_000;

interface NewFault {
  kind: McpFault['kind'];
  count?: number;
}

/** Servers of tools over MCP's streamable HTTP: a shop at /mcp/shop and a calendar at /mcp/calendar. */
export class McpProvider implements SandboxProvider {
  readonly name = 'mcp';
  private readonly faults = new FaultQueue<McpFault>();
  private readonly requests = new BoundedLog<{ at: string; server: string; body: unknown }>();
  private readonly appointments: Appointment[] = [];
  private readonly servers: Record<string, readonly SandboxTool[]> = {
    shop: SHOP,
    calendar: calendar(this.appointments),
  };

  register(app: FastifyInstance): void {
    app.post<{ Params: { server: string } }>('/mcp/:server', (request, reply) => this.answer(request, reply));
    // Servers need not offer a stream of their own, nor sessions that can be ended.
    app.route({ method: ['GET', 'DELETE'], url: '/mcp/:server', handler: (_request, reply) => reply.code(405).send() });
    this.registerControl(app);
  }

  summary(): SandboxSummary {
    return {
      title: 'Tools',
      description: 'MCP servers: a shop with orders and stock, and a calendar that books appointments.',
      links: [],
      facts: [
        { name: 'Shop', value: '/mcp/shop' },
        { name: 'Calendar', value: `/mcp/calendar, token ${SANDBOX_MCP_TOKEN}` },
        { name: 'Requests so far', value: String(this.requests.list().length) },
      ],
    };
  }

  notImplemented(method: string, path: string): { status: number; body: unknown } {
    return { status: 404, body: { error: `the sandbox does not implement ${method} ${path}` } };
  }

  stop(): Promise<void> {
    this.faults.clear();
    return Promise.resolve();
  }

  private async answer(
    request: FastifyRequest<{ Params: { server: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { server } = request.params;
    const tools = this.servers[server];
    if (!tools) return reply.code(404).send({ error: `there is no server ${server}; there are shop and calendar` });
    this.requests.add({ at: new Date().toISOString(), server, body: request.body });
    const isCall = (request.body as { method?: unknown } | null)?.method === 'tools/call';
    const fault = isCall ? this.faults.take(() => true) : null;
    if (fault) return goWrong(fault, request, reply);
    if (server === 'calendar' && request.headers.authorization !== `Bearer ${SANDBOX_MCP_TOKEN}`) {
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'unauthorized' });
    }
    const answer = answerMessage(server, tools, request.body);
    return answer === null ? reply.code(202).send() : reply.send(answer);
  }

  private registerControl(app: FastifyInstance): void {
    const body = {
      type: 'object',
      additionalProperties: false,
      required: ['kind'],
      properties: { kind: { enum: MCP_FAULT_KINDS }, count: { type: 'integer', minimum: 1 } },
    };
    void app.register(
      (control, _options, done) => {
        control.addHook('onRequest', refuseForeignOrigin);
        control.get('/requests', () => ({ requests: this.requests.list() }));
        control.get('/appointments', () => ({ appointments: this.appointments }));
        control.get('/faults', () => ({ faults: this.faults.list() }));
        control.post<{ Body: NewFault }>('/faults', { schema: { body } }, ({ body: { kind, count = 1 } }, reply) => {
          void reply.code(201);
          return this.faults.add({ kind }, count);
        });
        control.post('/reset', () => {
          this.faults.clear();
          this.requests.clear();
          this.appointments.length = 0;
          return { ok: true };
        });
        done();
      },
      { prefix: '/mcp/_control' },
    );
  }
}

async function goWrong({ kind }: McpFault, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  switch (kind) {
    case 'timeout': {
      const gone = new AbortController();
      reply.raw.on('close', () => gone.abort());
      reply.hijack();
      await delay(HOLD_MS, null, { signal: gone.signal }).catch(() => null);
      reply.raw.destroy();
      return reply;
    }
    case 'server_error':
      return reply.code(500).send({ error: 'the server broke' });
    case 'rate_limited':
      return reply.code(429).header('retry-after', '1').send({ error: 'too many requests' });
    case 'not_authorised':
      return reply.code(401).send({ error: 'unauthorized' });
    case 'tool_error':
      return reply.send(failedCall(request.body, { text: 'The order system is down for maintenance.', isError: true }));
    case 'huge':
      return reply.send(failedCall(request.body, { text: 'x'.repeat(HUGE_BYTES) }));
    case 'not_mcp':
      return reply.type('text/html').send('<html><body>It works!</body></html>');
    case 'redirect_inside':
      return reply.redirect('http://169.254.169.254/latest/meta-data/', 307);
  }
}
