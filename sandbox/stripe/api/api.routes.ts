import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'qs';
import { newStripeId } from '../ids';
import { STRIPE_API_VERSION } from '../stripe-account';
import { notImplemented, StripeError } from '../stripe-error';
import type { StripeFault } from '../stripe-fault';
import type { StripeServices } from '../stripe-services';
import { Expander } from './expand';
import { fingerprintOfRequest, IdempotencyKeys } from './idempotency';
import type { Operation, PathParams } from './operation';
import { OPERATIONS } from './operations';
import { parseShape } from './shape';

interface ApiCall {
  id: string;
  method: string;
  path: string;
  raw: string;
  authorization: string | undefined;
  version: string | undefined;
  idempotencyKey: string | null;
}

interface ApiAnswer {
  status: number;
  body: unknown;
  isReplay: boolean;
}

/** `/v1/*`, where the SDK looks for it: faults first, then keys, then the operation itself. */
export function registerApi(app: FastifyInstance, services: StripeServices): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  const keys = new IdempotencyKeys(services.world);
  app.route({
    method: ['GET', 'POST', 'DELETE'],
    url: '/v1/*',
    exposeHeadRoute: false,
    handler: (request, reply) => answer(services, keys, request, reply),
  });
}

function readCall(request: FastifyRequest): ApiCall {
  const [path = '', query = ''] = request.url.split('?');
  const key = request.headers['idempotency-key'];
  return {
    id: newStripeId('req'),
    method: request.method,
    path,
    raw: request.method === 'POST' && typeof request.body === 'string' ? request.body : query,
    authorization: request.headers.authorization,
    version: request.headers['stripe-version'] as string | undefined,
    idempotencyKey: typeof key === 'string' && request.method === 'POST' ? key : null,
  };
}

async function answer(
  services: StripeServices,
  keys: IdempotencyKeys,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const call = readCall(request);
  const fault = services.faults.take((candidate) => matchesFault(candidate, call));
  if (fault) await delay(fault.delayMs);
  if (fault && fault.kind !== 'slow' && fault.kind !== 'drop_response_after_effect') {
    return failWith(services, call, reply, fault);
  }
  const { status, body, isReplay } = perform(services, keys, call);
  const isDropped = fault?.kind === 'drop_response_after_effect';
  record(services, call, { status: isDropped ? null : status, fault: fault?.kind ?? null, isReplay });
  if (isDropped) return hangUp(reply);
  return send(reply, call, { status, body, isReplay });
}

function send(reply: FastifyReply, call: ApiCall, { status, body, isReplay }: ApiAnswer): FastifyReply {
  const headers: Record<string, string> = {
    'request-id': call.id,
    'stripe-version': call.version ?? STRIPE_API_VERSION,
  };
  if (call.idempotencyKey !== null) headers['idempotency-key'] = call.idempotencyKey;
  if (isReplay) headers['idempotent-replayed'] = 'true';
  return reply
    .code(status)
    .headers(headers)
    .type('application/json')
    .send(JSON.stringify(body, null, 2));
}

function perform(services: StripeServices, keys: IdempotencyKeys, call: ApiCall): ApiAnswer {
  try {
    authenticate(services, call);
    const fingerprint = fingerprintOfRequest(call.method, call.path, call.raw);
    const earlier = call.idempotencyKey === null ? null : keys.recall(call.idempotencyKey, fingerprint);
    if (earlier) return { status: earlier.status, body: earlier.body, isReplay: true };
    const result = runSafely(services, call);
    if (call.idempotencyKey !== null && result.isExecuted) {
      keys.remember(call.idempotencyKey, { fingerprint, status: result.status, body: result.body, requestId: call.id });
    }
    return { ...result, isReplay: false };
  } catch (error) {
    return { ...presentError(error), isReplay: false };
  }
}

/** Errors of the operation are remembered for its key; those of reading its parameters are not, as at Stripe. */
function runSafely(services: StripeServices, call: ApiCall): { status: number; body: unknown; isExecuted: boolean } {
  const { operation, path } = route(call);
  const raw = parse(call.raw, { depth: 10, arrayLimit: 1_000, parameterLimit: 5_000 }) as Record<string, unknown>;
  const params = parseShape(operation.shape, raw);
  const cause = { id: call.id, idempotencyKey: call.idempotencyKey };
  try {
    const body = services.events.during(cause, () => operation.run(services, params, path));
    const expand = (params as { expand?: string[] }).expand ?? [];
    return { status: 200, body: new Expander(services.world).expand(body, expand), isExecuted: true };
  } catch (error) {
    return { ...presentError(error), isExecuted: true };
  }
}

function presentError(error: unknown): { status: number; body: unknown } {
  if (!(error instanceof StripeError)) throw error;
  return { status: error.status, body: { error: error.body } };
}

function authenticate({ account }: StripeServices, call: ApiCall): void {
  const [scheme, value = ''] = (call.authorization ?? '').split(' ');
  const key = scheme === 'Basic' ? Buffer.from(value, 'base64').toString().split(':')[0] : value;
  if (key === account.secretKey) return;
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}****`
    : 'You did not provide an API key. You need to provide your API key in the Authorization header.';
  throw new StripeError(401, { type: 'invalid_request_error', message });
}

function route(call: ApiCall): { operation: Operation; path: PathParams } {
  for (const operation of OPERATIONS) {
    if (operation.method !== call.method) continue;
    const path = matchPath(operation.path, call.path);
    if (path) return { operation, path };
  }
  const { body } = notImplemented(`${call.method} ${call.path}`);
  throw new StripeError(404, body);
}

function matchPath(pattern: string, path: string): PathParams | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const params: PathParams = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

function matchesFault(fault: StripeFault, call: ApiCall): boolean {
  if (fault.call === '*') return true;
  const [method, pattern = ''] = fault.call.split(' ');
  return method === call.method && matchPath(pattern, call.path) !== null;
}

function failWith(services: StripeServices, call: ApiCall, reply: FastifyReply, fault: StripeFault): unknown {
  if (fault.kind === 'down') {
    record(services, call, { status: null, fault: fault.kind, isReplay: false });
    return hangUp(reply);
  }
  const isLimited = fault.kind === 'rate_limited';
  const status = isLimited ? 429 : 500;
  const error = isLimited
    ? { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' }
    : { type: 'api_error', message: 'An unknown error occurred.' };
  record(services, call, { status, fault: fault.kind, isReplay: false });
  return send(reply, call, { status, body: { error }, isReplay: false });
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

function record(
  services: StripeServices,
  call: ApiCall,
  outcome: { status: number | null; fault: string | null; isReplay: boolean },
): void {
  services.requests.add({
    id: call.id,
    at: new Date(services.world.realNow()).toISOString(),
    method: call.method,
    path: call.path,
    params: parse(call.raw, { depth: 10 }),
    idempotency_key: call.idempotencyKey,
    status: outcome.status,
    fault: outcome.fault,
    is_replay: outcome.isReplay,
  });
}
