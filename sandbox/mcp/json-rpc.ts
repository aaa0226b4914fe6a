import type { SandboxTool, ToolAnswer } from './tool';

/** The versions of MCP that the sandbox speaks, the newest first. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'];

interface Request {
  jsonrpc: '2.0';
  id?: string | number;
  method: string;
  params?: Record<string, unknown>;
}

type Answer = Record<string, unknown>;

/** Answers one message as an MCP server does; null for notifications, which get no answer. */
export function answerMessage(name: string, tools: readonly SandboxTool[], message: unknown): Answer | null {
  if (!isRequest(message)) return failure(null, -32600, 'Invalid request');
  if (message.id === undefined) return null;
  switch (message.method) {
    case 'initialize':
      return result(message, initialize(name, message.params ?? {}));
    case 'ping':
      return result(message, {});
    case 'tools/list':
      return result(message, { tools: tools.map(present) });
    case 'tools/call':
      return call(tools, message);
    default:
      return failure(message.id, -32601, `Method not found: ${message.method}`);
  }
}

/** What a tool that failed on purpose answers. */
export function failedCall(message: unknown, answer: ToolAnswer): Answer | null {
  return isRequest(message) && message.method === 'tools/call' ? result(message, presentAnswer(answer)) : null;
}

function initialize(name: string, params: Record<string, unknown>): Answer {
  const wanted = String(params.protocolVersion);
  return {
    protocolVersion: VERSIONS.includes(wanted) ? wanted : VERSIONS[0],
    capabilities: { tools: { listChanged: false } },
    serverInfo: { name: `konstruct-sandbox-${name}`, version: '1.0.0' },
  };
}

function present({ name, title, description, takes, isReadOnly }: SandboxTool): Answer {
  return {
    name,
    title,
    description,
    inputSchema: { type: 'object', properties: takes, required: Object.keys(takes), additionalProperties: false },
    annotations: { title, readOnlyHint: isReadOnly },
  };
}

function call(tools: readonly SandboxTool[], message: Request): Answer {
  const { name, arguments: input = {} } = message.params ?? {};
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) return failure(message.id ?? null, -32602, `Unknown tool: ${String(name)}`);
  const given = input as Record<string, unknown>;
  const missing = Object.keys(tool.takes).filter((field) => typeof given[field] !== 'string' || given[field] === '');
  if (missing.length > 0) {
    return result(message, presentAnswer({ text: `Missing: ${missing.join(', ')}.`, isError: true }));
  }
  return result(message, presentAnswer(tool.run(given as Record<string, string>)));
}

function presentAnswer({ text, isError = false }: ToolAnswer): Answer {
  return { content: [{ type: 'text', text }], isError };
}

function result({ id }: Request, content: Answer): Answer {
  return { jsonrpc: '2.0', id, result: content };
}

function failure(id: string | number | null, code: number, message: string): Answer {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

function isRequest(value: unknown): value is Request {
  const message = value as Partial<Request> | null;
  return typeof message === 'object' && message?.jsonrpc === '2.0' && typeof message.method === 'string';
}
