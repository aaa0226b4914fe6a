import type {
  BusinessAccount,
  BusinessNumber,
  Chat,
  ChatMessage,
  DeliveryStatus,
  Person,
} from './state/whatsapp-state';

/** Where something happened: one number of one account, and the person on the other side. */
export interface ChatPlace {
  account: BusinessAccount;
  number: BusinessNumber;
  person: Person;
  chat: Chat;
}

/** Something that happened; the live pages and the webhooks both listen. */
export type WhatsAppChange =
  | { kind: 'message_received'; place: ChatPlace; message: ChatMessage; reactedTo: string | null }
  | { kind: 'message_sent'; place: ChatPlace; message: ChatMessage }
  | { kind: 'status_changed'; place: ChatPlace; message: ChatMessage; status: DeliveryStatus; at: number }
  | { kind: 'chat_changed'; place: ChatPlace }
  | { kind: 'number_changed'; account: BusinessAccount; number: BusinessNumber }
  | { kind: 'everything_changed' };

type Listener = (change: WhatsAppChange) => void;

/** Tells every listener what happened, in order and within the same turn. */
export class WhatsAppChanges {
  private readonly listeners = new Set<Listener>();

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publish(change: WhatsAppChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
