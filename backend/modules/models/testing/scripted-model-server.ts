import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server does with one request. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
  readonly delayMs?: number;
  /** Sent one after the other as server-sent events, instead of a body; a number is a pause in milliseconds. */
  readonly events?: readonly (string | number | object)[];
  /** Breaks the connection instead of answering, or after the last event. */
  readonly isCutOff?: boolean;
}

/** What the server was asked. */
export interface ReceivedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Specs do not wait between attempts unless they say so. */
const TRY_AGAIN_AT_ONCE = { 'retry-after-ms': '1' };

/** A server on this machine that answers model calls by script, in order; the last answer repeats. */
export class ScriptedModelServer {
  readonly requests: ReceivedRequest[] = [];
  private answers: ScriptedAnswer[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedModelServer> {
    const scripted = new ScriptedModelServer(
      createServer((request, response) => void scripted.handle(request, response)),
    );
    await new Promise<void>((resolve) => scripted.server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Sets what comes next and forgets what was asked before. */
  script(...answers: ScriptedAnswer[]): void {
    this.answers = answers;
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>;
    this.requests.push({ url: request.url ?? '', headers: request.headers, body });
    const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? { status: 500 };
    await sleep(answer.delayMs ?? 0);
    if (answer.events) return sendEvents(answer, request, response);
    if (answer.isCutOff) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, {
      'content-type': 'application/json',
      ...(answer.headers ?? TRY_AGAIN_AT_ONCE),
    });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  }
}

async function sendEvents(
  { events = [], isCutOff = false }: ScriptedAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    if (response.destroyed) return;
    if (typeof event === 'number') await sleep(event, undefined, { ref: false });
    else response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
  }
  if (isCutOff) request.socket.destroy();
  else response.end();
}

/** A chat completion as OpenAI sends it. */
export function chatCompletion(
  content: string | null,
  {
    usage,
    finishReason = 'stop',
    refusal = null,
  }: { usage?: unknown; finishReason?: string; refusal?: string | null } = {},
): ScriptedAnswer {
  return {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_795_000_000,
      model: 'gpt-5.4-mini',
      choices: [{ index: 0, message: { role: 'assistant', content, refusal }, finish_reason: finishReason }],
      usage: usage ?? { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
    },
  };
}

/** A chat completion in which the model wants to use tools. */
export function toolWishes(...wishes: readonly { readonly name: string; readonly input: string }[]): ScriptedAnswer {
  const toolCalls = wishes.map(({ name, input }, index) => ({
    id: `call_${index + 1}`,
    type: 'function',
    function: { name, arguments: input },
  }));
  return {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_795_000_000,
      model: 'gpt-5.4-mini',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: null, tool_calls: toolCalls },
          finish_reason: 'tool_calls',
        },
      ],
      usage: { prompt_tokens: 40, completion_tokens: 10, total_tokens: 50 },
    },
  };
}

/** The events of a streamed chat completion, its usage in the last but one as OpenAI sends it. */
export function chatEvents(pieces: readonly string[], usage?: unknown): readonly (string | object)[] {
  const chunk = (choices: readonly object[], more: object = {}): object => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'gpt-5.4-mini',
    choices,
    ...more,
  });
  return [
    ...pieces.map((content) => chunk([{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    ...(usage === undefined ? [] : [chunk([], { usage })]),
    '[DONE]',
  ];
}
