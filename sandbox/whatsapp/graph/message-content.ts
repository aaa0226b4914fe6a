import { GraphError, invalidParameter, messagingError, missingParameter } from '../graph-error';

type Json = Record<string, unknown>;

/** What a message of each type has to bring; more than this Meta checks, less the product has to know. */
const RULES: Record<string, (content: Json) => void> = {
  text: ({ body }) => requireText('text[body]', body, 4_096),
  reaction: checkReaction,
  interactive: checkInteractive,
  location: checkLocation,
  template: checkTemplate,
  image: checkMedia,
  document: checkMedia,
  audio: checkMedia,
  video: checkMedia,
  sticker: checkMedia,
};

const TYPES = [...Object.keys(RULES), 'contacts'];

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textIn(content: unknown, name: string): string | undefined {
  const value = isObject(content) ? content[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function listIn(content: unknown, name: string): unknown[] {
  const value = isObject(content) ? content[name] : undefined;
  return Array.isArray(value) ? value : [];
}

function requireText(name: string, value: unknown, longest: number): void {
  if (typeof value !== 'string' || value === '') throw missingParameter(name);
  if (value.length > longest) {
    throw new GraphError(400, 100, `(#100) Param ${name} must be at most ${longest} characters long.`, {
      details: `${name} has ${value.length} characters`,
    });
  }
}

function checkReaction(content: Json): void {
  requireText('reaction[message_id]', content.message_id, 1_000);
  if (typeof content.emoji !== 'string') throw missingParameter('reaction[emoji]');
}

function checkLocation({ latitude, longitude }: Json): void {
  const isPlace = [latitude, longitude].every((value) => value !== undefined && Number.isFinite(Number(value)));
  if (!isPlace) throw invalidParameter('location needs a latitude and a longitude');
}

function checkMedia({ id, link }: Json): void {
  if ((typeof id === 'string') === (typeof link === 'string')) {
    throw invalidParameter('a file is named by either its id or its link');
  }
}

function checkTemplate(content: Json): void {
  requireText('template[name]', content.name, 512);
  requireText('template[language][code]', textIn(content.language, 'code'), 40);
}

function checkInteractive(content: Json): void {
  const { type, action } = content;
  const isList = type === 'list';
  if (!isList && type !== 'button' && type !== 'cta_url') {
    throw invalidParameter('interactive.type must be button, list or cta_url');
  }
  requireText('interactive[body][text]', textIn(content.body, 'text'), isList ? 4_096 : 1_024);
  if (type === 'button') checkButtons(listIn(action, 'buttons'));
  if (isList) checkList(action);
}

function checkButtons(buttons: unknown[]): void {
  if (buttons.length < 1 || buttons.length > 3) throw messagingError(131_009, 'A message has one to three buttons.');
  const replies = buttons.map((button) => (isObject(button) ? button.reply : undefined));
  for (const reply of replies) {
    requireText('interactive[action][buttons][reply][id]', textIn(reply, 'id'), 256);
    requireText('interactive[action][buttons][reply][title]', textIn(reply, 'title'), 20);
  }
  if (new Set(replies.map((reply) => textIn(reply, 'id'))).size < replies.length) {
    throw messagingError(131_009, 'The ids of buttons must differ.');
  }
}

function checkList(action: unknown): void {
  requireText('interactive[action][button]', textIn(action, 'button'), 20);
  const rows = listIn(action, 'sections').flatMap((section) => listIn(section, 'rows'));
  if (rows.length < 1 || rows.length > 10) throw messagingError(131_009, 'A list has one to ten rows.');
  for (const row of rows) {
    requireText('row[id]', textIn(row, 'id'), 200);
    requireText('row[title]', textIn(row, 'title'), 24);
    if ((textIn(row, 'description') ?? '').length > 72)
      throw messagingError(131_009, 'A description has 72 characters.');
  }
}

/** The type of a message and what stands under it, once it is as Meta wants it. */
export function readContent(args: Json): { type: string; content: Json } {
  const type = typeof args.type === 'string' ? args.type : isObject(args.interactive) ? 'interactive' : 'text';
  if (!TYPES.includes(type)) {
    throw new GraphError(
      400,
      100,
      `(#100) Param type must be one of {${TYPES.join(', ').toUpperCase()}} - got "${type}".`,
    );
  }
  const given = args[type];
  if (type === 'contacts') {
    if (!Array.isArray(given) || given.length === 0) throw missingParameter('contacts');
    return { type, content: { contacts: given } };
  }
  if (!isObject(given)) throw missingParameter(type);
  RULES[type]?.(given);
  return { type, content: given };
}
