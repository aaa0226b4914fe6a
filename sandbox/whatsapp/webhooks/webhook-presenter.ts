import { titleOf } from '../graph-error';
import { userIdOf } from '../ids';
import type { BusinessAccount, BusinessNumber, ChatMessage, DeliveryStatus, Person } from '../state/whatsapp-state';
import type { ChatPlace } from '../whatsapp-changes';
import { WINDOW_MS } from '../whatsapp-settings';

export type Json = Record<string, unknown>;

/** One change of a webhook: the field that an app subscribes to, and what is new there. */
export interface WebhookChange {
  field: string;
  value: Json;
}

function seconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1_000));
}

export function presentMetadata(number: BusinessNumber): Json {
  return { display_phone_number: number.displayPhoneNumber.replaceAll(/\D/g, ''), phone_number_id: number.id };
}

/** The phone number is missing for those who show a user name instead; the user id is always there. */
export function presentContact(account: BusinessAccount, person: Person): Json {
  return {
    profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
    ...(person.phone ? { wa_id: person.phone } : {}),
    user_id: userIdOf(person, account),
  };
}

function presentContext({ number, chat }: ChatPlace, message: ChatMessage): Json {
  if (message.isForwarded) return { context: { forwarded: true } };
  if (message.contextId === null) return {};
  const answered = chat.messages.find(({ id }) => id === message.contextId);
  const writer = answered?.from === 'person' ? undefined : number.displayPhoneNumber.replaceAll(/\D/g, '');
  return { context: { ...(writer ? { from: writer } : {}), id: message.contextId } };
}

function presentInbound(place: ChatPlace, message: ChatMessage): Json {
  const { account, person } = place;
  const unsupported = {
    errors: [
      {
        code: 131_051,
        title: 'Message type unknown',
        message: 'Message type unknown',
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
  };
  return {
    ...presentContext(place, message),
    ...(person.phone ? { from: person.phone } : {}),
    from_user_id: userIdOf(person, account),
    id: message.id,
    timestamp: seconds(message.at),
    ...(message.type === 'unsupported' ? unsupported : { [message.type]: presentContent(message) }),
    type: message.type,
  };
}

/** Contacts are a list; everything else is an object. */
function presentContent({ type, content }: ChatMessage): unknown {
  return type === 'contacts' ? content.contacts : content;
}

/** What the business hears when a person writes. */
export function presentReceived(place: ChatPlace, message: ChatMessage): WebhookChange {
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: presentMetadata(place.number),
      contacts: [presentContact(place.account, place.person)],
      messages: [presentInbound(place, message)],
    },
  };
}

function presentPricing({ pricing }: ChatMessage): Json {
  if (!pricing) return {};
  return {
    pricing: {
      billable: pricing.isBillable,
      pricing_model: 'PMP',
      category: pricing.category,
      type: pricing.type,
    },
  };
}

/** Meta says who it was about only where it got that far; a failed status knows no contact. */
function presentRecipient({ account, person }: ChatPlace, message: ChatMessage): Json {
  const hasPhone = person.phone !== null && !message.isByUserId;
  return {
    ...(hasPhone ? { recipient_id: person.phone } : {}),
    recipient_user_id: userIdOf(person, account),
  };
}

function presentErrors(message: ChatMessage): Json[] {
  return message.errors.map(({ code, title, details }) => ({
    code,
    title,
    message: titleOf(code),
    error_data: { details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }));
}

/** What the business hears of a message that it sent. */
export function presentStatus(
  place: ChatPlace,
  message: ChatMessage,
  { status, at }: { status: DeliveryStatus; at: number },
): WebhookChange {
  const hasPrice = status === 'sent' || status === 'delivered';
  const conversation = {
    conversation: {
      id: place.chat.conversationId,
      ...(status === 'sent' ? { expiration_timestamp: seconds(message.at + WINDOW_MS) } : {}),
      origin: { type: message.pricing?.category ?? 'service' },
    },
  };
  const presented = {
    id: message.id,
    status,
    timestamp: seconds(at),
    ...presentRecipient(place, message),
    ...(hasPrice && message.pricing ? conversation : {}),
    ...(hasPrice ? presentPricing(message) : {}),
    ...(status === 'failed' ? { errors: presentErrors(message) } : {}),
    ...(message.callbackData === null ? {} : { biz_opaque_callback_data: message.callbackData }),
  };
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: presentMetadata(place.number),
      ...(status === 'failed' ? {} : { contacts: [presentContact(place.account, place.person)] }),
      statuses: [presented],
    },
  };
}
