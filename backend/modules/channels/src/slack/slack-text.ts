/** What is known of the people and the bot in a text. */
export interface SlackTextNames {
  /** The bot's own user id; its mentions are addressing, not content, and are taken out. */
  readonly botUserId?: string | null;
  /** The name of a person, where it is known. */
  readonly nameOf?: (userId: string) => string | null | undefined;
}

const TOKEN = /<([^<>]+)>/g;
const USER_ID = /^\w+$/;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * A message as a person reads it: Slack's `<…>` tokens resolved, its three entities unescaped, the bot's own mention gone.
 * See https://docs.slack.dev/messaging/formatting-message-text
 */
export function readableSlackText(raw: string, names: SlackTextNames = {}): string {
  const addressed = USER_ID.test(names.botUserId ?? '') ? withoutMention(raw, names.botUserId ?? '') : raw;
  return addressed
    .replaceAll(TOKEN, (_, token: string) => readToken(token, names))
    .replaceAll(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

/** Whether a raw Slack text mentions a user. */
export function mentionsUser(raw: string, userId: string): boolean {
  return raw.includes(`<@${userId}>`) || raw.includes(`<@${userId}|`);
}

/** The people that a raw Slack text mentions, each once. */
export function mentionedUsers(raw: string): string[] {
  const mentions = raw.matchAll(/<@(\w+)(?:\|[^<>]*)?>/g);
  return [...new Set(Array.from(mentions, ([, userId = '']) => userId))];
}

/** Splits instead of matching blanks around the mention: a pattern with both is slow on long runs of blanks. */
function withoutMention(raw: string, userId: string): string {
  return raw.split(new RegExp(`<@${userId}(?:\\|[^<>]*)?>`)).reduce(joinAroundMention);
}

/** At the start of a line the punctuation after the mention goes as well: "<@U1>, please …". */
function joinAroundMention(before: string, after: string): string {
  const head = before.slice(0, blankStart(before));
  if (head === '' || head.endsWith('\n')) return `${head}${after.replace(/^[:,]?[ \t]*/, '')}`;
  const isSpaced = /^[\s:,.!?;]/.test(after) || after === '';
  return `${head}${isSpaced ? '' : ' '}${after}`;
}

function blankStart(text: string): number {
  let start = text.length;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

function readToken(token: string, names: SlackTextNames): string {
  const [target, label] = splitLabel(token);
  if (target.startsWith('@')) return `@${names.nameOf?.(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`;
  return readLink(target, label);
}

function readLink(address: string, label: string | undefined): string {
  const plain = address.replace(/^(?:mailto|tel):/, '');
  if (!label || label === address || label === plain) return plain;
  // Slack makes "<http://example.com|example.com>" of a typed "example.com".
  return address.replace(/^https?:\/\//, '') === label ? address : `${label} (${plain})`;
}

function splitLabel(token: string): [string, string | undefined] {
  const bar = token.indexOf('|');
  return bar < 0 ? [token, undefined] : [token.slice(0, bar), token.slice(bar + 1)];
}
