import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { SlackApiError } from '../slack-api-error';
import type { SlackFault } from '../slack-fault';
import type { SlackServices } from '../slack-services';
import { authenticate, readBearer, readClient, requireScope } from './access';
import { withoutSecrets } from './api-request-record';
import { MethodArguments } from './method-arguments';
import { authMethods } from './methods/auth.methods';
import { chatMethods } from './methods/chat.methods';
import { conversationMethods } from './methods/conversation.methods';
import { historyMethods } from './methods/history.methods';
import { peopleMethods } from './methods/people.methods';
import type { SlackMethod } from './slack-method';

const METHODS = new Map(
  [...authMethods, ...chatMethods, ...conversationMethods, ...historyMethods, ...peopleMethods].map((method) => [
    method.name,
    method,
  ]),
);

interface MethodCall {
  name: string;
  raw: Record<string, unknown>;
  authorization: string | undefined;
}

interface Outcome {
  body: Record<string, unknown>;
  teamId: string | null;
  headers: Record<string, string>;
}

/** `POST /slack/api/<method>` (and GET, which Slack allows as well): faults first, then the method itself. */
export function registerApi(app: FastifyInstance, services: SlackServices): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  app.route<{ Params: { method: string } }>({
    method: ['GET', 'POST'],
    url: '/slack/api/:method',
    exposeHeadRoute: false,
    handler: (request, reply) => answer(services, request, reply),
  });
}

async function answer(
  services: SlackServices,
  request: FastifyRequest<{ Params: { method: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const call = readCall(request);
  const fault = services.faults.take((candidate) => candidate.method === call.name || candidate.method === '*');
  if (fault) {
    await delay(fault.delayMs);
    if (fault.kind === 'timeout') return hangUp(services, call, reply, fault);
    const failed = failWith(services, call, reply, fault);
    if (failed) return failed;
  }
  const outcome = perform(services, call);
  const isDropped = fault?.kind === 'drop_response_after_effect';
  record(services, call, { ...outcome, status: isDropped ? null : 200, fault: fault?.kind ?? null });
  if (isDropped) return destroy(reply);
  return reply.headers(outcome.headers).send(outcome.body);
}

function readCall(request: FastifyRequest<{ Params: { method: string } }>): MethodCall {
  const fromBody = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return {
    name: request.params.method,
    raw: { ...(request.query as Record<string, unknown>), ...(fromBody as Record<string, unknown>) },
    authorization: request.headers.authorization,
  };
}

function perform(services: SlackServices, call: MethodCall): Outcome {
  const method = METHODS.get(call.name);
  try {
    if (!method) throw unknownMethod(call.name);
    return method.access === 'client'
      ? performAsClient(services, call, method)
      : performWithToken(services, call, method);
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    return { body: { ok: false, error: error.code, ...error.details }, teamId: teamOf(services, call), headers: {} };
  }
}

function performAsClient(
  services: SlackServices,
  call: MethodCall,
  method: SlackMethod & { access: 'client' },
): Outcome {
  const args = MethodArguments.parse(method.arguments, call.raw);
  const client = readClient(call.authorization, call.raw);
  return { body: { ok: true, ...method.handle({ args, client, services }) }, teamId: null, headers: {} };
}

function performWithToken(
  services: SlackServices,
  call: MethodCall,
  method: SlackMethod & { access: 'token' },
): Outcome {
  const { workspace, token } = authenticate(services, tokenOf(call));
  requireScope(token, method.scopes);
  const args = MethodArguments.parse(method.arguments, call.raw);
  const client = readClient(undefined, call.raw);
  const body = { ok: true, ...method.handle({ args, workspace, token, client, services }) };
  const headers = { 'x-oauth-scopes': token.scopes.join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
  return { body, teamId: workspace.id, headers };
}

function tokenOf(call: MethodCall): string | undefined {
  const argument = call.raw.token;
  return readBearer(call.authorization) ?? (typeof argument === 'string' ? argument : undefined);
}

function teamOf(services: SlackServices, call: MethodCall): string | null {
  const value = tokenOf(call);
  return (value && services.installations.findToken(value)?.workspace.id) || null;
}

function unknownMethod(name: string): SlackApiError {
  const messages = [`[ERROR] the sandbox does not implement ${name}`];
  return new SlackApiError('unknown_method', { req_method: name, response_metadata: { messages } });
}

/** Null when the fault lets the call through. */
function failWith(
  services: SlackServices,
  call: MethodCall,
  reply: FastifyReply,
  fault: SlackFault,
): FastifyReply | null {
  if (fault.kind === 'drop_response_after_effect') return null;
  const error = fault.kind === 'error' ? fault.error : fault.kind;
  const status = { ratelimited: 429, server_error: 500 }[fault.kind as string] ?? 200;
  const body = { ok: false, error: status === 500 ? 'internal_error' : error };
  record(services, call, { body, teamId: teamOf(services, call), status, fault: fault.kind });
  if (status === 429) void reply.header('retry-after', String(fault.retryAfterSeconds));
  return reply.code(status).send(body);
}

function hangUp(services: SlackServices, call: MethodCall, reply: FastifyReply, fault: SlackFault): FastifyReply {
  record(services, call, { body: {}, teamId: teamOf(services, call), status: null, fault: fault.kind });
  return destroy(reply);
}

/** Ends the connection without an answer. */
function destroy(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

function record(
  services: SlackServices,
  call: MethodCall,
  outcome: { body: Record<string, unknown>; teamId: string | null; status: number | null; fault: string | null },
): void {
  services.requests.add({
    at: new Date(services.world.now()).toISOString(),
    method: call.name,
    team_id: outcome.teamId,
    args: withoutSecrets(call.raw),
    status: outcome.status,
    ok: outcome.body.ok === true,
    error: typeof outcome.body.error === 'string' ? outcome.body.error : null,
    fault: outcome.fault,
  });
}
