import type { BusinessAccount } from '../state/whatsapp-state';
import type { WhatsAppWorld } from '../state/whatsapp-world';
import type { WhatsAppChange } from '../whatsapp-changes';
import type { WhatsAppSettings } from '../whatsapp-settings';
import { presentReceived, presentStatus, type Json, type WebhookChange } from './webhook-presenter';
import type { WebhookDelivery, WebhookSender, WebhookTarget } from './webhook-sender';

/** A change on its way to one address. */
interface OutgoingChange {
  accountId: string;
  change: WebhookChange;
  target: WebhookTarget;
  /** Changes of one chat go one after the other. */
  queue: string;
}

export interface Release {
  /** How many changes go into one POST; all when left out. */
  batchSize?: number;
  order?: 'as_happened' | 'reversed';
  /** How often each change stands in its batch. */
  copies?: number;
}

/** Turns what happened into webhooks and hands them to the sender; holds them back while the settings say so. */
export class WebhookPublisher {
  private held: OutgoingChange[] = [];

  constructor(
    private readonly world: WhatsAppWorld,
    private readonly settings: WhatsAppSettings,
    private readonly sender: WebhookSender,
  ) {
    world.changes.subscribe((change) => this.hear(change));
  }

  get heldCount(): number {
    return this.held.length;
  }

  /** Every app that is subscribed to the account gets the change at its own address, signed with its own secret. */
  publish(account: BusinessAccount, change: WebhookChange, queue: string): WebhookDelivery[] {
    const outgoing = this.targetsOf(account).map((target) => ({ accountId: account.id, change, target, queue }));
    if (!this.settings.isHoldingWebhooks) return outgoing.map((one) => this.send([one]));
    this.held.push(...outgoing);
    return [];
  }

  /** Lets go what was held: together, several times, or the wrong way round, as Meta sometimes does. */
  release({ batchSize = Number.MAX_SAFE_INTEGER, order = 'as_happened', copies = 1 }: Release): WebhookDelivery[] {
    const held = order === 'reversed' ? this.held.reverse() : this.held;
    this.held = [];
    const deliveries: WebhookDelivery[] = [];
    for (const group of groupByTarget(held)) {
      for (let start = 0; start < group.length; start += batchSize) {
        const batch = group.slice(start, start + batchSize);
        deliveries.push(this.send(batch.flatMap((one) => Array.from({ length: copies }, () => one))));
      }
    }
    return deliveries;
  }

  forget(): void {
    this.held = [];
  }

  private hear(change: WhatsAppChange): void {
    if (change.kind === 'message_received') {
      const { place, message } = change;
      this.publish(place.account, presentReceived(place, message), queueOf(place.chat));
    }
    if (change.kind === 'status_changed' && change.status !== 'accepted') {
      const { place, message } = change;
      this.publish(place.account, presentStatus(place, message, change), queueOf(place.chat));
    }
  }

  private targetsOf(account: BusinessAccount): WebhookTarget[] {
    return account.subscriptions.flatMap(({ appId, overrideCallbackUri }) => {
      const app = this.world.findApp(appId);
      const url = overrideCallbackUri ?? app?.callbackUrl ?? null;
      return app && url ? [{ url, appSecret: app.secret }] : [];
    });
  }

  private send(changes: OutgoingChange[]): WebhookDelivery {
    const [first] = changes;
    if (!first) throw new Error('a webhook needs at least one change');
    const entries = new Map<string, WebhookChange[]>();
    for (const { accountId, change } of changes) entries.set(accountId, [...(entries.get(accountId) ?? []), change]);
    const body: Json = {
      object: 'whatsapp_business_account',
      entry: [...entries].map(([id, list]) => ({ id, changes: list.map(({ field, value }) => ({ value, field })) })),
    };
    const about = { accountIds: [...entries.keys()], kinds: [...new Set(changes.map(({ change }) => kindOf(change)))] };
    return this.sender.send(body, first.target, { ...about, queue: first.queue });
  }
}

function queueOf({ numberId, personId }: { numberId: string; personId: string }): string {
  return `${numberId}/${personId}`;
}

/** One POST may mix accounts, but not addresses or secrets. */
function groupByTarget(changes: OutgoingChange[]): OutgoingChange[][] {
  const groups = new Map<string, OutgoingChange[]>();
  for (const change of changes) {
    const key = `${change.target.url} ${change.target.appSecret}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()];
}

/** What the records list: `message.text`, `status.delivered`, or the field's name. */
function kindOf({ field, value }: WebhookChange): string {
  const [message] = (value.messages as { type: string }[] | undefined) ?? [];
  if (message) return `message.${message.type}`;
  const [status] = (value.statuses as { status: string }[] | undefined) ?? [];
  return status ? `status.${status.status}` : field;
}
