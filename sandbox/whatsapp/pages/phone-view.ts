import { statusOf } from '../chats';
import { userIdOf } from '../ids';
import type { BusinessAccount, BusinessNumber, ChatMessage, ConnectionKit, Person } from '../state/whatsapp-state';
import type { ChatPlace } from '../whatsapp-changes';
import { WINDOW_MS } from '../whatsapp-settings';
import type { WhatsAppServices } from '../whatsapp-services';

/** As much of a chat as the page shows. */
const SHOWN_MESSAGES = 200;

export interface PhonePersonView {
  id: string;
  name: string;
  color: string;
  /** What the business learns: a number, a user name, or both. */
  about: string;
  user_id: string;
  last_text: string;
  last_at: number | null;
  unread: number;
}

export interface PhoneMessageView {
  id: string;
  is_own: boolean;
  type: string;
  content: Record<string, unknown>;
  at: number;
  /** The beginning of the message that is answered. */
  quote: string | null;
  is_forwarded: boolean;
  reactions: string[];
  status: string;
  is_read: boolean;
  error: { code: number; title: string; details: string } | null;
  price: string | null;
}

export interface PhoneNumberView {
  id: string;
  account_id: string;
  name: string;
  display_phone_number: string;
  quality: string;
  status: string;
  /** Where webhooks go; null when nobody is subscribed. */
  callback: string | null;
}

export interface PhoneView {
  number: PhoneNumberView;
  numbers: { id: string; name: string }[];
  kits: ConnectionKit[];
  people: PhonePersonView[];
  person: PhonePersonView;
  messages: PhoneMessageView[];
  is_typing: boolean;
  /** Until when the business may answer freely; null when it may not. */
  window_ends_at: number | null;
  held_webhooks: number;
}

/** All that the phone page needs to draw itself for one number and one person. */
export function presentPhoneView(
  services: WhatsAppServices,
  account: BusinessAccount,
  number: BusinessNumber,
  personId: string | undefined,
): PhoneView {
  const { world } = services;
  const people = world.people.filter(({ isReachable }) => isReachable);
  const places = people.map((person) => world.placeOf(account, number, person));
  const place = places.find(({ person }) => person.id === personId) ?? places[0];
  if (!place) throw new Error('the sandbox always has people');
  const isOpen = services.chats.isWindowOpen(place);
  return {
    number: presentNumber(services, account, number),
    numbers: world.accounts.flatMap(({ name, numbers }) => numbers.map(({ id }) => ({ id, name }))),
    kits: world.kits,
    people: places.map(presentPerson),
    person: presentPerson(place),
    messages: place.chat.messages
      .filter(({ type }) => type !== 'reaction')
      .slice(-SHOWN_MESSAGES)
      .map((message) => presentMessage(place, message)),
    is_typing: services.typing.isTyping(place),
    window_ends_at: isOpen ? (place.chat.lastInboundAt ?? 0) + WINDOW_MS : null,
    held_webhooks: services.publisher.heldCount,
  };
}

function presentNumber({ world }: WhatsAppServices, account: BusinessAccount, number: BusinessNumber): PhoneNumberView {
  const [subscription] = account.subscriptions;
  const app = subscription && world.findApp(subscription.appId);
  return {
    id: number.id,
    account_id: account.id,
    name: number.verifiedName,
    display_phone_number: number.displayPhoneNumber,
    quality: number.quality,
    status: number.status,
    callback: subscription ? (subscription.overrideCallbackUri ?? app?.callbackUrl ?? null) : null,
  };
}

function aboutPerson({ phone, username }: Person): string {
  return [phone === null ? null : `+${phone}`, username === null ? null : `@${username}`].filter(Boolean).join(' · ');
}

function presentPerson({ account, person, chat }: ChatPlace): PhonePersonView {
  const shown = chat.messages.filter(({ type }) => type !== 'reaction');
  const last = shown.at(-1);
  return {
    id: person.id,
    name: person.name,
    color: person.color,
    about: aboutPerson(person),
    user_id: userIdOf(person, account),
    last_text: last ? summaryOf(last) : '',
    last_at: last?.at ?? null,
    unread: shown.filter((message) => statusOf(message) === 'delivered').length,
  };
}

const NAMES: Record<string, string> = {
  image: 'Photo',
  document: 'Document',
  audio: 'Voice message',
  video: 'Video',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact',
  unsupported: 'Unsupported message',
};

function stringIn(value: unknown, ...path: string[]): string | undefined {
  const found = path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
  return typeof found === 'string' ? found : undefined;
}

/** One line that stands for a message in the list of chats and where it is quoted. */
function summaryOf({ type, content }: ChatMessage): string {
  const text =
    stringIn(content, 'body') ??
    stringIn(content, 'body', 'text') ??
    stringIn(content, 'rendered', 'body') ??
    stringIn(content, 'text') ??
    stringIn(content, 'button_reply', 'title') ??
    stringIn(content, 'list_reply', 'title') ??
    stringIn(content, 'caption');
  return text ?? NAMES[type] ?? type;
}

function presentMessage({ chat }: ChatPlace, message: ChatMessage): PhoneMessageView {
  const answered = chat.messages.find(({ id }) => id === message.contextId);
  const { pricing } = message;
  const [error] = message.errors;
  return {
    id: message.id,
    is_own: message.from === 'person',
    type: message.type,
    content: message.content,
    at: message.at,
    quote: answered ? summaryOf(answered) : null,
    is_forwarded: message.isForwarded,
    reactions: message.reactions.map(({ emoji }) => emoji),
    status: statusOf(message),
    is_read: message.isReadByBusiness,
    error: error ?? null,
    price: pricing ? `${pricing.category}, ${pricing.isBillable ? 'charged' : 'free'}` : null,
  };
}
