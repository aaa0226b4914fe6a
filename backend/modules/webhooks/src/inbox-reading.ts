import type { InboundMessage } from '@konstruct/conversations';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';

/** A stored event as the product understands it. */
export interface ReadEvent {
  readonly stored: InboxEvent;
  /** What a person wrote; null when it is something else. */
  readonly inbound: InboundMessage | null;
  /** What follows from anything else, in the transaction that ends the event; answers what became of it. */
  readonly settle: (transaction: TenantTransaction) => Promise<string>;
}

/** Understands what one provider sends. Outside transactions, because the provider may have to be asked. */
export interface InboxReader {
  readAll(context: TenantContext, stored: readonly InboxEvent[]): Promise<ReadEvent[]>;
}
