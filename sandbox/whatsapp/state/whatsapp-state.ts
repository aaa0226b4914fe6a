/** The sandbox's own picture of WhatsApp, as it is kept in memory and in the snapshot file. */

/** A person with the app on their phone. Someone who took a username may keep the number to themselves. */
export interface Person {
  id: string;
  name: string;
  /** Digits only; null for someone of whom businesses learn no number. */
  phone: string | null;
  username: string | null;
  /** What stands for this person at a business; formed from both when null. */
  userId: string | null;
  color: string;
  /** False for a number that was written to and has no WhatsApp. */
  isReachable: boolean;
}

/** A Meta app: whose secret signs webhooks and proves calls. */
export interface MetaApp {
  id: string;
  name: string;
  secret: string;
  /** Where webhooks go that no account overrides; null: nowhere. */
  callbackUrl: string | null;
}

export type QualityRating = 'GREEN' | 'YELLOW' | 'RED' | 'NA';
export type NumberStatus = 'LINKED' | 'PENDING' | 'UNLINKED' | 'RESTRICTED' | 'BANNED';

export interface BusinessNumber {
  id: string;
  /** As people write it: +1 555 010 0142. */
  displayPhoneNumber: string;
  verifiedName: string;
  quality: QualityRating;
  status: NumberStatus;
  isVerified: boolean;
  messagingLimit: string;
  /** Meta's test numbers reach listed recipients only; null: everyone. Digits only. */
  allowedRecipients: string[] | null;
}

export interface MessageTemplate {
  id: string;
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED';
  header: string | null;
  body: string;
  footer: string | null;
  buttons: string[];
}

export interface AppSubscription {
  appId: string;
  overrideCallbackUri: string | null;
}

/** A WhatsApp business account with its numbers, templates and the apps that hear of what happens. */
export interface BusinessAccount {
  id: string;
  name: string;
  numbers: BusinessNumber[];
  templates: MessageTemplate[];
  subscriptions: AppSubscription[];
}

export interface GraphToken {
  value: string;
  appId: string;
  scopes: string[];
  /** Business accounts that the token was given. */
  accountIds: string[];
  /** Unix milliseconds; null: never. */
  expiresAt: number | null;
  issuedAt: number;
  isRevoked: boolean;
}

/** What a person would paste to connect, and what happens when they do: the page lists these to practise on. */
export interface ConnectionKit {
  id: string;
  title: string;
  /** What to expect. */
  lesson: string;
  phoneNumberId: string;
  accountId: string;
  accessToken: string;
  appSecret: string;
}

export type DeliveryStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

export interface MessageError {
  code: number;
  title: string;
  details: string;
}

export interface StatusChange {
  status: DeliveryStatus;
  /** Unix milliseconds. */
  at: number;
}

/** The price class that Meta puts into a status. */
export interface MessagePricing {
  isBillable: boolean;
  category: string;
  type: string;
}

/** One message of a chat. `content` is in the Graph API's own shape, under the key of its type. */
export interface ChatMessage {
  id: string;
  /** Who wrote it: the person or the business. */
  from: 'person' | 'business';
  type: string;
  content: Record<string, unknown>;
  /** Unix milliseconds. */
  at: number;
  /** The message that this one answers. */
  contextId: string | null;
  isForwarded: boolean;
  reactions: { by: 'person' | 'business'; emoji: string }[];
  /** For messages of the business: how it went, oldest first. */
  statuses: StatusChange[];
  errors: MessageError[];
  pricing: MessagePricing | null;
  /** What the business wanted to get back in statuses. */
  callbackData: string | null;
  /** For messages of a person: whether the business marked them as read. */
  isReadByBusiness: boolean;
  /** Whether the business addressed the user id and not the phone number. */
  isByUserId: boolean;
}

/** All that a person and a number said to each other. */
export interface Chat {
  numberId: string;
  personId: string;
  messages: ChatMessage[];
  /** Unix milliseconds of the person's last message, from which the 24 hours count; null when they never wrote. */
  lastInboundAt: number | null;
  conversationId: string;
}

export interface StoredMedia {
  id: string;
  numberId: string;
  mimeType: string;
  filename: string | null;
  /** Base64. */
  bytes: string;
}

export interface WhatsAppState {
  version: 1;
  people: Person[];
  apps: MetaApp[];
  accounts: BusinessAccount[];
  tokens: GraphToken[];
  kits: ConnectionKit[];
  chats: Chat[];
  media: StoredMedia[];
}
