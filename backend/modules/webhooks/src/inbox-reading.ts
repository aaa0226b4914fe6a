import type { InboundMessage } from '@konstruct/conversations';
import type { TenantTransaction } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';

/** A stored event as the product understands it. */
export interface ReadEvent {
  readonly stored: InboxEvent;
  /** What a person wrote; null when it is something else. */
  readonly inbound: InboundMessage | null;
  /** What follows from anything else, in the transaction that ends the event; answers what became of it. */
  readonly settle: (transaction: TenantTransaction) => Promise<string>;
}

/** Events that have been looked at. */
export interface Reading {
  /** Whether the provider has to be asked to understand them, which no transaction may wait for. */
  readonly asksProvider: boolean;
  finish(): Promise<ReadEvent[]>;
}

/** Understands what one provider sends. */
export interface InboxReader {
  begin(transaction: TenantTransaction, stored: readonly InboxEvent[]): Promise<Reading>;
}
