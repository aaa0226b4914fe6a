import { ControlError } from '../../state/control-error';
import type { InboundDraft } from '../chats';
import { sha256Of, storeMedia } from '../graph/operations/media.operations';
import type { ChatPlace } from '../whatsapp-changes';
import type { WhatsAppServices } from '../whatsapp-services';
import type { INBOUND_TYPES } from './control-schemas';

type Json = Record<string, unknown>;

/** What a person does, as the control API takes it. */
export interface InboundBody {
  person: string;
  type?: (typeof INBOUND_TYPES)[number];
  text?: string;
  caption?: string;
  media?: { base64: string; mime_type: string; filename?: string };
  location?: Json;
  contacts?: Json[];
  /** The button or row that was chosen. */
  reply?: { id: string; title: string; description?: string };
  emoji?: string;
  /** The message that is answered, chosen from or reacted to. */
  context?: string;
  forwarded?: boolean;
  /** An id of one's own, for tests of duplicates. */
  id?: string;
}

function required<TValue>(value: TValue | undefined, name: string, type: string): TValue {
  if (value === undefined) throw new ControlError(422, `a message of type ${type} needs ${name}`);
  return value;
}

/** A file as it stands in a webhook: stored first, then named by its id. */
function mediaContent(services: WhatsAppServices, { number }: ChatPlace, type: string, body: InboundBody): Json {
  const { base64, mime_type: mimeType, filename } = required(body.media, 'media', type);
  const draft = { numberId: number.id, mimeType, filename: filename ?? null, bytes: base64 };
  const media = storeMedia(services, draft);
  return {
    ...(body.caption === undefined ? {} : { caption: body.caption }),
    ...(type === 'document' && filename !== undefined ? { filename } : {}),
    mime_type: mimeType,
    sha256: sha256Of(media, 'base64'),
    id: media.id,
    ...(type === 'audio' ? { voice: true } : {}),
    ...(type === 'sticker' ? { animated: false } : {}),
  };
}

/** Which of the two kinds of choice was offered decides how the answer looks. */
function interactiveContent({ chat }: ChatPlace, body: InboundBody): Json {
  const { id, title, description } = required(body.reply, 'reply', 'interactive');
  const offered = chat.messages.find((message) => message.id === body.context)?.content.type;
  if (offered !== 'list') return { type: 'button_reply', button_reply: { id, title } };
  return { type: 'list_reply', list_reply: { id, title, ...(description === undefined ? {} : { description }) } };
}

export function readInbound(services: WhatsAppServices, place: ChatPlace, body: InboundBody): InboundDraft {
  const type = body.type ?? 'text';
  const about = { id: body.id, type, contextId: body.context ?? null, isForwarded: body.forwarded ?? false };
  return { ...about, content: contentOf(services, place, type, body) };
}

function contentOf(services: WhatsAppServices, place: ChatPlace, type: string, body: InboundBody): Json {
  if (type === 'text') return { body: required(body.text, 'text', type) };
  if (type === 'location') return required(body.location, 'location', type);
  if (type === 'contacts') return { contacts: required(body.contacts, 'contacts', type) };
  if (type === 'interactive') return interactiveContent(place, body);
  if (type === 'button') {
    const { id, title } = required(body.reply, 'reply', type);
    return { payload: id, text: title };
  }
  return type === 'unsupported' ? {} : mediaContent(services, place, type, body);
}
