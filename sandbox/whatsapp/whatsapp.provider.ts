import type { FastifyInstance } from 'fastify';
import type { SandboxProvider, SandboxSummary } from '../provider';
import { BoundedLog } from '../state/bounded-log';
import { FaultQueue } from '../state/fault-queue';
import { LivePages } from '../web/live-pages';
import { Chats } from './chats';
import { registerControl } from './control/control.routes';
import { DeliveryClock } from './delivery-clock';
import { registerGraph } from './graph/graph.routes';
import { GraphError } from './graph-error';
import { registerPhonePages } from './pages/phone.page';
import { WhatsAppWorld } from './state/whatsapp-world';
import { TypingIndicators } from './typing';
import { WebhookPublisher } from './webhooks/webhook-publisher';
import { WebhookSender } from './webhooks/webhook-sender';
import type { WhatsAppChange } from './whatsapp-changes';
import type { WhatsAppServices } from './whatsapp-services';
import type { WhatsAppSettings } from './whatsapp-settings';

export interface WhatsAppProviderOptions {
  settings: WhatsAppSettings;
  dataDir: string | null;
  publicUrl: () => string;
  now?: () => number;
}

/** WhatsApp as a business sees it: the Graph API, signed webhooks, and phones to chat on. */
export class WhatsAppProvider implements SandboxProvider {
  readonly name = 'whatsapp';
  readonly services: WhatsAppServices;
  private readonly live = new LivePages();

  constructor({ settings, dataDir, publicUrl, now }: WhatsAppProviderOptions) {
    const world = new WhatsAppWorld(dataDir, now);
    world.changes.subscribe((change) => this.live.tell(numberOf(change)));
    const sender = new WebhookSender(settings, world.now);
    const chats = new Chats(world);
    this.services = {
      settings,
      world,
      chats,
      sender,
      publicUrl,
      clock: new DeliveryClock(chats, settings),
      typing: new TypingIndicators(world.changes),
      publisher: new WebhookPublisher(world, settings, sender),
      faults: new FaultQueue(),
      requests: new BoundedLog(20_000),
    };
  }

  register(app: FastifyInstance): void {
    registerGraph(app, this.services);
    registerControl(app, this.services);
    registerPhonePages(app, this.services);
    this.live.register(app, '/whatsapp/phone/:subject/live');
  }

  summary(): SandboxSummary {
    const { world } = this.services;
    const connected = world.accounts.filter(({ subscriptions }) => subscriptions.length > 0).map(({ name }) => name);
    return {
      title: 'WhatsApp',
      description: 'The Graph API, signed webhooks, and phones of several people to chat on.',
      links: world.accounts.flatMap(({ name, numbers }) =>
        numbers.map(({ id }) => ({ label: `${name}: phone and credentials`, href: `/whatsapp/phone/${id}` })),
      ),
      facts: [
        { name: 'Connected', value: connected.join(', ') || 'no number yet' },
        {
          name: 'People',
          value: world.people
            .filter(({ isReachable }) => isReachable)
            .map(({ name }) => name)
            .join(', '),
        },
      ],
    };
  }

  notImplemented(method: string, path: string): { status: number; body: unknown } {
    const error = new GraphError(
      404,
      2_500,
      `Unknown path components: the sandbox does not implement ${method} ${path}`,
    );
    return { status: error.status, body: error.body() };
  }

  async stop(): Promise<void> {
    const { sender, clock, typing, world } = this.services;
    this.live.close();
    sender.close();
    clock.close();
    typing.close();
    world.close();
  }
}

/** The number whose pages show a change; all of them when it concerns more. */
function numberOf(change: WhatsAppChange): string | undefined {
  if (change.kind === 'everything_changed') return undefined;
  return change.kind === 'number_changed' ? change.number.id : change.place.number.id;
}
