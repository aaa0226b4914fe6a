import type { FastifyInstance, FastifyReply } from 'fastify';

const HEARTBEAT_MS = 15_000;

/** Tells open pages that something changed in what they show; they fetch it themselves. */
export class LivePages {
  private readonly pages = new Map<FastifyReply, string>();
  private readonly heartbeat: NodeJS.Timeout;

  constructor() {
    this.heartbeat = setInterval(() => this.write(': still here\n\n', () => true), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** `url` names with `:subject` what a page shows. */
  register(app: FastifyInstance, url: string): void {
    app.get<{ Params: { subject: string } }>(url, (request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      reply.raw.write('retry: 1000\n\n');
      this.pages.set(reply, request.params.subject);
      request.raw.on('close', () => this.pages.delete(reply));
    });
  }

  /** Every page when no subject is named. */
  tell(subject?: string): void {
    this.write('data: changed\n\n', (shown) => subject === undefined || shown === subject);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const reply of this.pages.keys()) reply.raw.end();
    this.pages.clear();
  }

  private write(chunk: string, concerns: (subject: string) => boolean): void {
    for (const [reply, subject] of this.pages) if (concerns(subject)) reply.raw.write(chunk);
  }
}
