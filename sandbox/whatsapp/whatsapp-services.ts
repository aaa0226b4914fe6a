import type { BoundedLog } from '../state/bounded-log';
import type { FaultQueue } from '../state/fault-queue';
import type { Chats } from './chats';
import type { DeliveryClock } from './delivery-clock';
import type { GraphRequestRecord } from './graph/graph-request-record';
import type { WhatsAppWorld } from './state/whatsapp-world';
import type { TypingIndicators } from './typing';
import type { WebhookPublisher } from './webhooks/webhook-publisher';
import type { WebhookSender } from './webhooks/webhook-sender';
import type { WhatsAppFault } from './whatsapp-fault';
import type { WhatsAppSettings } from './whatsapp-settings';

/** Everything that routes of the WhatsApp sandbox work with. */
export interface WhatsAppServices {
  settings: WhatsAppSettings;
  world: WhatsAppWorld;
  chats: Chats;
  clock: DeliveryClock;
  typing: TypingIndicators;
  sender: WebhookSender;
  publisher: WebhookPublisher;
  faults: FaultQueue<WhatsAppFault>;
  requests: BoundedLog<GraphRequestRecord>;
  /** Where this sandbox can be reached; known once it listens. */
  publicUrl: () => string;
}
