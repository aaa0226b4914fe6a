import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SlackServices } from '../slack-services';

const HEARTBEAT_MS = 15_000;

/** Tells open pages of a workspace that something changed; they fetch what they show. */
export class LivePages {
  private readonly pages = new Map<FastifyReply, string>();
  private readonly heartbeat: NodeJS.Timeout;

  constructor(services: Pick<SlackServices, 'world'>) {
    services.world.changes.subscribe(({ workspace }) => this.tell(workspace.id));
    this.heartbeat = setInterval(() => this.write(': still here\n\n', () => true), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  register(app: FastifyInstance): void {
    app.get<{ Params: { team: string } }>('/slack/workspace/:team/live', (request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      reply.raw.write('retry: 1000\n\n');
      this.pages.set(reply, request.params.team);
      request.raw.on('close', () => this.pages.delete(reply));
    });
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const reply of this.pages.keys()) reply.raw.end();
    this.pages.clear();
  }

  private tell(teamId: string): void {
    this.write('data: changed\n\n', (team) => team === teamId);
  }

  private write(chunk: string, concerns: (team: string) => boolean): void {
    for (const [reply, team] of this.pages) if (concerns(team)) reply.raw.write(chunk);
  }
}
