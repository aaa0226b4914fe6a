import { newMessageId } from './ids';
import type { ChatMessage, DeliveryStatus, MessageError, MessagePricing } from './state/whatsapp-state';
import type { WhatsAppWorld } from './state/whatsapp-world';
import type { ChatPlace } from './whatsapp-changes';
import { WINDOW_MS } from './whatsapp-settings';

export interface InboundDraft {
  id?: string;
  type: string;
  content: Record<string, unknown>;
  contextId?: string | null;
  isForwarded?: boolean;
}

export interface OutboundDraft {
  type: string;
  content: Record<string, unknown>;
  contextId: string | null;
  callbackData: string | null;
  pricing: MessagePricing | null;
  isByUserId: boolean;
}

const ORDER: DeliveryStatus[] = ['accepted', 'sent', 'delivered', 'read'];

/** Owns what people and numbers say to each other, how it goes, and how long one may answer freely. */
export class Chats {
  constructor(private readonly world: WhatsAppWorld) {}

  /** A person writes; from now on the business may answer for 24 hours. */
  receive(place: ChatPlace, draft: InboundDraft): ChatMessage {
    const message: ChatMessage = {
      ...emptyMessage('person', this.world.now()),
      id: draft.id ?? newMessageId(place.person.phone ?? place.number.displayPhoneNumber, 'person'),
      type: draft.type,
      content: draft.content,
      contextId: draft.contextId ?? null,
      isForwarded: draft.isForwarded ?? false,
    };
    place.chat.lastInboundAt = message.at;
    place.chat.messages.push(message);
    this.world.changes.publish({ kind: 'message_received', place, message, reactedTo: null });
    return message;
  }

  /** A reaction is a message of its own to the business, and a mark on the message for whoever looks at the chat. */
  react(place: ChatPlace, target: ChatMessage, emoji: string): ChatMessage {
    mark(target, 'person', emoji);
    const message: ChatMessage = {
      ...emptyMessage('person', this.world.now()),
      id: newMessageId(place.person.phone ?? place.number.displayPhoneNumber, 'person'),
      type: 'reaction',
      content: { message_id: target.id, ...(emoji === '' ? {} : { emoji }) },
    };
    place.chat.lastInboundAt = message.at;
    this.world.changes.publish({ kind: 'message_received', place, message, reactedTo: target.id });
    return message;
  }

  /** What the Graph API accepted; it is shown once its status says that it was sent. */
  send(place: ChatPlace, draft: OutboundDraft): ChatMessage {
    const message: ChatMessage = {
      ...emptyMessage('business', this.world.now()),
      id: newMessageId(place.person.phone ?? place.number.displayPhoneNumber, 'business'),
      ...draft,
      statuses: [{ status: 'accepted', at: this.world.now() }],
    };
    if (draft.type === 'reaction') {
      const target = place.chat.messages.find(({ id }) => id === draft.content.message_id);
      const { emoji } = draft.content;
      if (target) mark(target, 'business', typeof emoji === 'string' ? emoji : '');
    }
    place.chat.messages.push(message);
    this.world.changes.publish({ kind: 'message_sent', place, message });
    return message;
  }

  /** False when the message is already as far, or has failed. */
  advance(place: ChatPlace, message: ChatMessage, status: DeliveryStatus, errors: MessageError[] = []): boolean {
    const current = statusOf(message);
    if (current === 'failed' || (status !== 'failed' && ORDER.indexOf(status) <= ORDER.indexOf(current))) return false;
    const at = this.world.now();
    message.statuses.push({ status, at });
    message.errors = errors;
    this.world.changes.publish({ kind: 'status_changed', place, message, status, at });
    return true;
  }

  /** The person opens the chat: everything that was delivered is read. */
  open(place: ChatPlace): number {
    const unread = place.chat.messages.filter((message) => statusOf(message) === 'delivered');
    return unread.filter((message) => this.advance(place, message, 'read')).length;
  }

  markReadByBusiness(place: ChatPlace, upTo: ChatMessage): void {
    for (const message of place.chat.messages) {
      if (message.from === 'person') message.isReadByBusiness = true;
      if (message === upTo) break;
    }
    this.world.changes.publish({ kind: 'chat_changed', place });
  }

  isWindowOpen({ chat }: ChatPlace): boolean {
    return chat.lastInboundAt !== null && this.world.now() - chat.lastInboundAt < WINDOW_MS;
  }

  /** Moves everything that was said into the past, so that the 24 hours can be seen to end without waiting. */
  age(place: ChatPlace, byMs: number): void {
    const { chat } = place;
    if (chat.lastInboundAt !== null) chat.lastInboundAt -= byMs;
    for (const message of chat.messages) {
      message.at -= byMs;
      for (const change of message.statuses) change.at -= byMs;
    }
    this.world.changes.publish({ kind: 'chat_changed', place });
  }
}

export function statusOf(message: ChatMessage): DeliveryStatus {
  return message.statuses.at(-1)?.status ?? 'accepted';
}

/** An empty emoji takes the reaction away; a second one replaces the first. */
function mark(message: ChatMessage, by: 'person' | 'business', emoji: string): void {
  message.reactions = message.reactions.filter((reaction) => reaction.by !== by);
  if (emoji !== '') message.reactions.push({ by, emoji });
}

function emptyMessage(from: 'person' | 'business', at: number): ChatMessage {
  return {
    id: '',
    from,
    type: 'text',
    content: {},
    at,
    contextId: null,
    isForwarded: false,
    reactions: [],
    statuses: [],
    errors: [],
    pricing: null,
    callbackData: null,
    isReadByBusiness: false,
    isByUserId: false,
  };
}
