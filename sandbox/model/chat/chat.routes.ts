import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { badRequest, noCredit, OpenAiError, unknownKey } from '../openai-error';
import type { ModelFault } from '../model-fault';
import { keyOf } from '../demo-keys';
import type { ModelServices } from '../model-services';
import { reply as composeReply } from '../responder/responder';
import { answerFromTools } from '../tools/tool-answer';
import { wishFor } from '../tools/tool-choice';
import { readChatRequest, type ChatRequest } from './chat-request';
import { complete, presentChunks, presentCompletion, type AnswerDraft, type Completion } from './completion';

/** The longest pause between two words of a streamed answer. */
const MOST_PACE_MS = 30;

const HUGE_LENGTH = 200_000;
const HUGE_SENTENCE = 'This answer goes on and on so that the receiver can show how it copes with length. ';

/** `POST /model/v1/chat/completions`: checks, then a fault or a scripted reply if one waits, then the responder. */
export function registerChat(app: FastifyInstance, services: ModelServices): void {
  app.post('/model/v1/chat/completions', (request, reply) => answer(services, request, reply));
}

async function answer(services: ModelServices, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const chat = readOrRecord(services, request);
  refuseByAccount(request, chat.model);
  const fault = services.faults.take(() => true);
  const error = fault && faultError(fault);
  if (error) {
    record(services, request, { status: error.status, fault });
    throw error;
  }
  if (fault?.kind === 'timeout') {
    record(services, request, { status: null, fault });
    return hold(reply, fault.delayMs);
  }
  await delay(services.options.latencyMs);
  const completion = complete(chat, fault ? faultyDraft(chat, fault) : draft(services, chat), services.cache);
  record(services, request, { status: fault?.kind === 'cut_stream' ? null : 200, reply: completion.content, fault });
  void reply.headers({ 'x-request-id': `req_${completion.id.slice(9)}`, 'openai-version': '2020-10-01' });
  return send(reply, chat, completion, { fault, paceMs: Math.min(MOST_PACE_MS, services.options.latencyMs / 20) });
}

/** What comes of a key of a demonstration account. */
function refuseByAccount(request: FastifyRequest, model: string): void {
  const key = keyOf(request) ?? '';
  if (key.startsWith('sk-demo-empty')) throw noCredit();
  if (!key.startsWith('sk-demo-limited')) return;
  const message = `Project does not have access to model \`${model}\``;
  throw new OpenAiError(403, message, { param: null, code: 'model_not_found' });
}

function send(
  reply: FastifyReply,
  chat: ChatRequest,
  completion: Completion,
  { fault, paceMs }: { fault: ModelFault | null; paceMs: number },
): FastifyReply | Promise<FastifyReply> {
  if (fault?.kind === 'bad_json') return reply.type('application/json').send('{"id": "chatcmpl-broken", "choices": [{');
  const isCut = fault?.kind === 'cut_stream';
  if (chat.isStream) return stream(reply, presentChunks(completion, chat.includeUsage), { isCut, paceMs });
  return isCut ? cutBody(reply, completion) : reply.send(presentCompletion(completion));
}

function readOrRecord(services: ModelServices, request: FastifyRequest): ChatRequest {
  try {
    return readChatRequest(request.body);
  } catch (error) {
    if (error instanceof OpenAiError) record(services, request, { status: error.status, fault: null });
    throw error;
  }
}

function record(
  { requests }: ModelServices,
  request: FastifyRequest,
  outcome: { status: number | null; reply?: string | null; fault: ModelFault | null },
): void {
  requests.add({
    at: new Date().toISOString(),
    path: '/chat/completions',
    body: request.body,
    status: outcome.status,
    reply: outcome.reply ?? null,
    fault: outcome.fault?.kind ?? null,
  });
}

function draft(services: ModelServices, chat: ChatRequest): AnswerDraft {
  const lastUser = chat.messages.findLast((message) => message.role === 'user')?.text ?? '';
  const fromTools = answerFromTools(chat.messages);
  const scripted = fromTools === null ? services.replies.take(lastUser) : null;
  const wish = scripted === null && chat.mayUseTools ? wishFor(chat.messages, chat.tools) : null;
  if (wish) return { content: null, toolCalls: [wish] };
  const text = fromTools ?? scripted ?? composeReply(chat.messages);
  return { content: chat.isJson ? JSON.stringify({ reply: text }) : text };
}

function faultyDraft(chat: ChatRequest, fault: ModelFault): AnswerDraft {
  switch (fault.kind) {
    case 'empty':
      return { content: '' };
    case 'refusal':
      return { content: null, refusal: fault.text ?? "I'm sorry, but I can't help with that." };
    case 'huge': {
      const sentence = fault.text ?? HUGE_SENTENCE;
      return { content: sentence.repeat(Math.ceil(HUGE_LENGTH / sentence.length)), ignoresLimit: true };
    }
    default:
      return { content: fault.text ?? composeReply(chat.messages) };
  }
}

function faultError(fault: ModelFault): OpenAiError | null {
  if (fault.kind === 'rate_limited') {
    const message = `Rate limit reached. Please try again in ${fault.retryAfterSeconds}s.`;
    const headers = { 'retry-after': String(fault.retryAfterSeconds) };
    return new OpenAiError(429, message, { type: 'requests', code: 'rate_limit_exceeded' }, headers);
  }
  if (fault.kind === 'invalid_key') return unknownKey('sk-****');
  if (fault.kind === 'no_credit') return noCredit();
  if (fault.kind !== 'server_error') return null;
  const message = 'The server had an error while processing your request. Sorry about that!';
  return new OpenAiError(fault.status, message, { type: 'server_error' });
}

/** Holds the request open, then ends the connection without an answer. */
async function hold(reply: FastifyReply, delayMs: number): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  reply.hijack();
  await delay(delayMs, null, { signal: gone.signal }).catch(() => null);
  reply.raw.destroy();
  return reply;
}

/** Half of an answer that promised to be whole. */
async function cutBody(reply: FastifyReply, completion: Completion): Promise<FastifyReply> {
  const body = Buffer.from(JSON.stringify(presentCompletion(completion)));
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  await new Promise((resolve) => reply.raw.write(body.subarray(0, body.length >> 1), resolve));
  reply.raw.destroy();
  return reply;
}

async function stream(
  reply: FastifyReply,
  chunks: Record<string, unknown>[],
  { isCut, paceMs }: { isCut: boolean; paceMs: number },
): Promise<FastifyReply> {
  const sent = isCut ? chunks.slice(0, Math.max(2, chunks.length >> 1)) : chunks;
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  for (const chunk of sent) {
    if (reply.raw.destroyed) return reply;
    if (paceMs > 0) await delay(paceMs);
    await new Promise((resolve) => reply.raw.write(`data: ${JSON.stringify(chunk)}\n\n`, resolve));
  }
  if (isCut) reply.raw.destroy();
  else reply.raw.end('data: [DONE]\n\n');
  return reply;
}

/** The body could not be read at all. */
export function unreadableBody(): OpenAiError {
  return badRequest('We could not parse the JSON body of your request.', null);
}
