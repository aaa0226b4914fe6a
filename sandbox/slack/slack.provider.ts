import type { FastifyInstance } from 'fastify';
import { LivePages } from '../web/live-pages';
import { BoundedLog } from '../state/bounded-log';
import { FaultQueue } from '../state/fault-queue';
import type { SandboxProvider, SandboxSummary } from '../provider';
import { registerApi } from './api/api.routes';
import { registerControl } from './control/control.routes';
import { Conversations } from './conversations';
import { EventPublisher } from './events/event-publisher';
import { EventSender } from './events/event-sender';
import { Installations } from './installations';
import { registerOAuth } from './oauth/oauth.routes';
import { registerWorkspacePages } from './pages/workspace.page';
import type { SlackApp } from './slack-app';
import type { SlackServices } from './slack-services';
import { SlackWorld } from './state/slack-world';
import { ThreadStatuses } from './thread-statuses';

export interface SlackProviderOptions {
  app: SlackApp;
  dataDir: string | null;
  publicUrl: () => string;
  now?: () => number;
}

/** Slack, as an app sees it: the Web API, the consent page, the Events API, and a workspace to chat in. */
export class SlackProvider implements SandboxProvider {
  readonly name = 'slack';
  readonly services: SlackServices;
  private readonly live = new LivePages();

  constructor({ app, dataDir, publicUrl, now }: SlackProviderOptions) {
    const world = new SlackWorld(dataDir, now);
    const sender = new EventSender(app, world.now);
    const publisher = new EventPublisher(app, world, sender);
    world.changes.subscribe(({ workspace }) => this.live.tell(workspace.id));
    this.services = {
      app,
      world,
      sender,
      publisher,
      publicUrl,
      installations: new Installations(world, app),
      conversations: new Conversations(world),
      statuses: new ThreadStatuses(world.changes),
      faults: new FaultQueue(),
      requests: new BoundedLog(),
    };
  }

  register(app: FastifyInstance): void {
    registerApi(app, this.services);
    registerOAuth(app, this.services);
    registerControl(app, this.services);
    registerWorkspacePages(app, this.services);
    this.live.register(app, '/slack/workspace/:subject/live');
  }

  summary(): SandboxSummary {
    const { app, world } = this.services;
    const installed = world.workspaces.filter((workspace) => workspace.installation).map(({ name }) => name);
    return {
      title: 'Slack',
      description: 'Workspaces to chat in, the consent page, the Web API and signed events.',
      links: world.workspaces.map(({ id, name }) => ({ label: name, href: `/slack/workspace/${id}` })),
      facts: [
        { name: 'App', value: app.name },
        { name: 'Installed in', value: installed.join(', ') || 'no workspace yet' },
        { name: 'Events go to', value: app.eventsUrl ?? 'nowhere' },
      ],
    };
  }

  notImplemented(method: string, path: string): { status: number; body: unknown } {
    const messages = [`[ERROR] the sandbox does not implement ${method} ${path}`];
    return { status: 404, body: { ok: false, error: 'unknown_method', response_metadata: { messages } } };
  }

  async stop(): Promise<void> {
    this.live.close();
    this.services.sender.close();
    this.services.statuses.close();
    this.services.world.close();
  }
}
