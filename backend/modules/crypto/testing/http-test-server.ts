import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test server answers with. */
export interface TestAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Sent as it is instead of as JSON. */
  readonly isText?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request with its body read. */
export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers requests on this machine; what the key services of tests stand on. */
export class HttpTestServer {
  readonly requests: TestRequest[] = [];
  /** While set, every request is answered with it. */
  outage: TestAnswer | null = null;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(answer: (request: TestRequest) => TestAnswer): Promise<HttpTestServer> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const received = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
        started.requests.push(received);
        const { status, body, isText, headers: more } = started.outage ?? answer(received);
        response
          .writeHead(status, { 'content-type': 'application/json', ...more })
          .end(isText ? String(body) : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = new HttpTestServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return started;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
