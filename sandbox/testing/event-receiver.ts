import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ReceivedEvent {
  headers: IncomingHttpHeaders;
  raw: string;
  body: {
    type: string;
    event_id: string;
    team_id: string;
    challenge?: string;
    authorizations?: { team_id: string; user_id: string }[];
    event: Record<string, unknown> & { type: string };
  };
}

/** How the receiver answers the next deliveries; 200 when nothing is on the list. */
interface Answer {
  status?: number;
  headers?: Record<string, string>;
  delayMs?: number;
}

/** Stands where the product's events URL would be and keeps what arrives. */
export class EventReceiver {
  readonly received: ReceivedEvent[] = [];
  readonly answers: Answer[] = [];
  private server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const body = JSON.parse(raw) as ReceivedEvent['body'];
        this.received.push({ headers: request.headers, raw, body });
        const answer = this.answers.shift() ?? {};
        void delay(answer.delayMs ?? 0).then(() => {
          response.writeHead(answer.status ?? 200, answer.headers).end(body.challenge ?? 'ok');
        });
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  }

  /** Waits until `count` events have come in that fit. */
  async waitFor(count: number, fits: (event: ReceivedEvent) => boolean = () => true): Promise<ReceivedEvent[]> {
    const deadline = Date.now() + 5_000;
    while (Date.now() < deadline) {
      const found = this.received.filter(fits);
      if (found.length >= count) return found;
      await delay(10);
    }
    const kinds = this.received.map(({ body }) => body.event.type).join(', ');
    throw new Error(`waited for ${count} events; came: ${kinds || 'none'}`);
  }

  /** Time for what should not come. */
  async settle(): Promise<void> {
    await delay(60);
  }

  clear(): void {
    this.received.length = 0;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
