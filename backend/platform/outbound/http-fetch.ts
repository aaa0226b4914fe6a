import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { OutboundRefusedError } from './outbound-refused';

/** What one fetch may take. */
export interface FetchLimits {
  /** Bytes of an answer; what is longer breaks off. */
  readonly maxResponseBytes: number;
  /** From the beginning to the last byte, however slowly they drip. */
  readonly timeoutMs: number;
}

/** Which way a request goes, or a refusal of the address; asked for the first one and for each redirect. */
export type Route = (url: string) => { readonly url: URL; readonly dispatcher: Dispatcher };

/** An answer that is longer than anybody needs. */
export class ResponseTooLargeError extends Error {
  readonly code = 'RESPONSE_TOO_LARGE';

  constructor(maxResponseBytes: number) {
    super(`the answer is longer than ${maxResponseBytes} bytes`);
    this.name = 'ResponseTooLargeError';
  }
}

interface Exchange {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const MAXIMUM_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const WITHOUT_BODY = new Set([204, 205, 304]);

/** What may travel on to another server; keys and the like may not. */
const HARMLESS_HEADERS = new Set(['accept', 'content-type', 'user-agent']);

/**
 * A `fetch` for SDKs on undici's dispatchers, which take a fifth of the time of the global one. It follows redirects by
 * itself, so that each address is checked; it does not decompress, so that small answers stay small.
 */
export function createFetch(route: Route, limits: FetchLimits): typeof globalThis.fetch {
  return async (input, init) => {
    if (input instanceof Request) throw new TypeError('requests are given by address here');
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    let exchange = toExchange(init);
    let address = String(input);
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
      const { url, dispatcher } = route(address);
      const answer = await request(dispatcher, url, exchange, signal);
      const location = REDIRECTS.has(answer.statusCode) ? answer.headers['location'] : undefined;
      if (typeof location !== 'string' || init?.redirect === 'manual') return toResponse(answer, limits);
      await answer.body.dump();
      const next = URL.parse(location, url.href);
      if (!next) throw new OutboundRefusedError('not_a_url');
      exchange = redirected(exchange, answer.statusCode, next.origin === url.origin);
      address = next.href;
    }
    throw new OutboundRefusedError('too_many_redirects');
  };
}

function toExchange(init: RequestInit | undefined): Exchange {
  const { method = 'GET', headers, body = null } = init ?? {};
  if (body !== null && typeof body !== 'string') throw new TypeError('bodies are text here');
  return { method: method.toUpperCase(), headers: Object.fromEntries(new Headers(headers)), body };
}

function request(
  dispatcher: Dispatcher,
  url: URL,
  { method, headers, body }: Exchange,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers,
    body,
    signal,
  });
}

/** As browsers do it, except that another server gets none of the keys. */
function redirected(exchange: Exchange, status: number, isSameOrigin: boolean): Exchange {
  const headers = isSameOrigin
    ? exchange.headers
    : Object.fromEntries(Object.entries(exchange.headers).filter(([name]) => HARMLESS_HEADERS.has(name)));
  return status === 307 || status === 308
    ? { ...exchange, headers }
    : { method: exchange.method === 'HEAD' ? 'HEAD' : 'GET', headers, body: null };
}

async function toResponse(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  { maxResponseBytes }: FetchLimits,
): Promise<Response> {
  const head = { status, headers: toHeaders(headers) };
  if (WITHOUT_BODY.has(status)) {
    await body.dump();
    return new Response(null, head);
  }
  if (head.headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Response(Readable.toWeb(Readable.from(limited(body, maxResponseBytes))) as ReadableStream, head);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of limited(body, maxResponseBytes)) chunks.push(chunk);
  return new Response(Buffer.concat(chunks), head);
}

/** Passes an answer on until it becomes too long; leaving the loop closes the connection. */
async function* limited(body: Readable, maxResponseBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxResponseBytes) throw new ResponseTooLargeError(maxResponseBytes);
    yield chunk;
  }
}

function toHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of value === undefined ? [] : [value].flat()) all.append(name, one);
  }
  return all;
}
