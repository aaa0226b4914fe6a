import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Json } from './control';

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  raw: string;
  body: { object: string; entry: { id: string; changes: { field: string; value: Json }[] }[] };
}

const VERIFY_TOKEN = 'meatyhamhock';

/** Stands where the product's WhatsApp webhook would be: answers Meta's challenge and keeps what arrives. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** How the next POSTs are answered; 200 when nothing is on the list. */
  readonly answers: number[] = [];
  readonly verifyToken = VERIFY_TOKEN;
  private server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const query = new URL(request.url ?? '', 'http://localhost').searchParams;
      if (request.method === 'GET') {
        const isRight = query.get('hub.verify_token') === VERIFY_TOKEN && query.get('hub.mode') === 'subscribe';
        response.writeHead(isRight ? 200 : 403).end(isRight ? query.get('hub.challenge') : 'wrong token');
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        this.received.push({ headers: request.headers, raw, body: JSON.parse(raw) as ReceivedWebhook['body'] });
        response.writeHead(this.answers.shift() ?? 200).end('EVENT_RECEIVED');
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  }

  /** Every change that came, in the order of arrival. */
  get values(): Json[] {
    return this.received.flatMap(({ body }) => body.entry.flatMap(({ changes }) => changes.map(({ value }) => value)));
  }

  get messages(): Json[] {
    return this.values.flatMap(({ messages }) => (messages as Json[] | undefined) ?? []);
  }

  get statuses(): Json[] {
    return this.values.flatMap(({ statuses }) => (statuses as Json[] | undefined) ?? []);
  }

  async waitUntil(isThere: () => boolean): Promise<void> {
    const deadline = Date.now() + 5_000;
    while (!isThere()) {
      if (Date.now() > deadline) throw new Error(`waited in vain; came: ${JSON.stringify(this.values)}`);
      await delay(5);
    }
  }

  clear(): void {
    this.received.length = 0;
    this.answers.length = 0;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
