import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { Injectable } from '@nestjs/common';
import { cutText } from '@konstruct/contracts';
import { OutboundGuard, OutboundRefusedError } from '@konstruct/platform';
import { McpFailure, type McpFailureCode } from './mcp-failure';
import { MAXIMUM_TOOLS, usableTools, type RemoteTool } from './remote-tool';
import { toolResultText } from './tool-result';

/** Where a server is and with which token. */
export interface McpTarget {
  readonly url: string;
  readonly bearerToken: string | null;
}

/** What a tool brought. `isError` is the tool's own word: the server did its part. */
export interface McpResult {
  readonly text: string;
  readonly isError: boolean;
}

/** How long a server may take for one request, and for all requests of a visit. */
const REQUEST_TIMEOUT_MS = 20_000;

const MAXIMUM_ANSWER_BYTES = 1_024 * 1_024;
const MAXIMUM_PAGES = 5;
const MAXIMUM_WORDS = 500;

/** The SDK's own codes, as numbers. */
const REQUEST_TIMED_OUT: number = ErrorCode.RequestTimeout;
const CONNECTION_CLOSED: number = ErrorCode.ConnectionClosed;

const NOT_OFFERED = (): Response => new Response(null, { status: 405 });

/** Talks MCP over HTTP to the servers that businesses name. Each visit is a session of its own, so that none goes stale. */
@Injectable()
export class McpGateway {
  private readonly fetch: typeof globalThis.fetch;

  constructor(guard: OutboundGuard) {
    const fetch = guard.guardedFetch({ maxResponseBytes: MAXIMUM_ANSWER_BYTES, timeoutMs: 2 * REQUEST_TIMEOUT_MS });
    // Nobody listens for what a server says unasked: the stream for it is turned down before it is opened.
    this.fetch = (input, init) => (init?.method === 'GET' ? Promise.resolve(NOT_OFFERED()) : fetch(input, init));
  }

  /** The tools of a server; throws McpFailure. */
  listTools(target: McpTarget): Promise<RemoteTool[]> {
    return this.visit(target, undefined, async (client) => {
      const found = [];
      let cursor: string | undefined;
      for (let page = 0; page < MAXIMUM_PAGES && found.length < MAXIMUM_TOOLS; page += 1) {
        const answer = await client.listTools(cursor === undefined ? {} : { cursor }, { timeout: REQUEST_TIMEOUT_MS });
        found.push(...answer.tools);
        cursor = answer.nextCursor;
        if (cursor === undefined) break;
      }
      return usableTools(found);
    });
  }

  /** Uses a tool; throws McpFailure. */
  callTool(
    target: McpTarget,
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal: AbortSignal | undefined,
  ): Promise<McpResult> {
    return this.visit(target, signal, async (client) => {
      const options = { timeout: REQUEST_TIMEOUT_MS, ...(signal && { signal }) };
      const result = await client.callTool({ name, arguments: input }, undefined, options);
      return { text: toolResultText(result), isError: result.isError === true };
    });
  }

  private async visit<T>(
    { url, bearerToken }: McpTarget,
    signal: AbortSignal | undefined,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const headers: Record<string, string> = bearerToken === null ? {} : { authorization: `Bearer ${bearerToken}` };
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      fetch: this.fetch,
      requestInit: { headers },
      reconnectionOptions: {
        maxRetries: 0,
        initialReconnectionDelay: 1_000,
        maxReconnectionDelay: 1_000,
        reconnectionDelayGrowFactor: 1,
      },
    });
    const client = new Client({ name: 'konstruct', version: '1' });
    try {
      await client.connect(transport, { timeout: REQUEST_TIMEOUT_MS, ...(signal && { signal }) });
      return await Promise.race([work(client), brokenStream(client)]);
    } catch (error) {
      throw toFailure(error, signal);
    } finally {
      await leave(client, transport);
    }
  }
}

/** The SDK tells of a stream that broke in words alone, and lets the request wait for its time-out. */
function brokenStream(client: Client): Promise<never> {
  return new Promise((_, fail) => {
    client.onerror = ({ message }) => {
      if (!message.startsWith('SSE stream disconnected')) return;
      fail(new McpFailure(message.includes('ResponseTooLarge') ? 'too_large' : 'unreachable'));
    };
  });
}

/** Ends the session at the server, which may not care, and all connections of this visit. */
async function leave(client: Client, transport: StreamableHTTPClientTransport): Promise<void> {
  await transport.terminateSession().catch(() => undefined);
  await client.close().catch(() => undefined);
}

function toFailure(error: unknown, signal: AbortSignal | undefined): McpFailure {
  if (signal?.aborted) return new McpFailure('cancelled');
  if (error instanceof McpFailure) return error;
  if (error instanceof StreamableHTTPError) return new McpFailure(codeOfStatus(error.code ?? 0));
  if (error instanceof McpError) return ofProtocol(error);
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof OutboundRefusedError) return new McpFailure('address_refused');
    if (cause.name === 'TimeoutError') return new McpFailure('timeout');
    const code = 'code' in cause ? cause.code : undefined;
    if (code === 'RESPONSE_TOO_LARGE') return new McpFailure('too_large');
    if (typeof code === 'string') return new McpFailure('unreachable');
  }
  // What is left could not be read: no JSON, or JSON that is not the protocol's.
  return new McpFailure('not_mcp');
}

function ofProtocol(error: McpError): McpFailure {
  if (error.code === REQUEST_TIMED_OUT) return new McpFailure('timeout');
  if (error.code === CONNECTION_CLOSED) return new McpFailure('unreachable');
  return new McpFailure('refused', cutText(error.message, MAXIMUM_WORDS));
}

function codeOfStatus(status: number): McpFailureCode {
  if (status === 401 || status === 403) return 'not_authorised';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'server_error';
  return 'not_mcp';
}
