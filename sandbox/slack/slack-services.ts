import type { BoundedLog } from '../state/bounded-log';
import type { FaultQueue } from '../state/fault-queue';
import type { ApiRequestRecord } from './api/api-request-record';
import type { Conversations } from './conversations';
import type { EventPublisher } from './events/event-publisher';
import type { EventSender } from './events/event-sender';
import type { Installations } from './installations';
import type { SlackApp } from './slack-app';
import type { SlackFault } from './slack-fault';
import type { SlackWorld } from './state/slack-world';
import type { ThreadStatuses } from './thread-statuses';

/** Everything that routes of the Slack sandbox work with. */
export interface SlackServices {
  app: SlackApp;
  world: SlackWorld;
  installations: Installations;
  conversations: Conversations;
  statuses: ThreadStatuses;
  sender: EventSender;
  publisher: EventPublisher;
  faults: FaultQueue<SlackFault>;
  requests: BoundedLog<ApiRequestRecord>;
  /** Where this sandbox can be opened in a browser; known once it listens. */
  publicUrl: () => string;
}
