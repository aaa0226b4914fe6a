import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A server of tools made with the official SDK, or one that lies as a spec tells it to. */
export class McpTestServer {
  /** The token that it wants; null for none. */
  token: string | null = null;
  /** Answers in the place of MCP, where it is set. */
  lie: Answer | null = null;
  readonly used: unknown[] = [];
  connections = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<McpTestServer> {
    const started: McpTestServer = new McpTestServer(
      createServer((request, response) => void started.handle(request, response)),
    );
    started.server.on('connection', () => (started.connections += 1));
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.origin}/mcp`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.lie) {
      await this.lie(request, response);
      return;
    }
    if (this.token !== null && request.headers.authorization !== `Bearer ${this.token}`) {
      response.writeHead(401).end();
      return;
    }
    const mcp = this.describe();
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    response.on('close', () => void mcp.close());
    await mcp.connect(transport);
    await transport.handleRequest(request, response);
  }

  private describe(): McpServer {
    const mcp = new McpServer({ name: 'shop', version: '1' });
    const text = (words: string, isError = false): { content: { type: 'text'; text: string }[]; isError: boolean } => ({
      content: [{ type: 'text', text: words }],
      isError,
    });
    mcp.registerTool(
      'find_order',
      {
        title: 'Find an order',
        description: 'Finds an order by its number.',
        inputSchema: { number: z.string() },
        annotations: { readOnlyHint: true },
      },
      ({ number }) => {
        this.used.push(number);
        if (number === '0') return text('There is no order 0.', true);
        return text(number === 'long' ? 'x'.repeat(2_000_000) : `Order ${number} was shipped on Monday.`);
      },
    );
    mcp.registerTool('cancel_order', { inputSchema: { number: z.string() } }, () => text('Cancelled.'));
    return mcp;
  }
}
