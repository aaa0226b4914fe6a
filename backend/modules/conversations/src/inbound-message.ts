import type { ChannelKind } from '@konstruct/channels';
import type { Attachment } from './message.entity';

/** A message from a channel, as the entry module hands it in after parsing the provider's event. */
export interface InboundMessage {
  readonly connectionId: string;
  readonly channelKind: ChannelKind;
  readonly externalChannelId: string;
  readonly externalId: string;
  /** When it was written, by the provider's clock; gives the order. */
  readonly sentAt: Date;
  /** The root of the thread it stands in, or null. */
  readonly threadRoot: string | null;
  readonly isDirect: boolean;
  readonly isMention: boolean;
  /** Whether the person said something; what is merely noted is no reason to answer. */
  readonly expectsAnswer: boolean;
  readonly authorId: string;
  readonly authorName: string;
  readonly place: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** What became of an inbound message. */
export type Reception = 'accepted' | 'duplicate' | 'not_addressed' | 'nobody_assigned' | 'employee_not_active';
