import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { Picture } from './picture';
import type { ChannelKind } from '../channel-connection.entity';

/** Through which connection something happens. */
export interface ChannelAddress {
  readonly kind: ChannelKind;
  readonly connectionId: string;
}

/** Where a message goes, by the provider's ids. */
export interface ChannelPlace {
  readonly placeId: string;
  /** The thread to answer in; null for the top level, and where the channel has no threads. */
  readonly thread: string | null;
}

/** Whom a message is shown to be from, where the channel can show it. */
export interface ChannelAuthor {
  readonly name: string;
  /** The avatar of the employee. */
  readonly emoji: string;
}

/** A message to send. The reply id travels along invisibly and tells later what became of it. */
export interface OutgoingMessage extends ChannelPlace {
  /** As splitForChannel wrote it. */
  readonly text: string;
  readonly replyId: string;
  readonly author: ChannelAuthor | null;
}

/** What an employee would like to say first, and where. */
export interface OpeningWords {
  readonly placeId: string;
  /** Markdown. */
  readonly text: string;
}

/** What an employee says first, in a place where nobody has asked. */
export interface Opening extends OpeningWords {
  readonly replyId: string;
  readonly author: ChannelAuthor;
}

/** A conversation that an employee opened. */
export interface OpenedPlace {
  /** The place that answers will come from; it may be known by another id than the one it was opened with. */
  readonly placeId: string;
  readonly isDirect: boolean;
  /** Whether the provider's answer was its last word; else it reports later whether the message arrived. */
  readonly isConfirmed: boolean;
  /** The provider's id of the message. */
  readonly externalId: string;
  /** Where to read it; null where the channel has no addresses. */
  readonly permalink: string | null;
}

/**
 * A place that can be written to at once, since all that it takes was read before. Between the mark that a message is being sent and
 * the request lies nothing then that could fail or take long. Outside transactions.
 */
export interface ChannelOutlet {
  /** Sends a message, once. When the error is in doubt, ask findReply before sending again. */
  post(message: OutgoingMessage): Promise<{ externalId: string }>;

  /** The message of an earlier attempt, by its reply id, if it arrived. */
  findReply(search: ChannelPlace & { replyId: string; since: Date }): Promise<{ externalId: string } | null>;

  /** Shows that an answer to this message is being written. Best effort: it never fails. */
  showThinking(about: ChannelPlace & { externalId: string }): Promise<void>;
}

/** What each kind of channel can do. Not inside a transaction unless it takes one; what fails to be sent fails with a ChannelSendError. */
export interface ChannelDriver {
  /** Reads what writing there takes. What stands in the way of it is told by what is sent. */
  outlet(transaction: TenantTransaction, connectionId: string, placeId: string): Promise<ChannelOutlet>;

  /** What people call a place; its id when the provider does not tell. */
  placeName(context: TenantContext, connectionId: string, placeId: string): Promise<string>;

  /** A picture that somebody sent; null when it cannot be had. It never fails. */
  fetchPicture(context: TenantContext, connectionId: string, pictureId: string): Promise<Picture | null>;

  /** What `open` would really say there at the moment, which may be a template that the channel insists on. */
  openingWords(context: TenantContext, connectionId: string, opening: OpeningWords): Promise<string>;

  /** Writes first. */
  open(context: TenantContext, connectionId: string, opening: Opening): Promise<OpenedPlace>;
}
