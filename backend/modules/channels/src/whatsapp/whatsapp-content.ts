import { asFields, asList, text, type Fields } from '../provider-fields';

/** A message in words that a model can read, and the file that came with it. */
export interface ReadableContent {
  readonly text: string;
  readonly media: WhatsappMedia | null;
  /** Whether the person said something; a reaction is noted and not answered. */
  readonly expectsAnswer: boolean;
}

/** A file that came with a message. */
export interface WhatsappMedia {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
}

const MEDIA_NAMES: Readonly<Record<string, string>> = {
  image: 'picture',
  video: 'video',
  audio: 'voice message',
  document: 'document',
  sticker: 'sticker',
};
const UNSUPPORTED =
  '[They sent something that WhatsApp does not pass on to you, such as a poll or a message that vanishes. Say honestly that you cannot see it.]';

type Reader = (content: Fields) => string | null;

/** How each type of message reads. See https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples */
const READERS: Readonly<Record<string, Reader>> = {
  text: (content) => text(content, 'body'),
  button: (content) => text(content, 'text') ?? text(content, 'payload'),
  interactive: readInteractive,
  location: readLocation,
  order: readOrder,
  contacts: () => null,
};

/** The message in words; null when it says nothing. */
export function readableContent(message: Fields): ReadableContent | null {
  const type = text(message, 'type') ?? '';
  if (type === 'reaction') return readReaction(asFields(message['reaction']));
  const media = readMedia(type, asFields(message[type]));
  const words = media ? (text(asFields(message[type]), 'caption') ?? '') : readWords(type, message);
  if (words === null) return null;
  return { text: [...aroundOf(message), words].filter((part) => part !== '').join('\n'), media, expectsAnswer: true };
}

function readWords(type: string, message: Fields): string | null {
  if (type === 'contacts') return readContacts(asList(message['contacts']).map(asFields));
  if (type === 'unsupported' || type === 'unknown') return UNSUPPORTED;
  return READERS[type]?.(asFields(message[type])) ?? null;
}

/** An empty one is a reaction taken back. */
function readReaction(reaction: Fields): ReadableContent | null {
  const emoji = text(reaction, 'emoji');
  return emoji ? { text: `[Reacted with ${emoji}]`, media: null, expectsAnswer: false } : null;
}

function readMedia(type: string, content: Fields): WhatsappMedia | null {
  const kind = MEDIA_NAMES[type];
  if (!kind) return null;
  return {
    id: text(content, 'id') ?? '',
    name: text(content, 'filename') ?? kind,
    mimeType: text(content, 'mime_type') ?? 'application/octet-stream',
  };
}

function readInteractive(content: Fields): string | null {
  const chosen = asFields(content['button_reply'] ?? content['list_reply']);
  const title = text(chosen, 'title');
  if (title) return [title, text(chosen, 'description')].filter(Boolean).join(': ');
  const form = asFields(content['nfm_reply']);
  const answers = text(form, 'response_json');
  if (!answers) return text(form, 'body');
  return `[Filled in the form ${text(form, 'name') ?? ''}]\n${readAnswers(answers)}`.replace(' ]', ']');
}

/** What was written into a form, one field a line; flow_token is Meta's own. */
function readAnswers(json: string): string {
  try {
    return Object.entries(asFields(JSON.parse(json)))
      .filter(([name]) => name !== 'flow_token')
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n');
  } catch {
    return json;
  }
}

function readLocation(content: Fields): string | null {
  const { latitude, longitude } = content;
  const position = typeof latitude === 'number' && typeof longitude === 'number' ? `${latitude}, ${longitude}` : '';
  const place = [text(content, 'name'), text(content, 'address'), position].filter(Boolean).join(', ');
  return place === '' ? null : `[Shared a location: ${place}]`;
}

function readOrder(content: Fields): string | null {
  const items = asList(content['product_items'])
    .map(asFields)
    .map((item) => `${quantityOf(item)} × ${text(item, 'product_retailer_id') ?? 'a product'}`);
  return [`[Ordered from the catalogue: ${items.join(', ')}]`, text(content, 'text')].filter(Boolean).join('\n');
}

function readContacts(contacts: readonly Fields[]): string {
  return contacts
    .map((contact) => {
      const name = text(asFields(contact['name']), 'formatted_name') ?? 'somebody';
      const ways = [...valuesOf(contact['phones'], 'phone'), ...valuesOf(contact['emails'], 'email')];
      return `[Shared the contact ${[name, ...ways].join(', ')}]`;
    })
    .join('\n');
}

function valuesOf(list: unknown, name: string): string[] {
  return asList(list).flatMap((entry) => text(asFields(entry), name) ?? []);
}

/** What a message is about, where Meta says it: an advertisement, a product, or something passed on. */
function aroundOf(message: Fields): string[] {
  const context = asFields(message['context']);
  const product = text(asFields(context['referred_product']), 'product_retailer_id');
  const headline = text(asFields(message['referral']), 'headline');
  return [
    context['forwarded'] === true || context['frequently_forwarded'] === true ? '[Forwarded]' : '',
    product ? `[About the product ${product}]` : '',
    headline ? `[Came from the advertisement "${headline}"]` : '',
  ];
}

/** As a number or as text, as it comes. */
function quantityOf({ quantity }: Fields): string {
  return typeof quantity === 'number' || typeof quantity === 'string' ? String(quantity) : '1';
}
