import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { GraphError } from '../graph-error';
import { newTraceId } from '../ids';
import type { WhatsAppFault } from '../whatsapp-fault';
import type { WhatsAppServices } from '../whatsapp-services';
import { readBodies } from './body-parsers';
import { concerns, refusalOf } from './graph-faults';
import type { GraphCall, GraphOperation, GraphResult } from './graph-operation';
import { withoutSecrets } from './graph-request-record';
import { accountOperations, objectOperation } from './operations/account.operations';
import { downloadMedia, getMedia, isMedia, mediaOperations } from './operations/media.operations';
import { isMarkRead, messageOperations } from './operations/message.operations';
import { subscriptionOperations } from './operations/subscription.operations';
import { tokenOperations } from './operations/token.operations';

interface GraphRequest {
  Params: { version?: string; id?: string };
}

/** What is found behind an address, which may depend on what the call says. */
type Choose = (call: GraphCall) => Pick<GraphOperation, 'name' | 'handle'>;

interface Outcome {
  status: number | null;
  body: unknown;
  headers?: Record<string, string>;
  fault: string | null;
  messageId?: string;
}

/** The Graph API under `/whatsapp/<version>`: faults first, then the operation itself. */
export function registerGraph(app: FastifyInstance, services: WhatsAppServices): void {
  void app.register((graph, _options, done) => {
    readBodies(graph);
    const route = (method: 'GET' | 'POST' | 'DELETE', url: string, choose: Choose) =>
      graph.route<GraphRequest>({
        method,
        url: `/whatsapp/${url}`,
        exposeHeadRoute: false,
        handler: (request, reply) => answer(services, request, reply, choose),
      });
    const { send, markRead } = messageOperations;
    const plain = [...tokenOperations, ...accountOperations, ...subscriptionOperations, ...mediaOperations];
    for (const operation of plain) route(operation.method, `:version/${operation.path}`, () => operation);
    route('POST', ':version/:id/messages', (call) => (isMarkRead(call) ? markRead : send));
    route('GET', ':version/:id', (call) => objectBehind(services, call));
    route('GET', 'media-files/:id', () => ({ name: 'download_media', ...downloadMedia }));
    done();
  });
}

function objectBehind(services: WhatsAppServices, { objectId }: GraphCall): Pick<GraphOperation, 'name' | 'handle'> {
  if (isMedia(services, objectId)) return { name: 'get_media', ...getMedia };
  return { name: services.world.findAccount(objectId) ? 'get_account' : 'get_number', ...objectOperation };
}

async function answer(
  services: WhatsAppServices,
  request: FastifyRequest<GraphRequest>,
  reply: FastifyReply,
  choose: Choose,
): Promise<unknown> {
  const call = readCall(request);
  const operation = choose(call);
  const fault = services.faults.take((candidate) => concerns(candidate, operation.name));
  const note = (outcome: Outcome) => record(services, call, operation.name, outcome);
  const waitsFirst = fault?.kind !== 'slow_response_after_effect';
  if (fault && waitsFirst) await delay(fault.delayMs);
  if (fault?.kind === 'timeout') return hangUp(reply, () => note({ status: null, body: {}, fault: fault.kind }));
  if (fault?.kind === 'not_json') return babble(reply, () => note({ status: 502, body: {}, fault: fault.kind }));
  const outcome = await perform(services, request.params.version, { call, operation, fault });
  if (fault?.kind === 'drop_response_after_effect') return hangUp(reply, () => note({ ...outcome, status: null }));
  note(outcome);
  if (fault && !waitsFirst) await delay(fault.delayMs);
  return reply
    .code(outcome.status ?? 200)
    .headers({ 'x-fb-trace-id': newTraceId(), ...(outcome.headers ?? {}) })
    .send(outcome.body);
}

function readCall({ method, url, params, query, body, headers }: FastifyRequest<GraphRequest>): GraphCall {
  const fromBody = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return {
    method,
    path: url.split('?')[0] ?? '',
    objectId: params.id ?? '',
    args: { ...(query as Record<string, unknown>), ...fromBody },
    authorization: headers.authorization,
  };
}

interface Performance {
  call: GraphCall;
  operation: Pick<GraphOperation, 'handle'>;
  fault: WhatsAppFault | null;
}

async function perform(
  services: WhatsAppServices,
  version: string | undefined,
  { call, operation, fault }: Performance,
): Promise<Outcome> {
  try {
    const refusal = fault && refusalOf(fault);
    if (refusal) throw refusal;
    if (version !== undefined && !/^v\d+\.\d+$/.test(version)) {
      throw new GraphError(400, 2_500, `Unknown path components: /${version}`);
    }
    const result: GraphResult = await operation.handle({ call, services, fault });
    return { status: 200, fault: fault?.kind ?? null, ...result };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { retryAfterSeconds } = error.options;
    const headers = retryAfterSeconds ? { headers: { 'retry-after': String(retryAfterSeconds) } } : {};
    return { status: error.status, body: error.body(), fault: fault?.kind ?? null, ...headers };
  }
}

/** Ends the connection without an answer. */
function hangUp(reply: FastifyReply, note: () => void): FastifyReply {
  note();
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** What a proxy in between says when Meta does not. */
function babble(reply: FastifyReply, note: () => void): FastifyReply {
  note();
  return reply.code(502).type('text/html').send('<html><body>Sorry, something went wrong.</body></html>');
}

function record(services: WhatsAppServices, call: GraphCall, operation: string, outcome: Outcome): void {
  const code = (outcome.body as { error?: { code?: number } } | null)?.error?.code ?? null;
  services.requests.add({
    at: new Date(services.world.now()).toISOString(),
    operation,
    method: call.method,
    path: call.path,
    object_id: call.objectId || null,
    args: withoutSecrets(call.args),
    has_proof: 'appsecret_proof' in call.args,
    status: outcome.status,
    ok: outcome.status === 200,
    code,
    fault: outcome.fault,
    message_id: outcome.messageId ?? null,
  });
}
